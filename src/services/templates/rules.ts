import { TemplatePlace, TemplateVariableKind } from '../../entities/template-enums.js';
import { isNumber, PLACEHOLDER, type ReadTemplate, type TemplateVariable } from './read-template.js';

// From a template and values to what is sent. Pure.
// https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/overview

export interface GivenVariable {
  name: string;
  value: string;
}

export interface Rendered {
  /** As the customer reads it: header, body and footer, an empty line between them. */
  text: string;
  /** As the messages endpoint takes them. */
  components: object[];
}

export interface TemplateFault {
  words: string;
  /** The place in the list that was given; null when it is about none of them. */
  index: number | null;
  field?: 'name' | 'value';
}

export const LONGEST_VALUE = 2_000;
const HEADER_CHARACTERS = 60;
const BODY_CHARACTERS = 1_024;
/** When there is nothing beside the body. */
const LONE_BODY_CHARACTERS = 32_768;
const NAME_OF_MEDIA: Partial<Record<TemplateVariableKind, string>> = {
  [TemplateVariableKind.IMAGE_URL]: 'image',
  [TemplateVariableKind.VIDEO_URL]: 'video',
  [TemplateVariableKind.DOCUMENT_URL]: 'document',
};

const lengthOf = (text: string): number => [...text].length;
const isWebAddress = (value: string): boolean => URL.canParse(value) && new URL(value).protocol === 'https:' && !/\s/.test(value);
const isDegree = (value: string, most: number): boolean => /^-?\d{1,3}(\.\d+)?$/.test(value) && Math.abs(Number(value)) <= most;

/** What is wrong with a value; the name of the variable goes before it. */
const FAULTS: Record<TemplateVariableKind, (value: string) => string | null> = {
  TEXT: (value) => {
    if (/[\n\r\t]/.test(value)) return 'must not have line breaks or tabs: WhatsApp refuses them.';
    return / {5}/.test(value) ? 'must not have more than four spaces in a row: WhatsApp refuses them.' : null;
  },
  IMAGE_URL: (value) => (isWebAddress(value) ? null : 'must be the https address of an image.'),
  VIDEO_URL: (value) => (isWebAddress(value) ? null : 'must be the https address of a video.'),
  DOCUMENT_URL: (value) => (isWebAddress(value) ? null : 'must be the https address of a document.'),
  LATITUDE: (value) => (isDegree(value, 90) ? null : 'must be degrees from -90 to 90, such as 41.0082.'),
  LONGITUDE: (value) => (isDegree(value, 180) ? null : 'must be degrees from -180 to 180, such as 28.9784.'),
  URL_PART: (value) => (/\s/.test(value) ? 'must not have white space: it stands in an address.' : null),
  CODE: (value) => (/^[A-Za-z0-9]{1,20}$/.test(value) ? null : 'must be 1 to 20 letters and digits.'),
};

const named = ({ variables }: ReadTemplate): string =>
  variables.length > 0 ? `Its variables: ${variables.map(({ name }) => name).join(', ')}.` : 'It has no variables.';

const faultIn = (template: ReadTemplate, given: readonly GivenVariable[]): TemplateFault | null => {
  if (template.beyond) return { words: `It cannot be sent from here: it has ${template.beyond}.`, index: null };
  const seen = new Set<string>();
  for (const [index, { name, value }] of given.entries()) {
    const variable = template.variables.find((each) => each.name === name);
    if (!variable) return { words: `The template has no variable ${name}. ${named(template)}`, index, field: 'name' };
    if (seen.has(name)) return { words: `The variable ${name} is given twice.`, index, field: 'name' };
    seen.add(name);
    const fault = value.trim() === '' ? 'must not be empty.' : FAULTS[variable.kind](value);
    if (fault) return { words: `The variable ${name} ${fault}`, index, field: 'value' };
  }
  const missing = template.variables.filter(({ name }) => !seen.has(name)).map(({ name }) => name);
  return missing.length > 0 ? { words: `Not given: ${missing.join(', ')}. ${named(template)}`, index: null } : null;
};

type Values = ReadonlyMap<string, string>;

const filled = (text: string, place: TemplatePlace, values: Values): string =>
  text.replaceAll(PLACEHOLDER, (_whole, name: string) => values.get(`${place.toLowerCase()}.${name}`) ?? '');

const textParameters = (variables: readonly TemplateVariable[], values: Values): object[] =>
  variables.map(({ name }) => {
    const own = name.slice(name.indexOf('.') + 1);
    return { type: 'text', ...(!isNumber(own) && { parameter_name: own }), text: values.get(name) };
  });

const headerParameters = (template: ReadTemplate, variables: readonly TemplateVariable[], values: Values): object[] => {
  const [first] = variables;
  const media = first && NAME_OF_MEDIA[first.kind];
  if (first && media) return [{ type: media, [media]: { link: values.get(first.name) } }];
  if (template.headerFormat !== 'LOCATION') return textParameters(variables, values);
  return [
    { type: 'location', location: Object.fromEntries(variables.map(({ name }) => [name.slice('header.'.length), values.get(name)])) },
  ];
};

const buttonComponent = ({ name, kind }: TemplateVariable, values: Values): object => {
  const button = { type: 'button', index: name.slice('button.'.length) };
  const value = values.get(name);
  return kind === TemplateVariableKind.CODE
    ? { ...button, sub_type: 'copy_code', parameters: [{ type: 'coupon_code', coupon_code: value }] }
    : { ...button, sub_type: 'url', parameters: [{ type: 'text', text: value }] };
};

const componentsOf = (template: ReadTemplate, values: Values): object[] => {
  const of = (place: TemplatePlace): TemplateVariable[] => template.variables.filter((variable) => variable.place === place);
  const [header, body] = [of(TemplatePlace.HEADER), of(TemplatePlace.BODY)];
  return [
    ...(header.length > 0 ? [{ type: 'header', parameters: headerParameters(template, header, values) }] : []),
    ...(body.length > 0 ? [{ type: 'body', parameters: textParameters(body, values) }] : []),
    ...of(TemplatePlace.BUTTON).map((variable) => buttonComponent(variable, values)),
  ];
};

const tooLong = (what: string, text: string, most: number): TemplateFault | null => {
  const length = lengthOf(text);
  return length > most ? { words: `With these values the ${what} has ${length} characters; WhatsApp takes ${most}.`, index: null } : null;
};

/** What is sent, and what the customer reads; or what is wrong with what was given. */
export const renderTemplate = (template: ReadTemplate, given: readonly GivenVariable[]): Rendered | { fault: TemplateFault } => {
  const fault = faultIn(template, given);
  if (fault) return { fault };
  const values: Values = new Map(given.map(({ name, value }) => [name, value]));
  const header = template.header === null ? null : filled(template.header, TemplatePlace.HEADER, values);
  const body = filled(template.body, TemplatePlace.BODY, values);
  const isAlone = !template.headerFormat && !template.footer && template.buttons.length === 0;
  const length =
    (header && tooLong('header', header, HEADER_CHARACTERS)) || tooLong('body', body, isAlone ? LONE_BODY_CHARACTERS : BODY_CHARACTERS);
  if (length) return { fault: length };
  const text = [header, body, template.footer].filter((part) => part).join('\n\n');
  return { text, components: componentsOf(template, values) };
};
