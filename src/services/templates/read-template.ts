import { TemplatePlace, TemplateVariableKind } from '../../entities/template-enums.js';

// What WhatsApp's components mean, and which variables they have. Pure.
// https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components

export interface TemplateVariable {
  /** `header.<name>`, `body.<name>` or `button.<index>`: unlike WhatsApp's own names no two are alike. */
  name: string;
  place: TemplatePlace;
  kind: TemplateVariableKind;
  example: string | null;
}

export interface TemplateButton {
  /** As WhatsApp names it: URL, QUICK_REPLY, PHONE_NUMBER, COPY_CODE, FLOW, … */
  type: string;
  text: string;
  /** With its variable, if it has one. */
  url: string | null;
  phoneNumber: string | null;
}

export interface ReadTemplate {
  /** TEXT, IMAGE, VIDEO, DOCUMENT, LOCATION or one that is not known here; null without a header. */
  headerFormat: string | null;
  header: string | null;
  body: string;
  footer: string | null;
  buttons: TemplateButton[];
  variables: TemplateVariable[];
  /** What of it is not known here, so that it cannot be sent from here. */
  beyond: string | null;
}

type Component = Record<string, unknown>;

const MEDIA: Record<string, TemplateVariableKind> = {
  IMAGE: TemplateVariableKind.IMAGE_URL,
  VIDEO: TemplateVariableKind.VIDEO_URL,
  DOCUMENT: TemplateVariableKind.DOCUMENT_URL,
};
const LOCATION: readonly [string, TemplateVariableKind][] = [
  ['latitude', TemplateVariableKind.LATITUDE],
  ['longitude', TemplateVariableKind.LONGITUDE],
  ['name', TemplateVariableKind.TEXT],
  ['address', TemplateVariableKind.TEXT],
];
/** A quick reply and a call go without anything more; a flow or a catalogue needs what only its own maker knows. */
const BUTTONS = new Set(['URL', 'QUICK_REPLY', 'PHONE_NUMBER', 'COPY_CODE', 'VOICE_CALL']);
const COMPONENTS = new Set(['HEADER', 'BODY', 'FOOTER', 'BUTTONS']);

const objectsIn = (value: unknown): Component[] =>
  Array.isArray(value) ? value.filter((each): each is Component => typeof each === 'object' && each !== null) : [];
const objectIn = (value: unknown): Component => objectsIn([value])[0] ?? {};
const textIn = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const wordIn = (value: unknown): string => (textIn(value) ?? '').toUpperCase();

/** `{{1}}` or `{{first_name}}`; only one of the two kinds in a template. */
export const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

/** Each once; numbered ones by their numbers, which is the order in which WhatsApp wants them. */
export const placeholdersIn = (text: string): string[] => {
  const names = [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? ''))];
  return names.every(isNumber) ? names.sort((one, other) => Number(one) - Number(other)) : names;
};

export const isNumber = (name: string): boolean => /^\d+$/.test(name);

const textVariables = (text: string | null, place: TemplatePlace, examples: (name: string, index: number) => string | null) =>
  placeholdersIn(text ?? '').map((name, index): TemplateVariable => {
    return { name: `${place.toLowerCase()}.${name}`, place, kind: TemplateVariableKind.TEXT, example: examples(name, index) };
  });

const namedExample = (params: unknown, name: string): string | null =>
  textIn(objectsIn(params).find((param) => param.param_name === name)?.example);
const numberedExample = (list: unknown, index: number): string | null => (Array.isArray(list) ? textIn(list[index]) : null);

const headerVariables = (header: Component | undefined): TemplateVariable[] => {
  const place = TemplatePlace.HEADER;
  const [format, example] = [wordIn(header?.format), objectIn(header?.example)];
  const media = MEDIA[format];
  if (media) return [{ name: 'header.url', place, kind: media, example: numberedExample(example.header_handle, 0) }];
  if (format === 'LOCATION') return LOCATION.map(([name, kind]) => ({ name: `header.${name}`, place, kind, example: null }));
  return textVariables(textIn(header?.text), place, (name, index) =>
    isNumber(name) ? numberedExample(example.header_text, index) : namedExample(example.header_text_named_params, name),
  );
};

const bodyVariables = (body: Component | undefined): TemplateVariable[] => {
  const example = objectIn(body?.example);
  const [row] = Array.isArray(example.body_text) ? example.body_text : [];
  return textVariables(textIn(body?.text), TemplatePlace.BODY, (name, index) =>
    isNumber(name) ? numberedExample(row, index) : namedExample(example.body_text_named_params, name),
  );
};

const buttonVariables = (buttons: readonly Component[]): TemplateVariable[] =>
  buttons.flatMap((button, index): TemplateVariable[] => {
    const type = wordIn(button.type);
    const [name, place] = [`button.${index}`, TemplatePlace.BUTTON];
    const example = textIn(button.example) ?? numberedExample(button.example, 0);
    if (type === 'COPY_CODE') return [{ name, place, kind: TemplateVariableKind.CODE, example }];
    const varies = type === 'URL' && placeholdersIn(textIn(button.url) ?? '').length > 0;
    return varies ? [{ name, place, kind: TemplateVariableKind.URL_PART, example }] : [];
  });

const beyondIn = (components: readonly Component[], headerFormat: string | null, buttons: readonly Component[]): string | null => {
  const component = components.map(({ type }) => wordIn(type)).find((type) => !COMPONENTS.has(type));
  if (component !== undefined) return `a component of type ${component}`;
  if (headerFormat && headerFormat !== 'TEXT' && headerFormat !== 'LOCATION' && !MEDIA[headerFormat])
    return `a header of type ${headerFormat}`;
  const button = buttons.map(({ type }) => wordIn(type)).find((type) => !BUTTONS.has(type));
  return button === undefined ? null : `a button of type ${button}`;
};

export const readTemplate = (raw: readonly unknown[]): ReadTemplate => {
  const components = objectsIn(raw);
  const of = (type: string): Component | undefined => components.find((component) => wordIn(component.type) === type);
  const [header, body] = [of('HEADER'), of('BODY')];
  const headerFormat = header ? wordIn(header.format) || 'TEXT' : null;
  const buttons = objectsIn(of('BUTTONS')?.buttons);
  return {
    headerFormat,
    header: textIn(header?.text),
    body: textIn(body?.text) ?? '',
    footer: textIn(of('FOOTER')?.text),
    buttons: buttons.map(({ type, text, url, phone_number: phoneNumber }) => {
      return { type: wordIn(type), text: textIn(text) ?? '', url: textIn(url), phoneNumber: textIn(phoneNumber) };
    }),
    variables: [...headerVariables(header), ...bodyVariables(body), ...buttonVariables(buttons)],
    beyond: beyondIn(components, headerFormat, buttons),
  };
};
