import type { Account } from '../account.js';
import { GraphRefusal, graphError, invalid, refuse } from '../graph-error.js';
import { newNumericId } from '../ids.js';

export type TemplateStatus = 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED' | 'DISABLED';

export interface TemplateComponent {
  type: 'HEADER' | 'BODY' | 'FOOTER' | 'BUTTONS';
  format?: 'TEXT' | 'IMAGE' | 'VIDEO' | 'DOCUMENT' | 'LOCATION';
  text?: string;
  buttons?: { type: 'QUICK_REPLY' | 'URL' | 'PHONE_NUMBER' | 'COPY_CODE'; text: string; url?: string; phone_number?: string }[];
  example?: unknown;
}

export interface Template {
  id: string;
  name: string;
  language: string;
  status: TemplateStatus;
  category: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION';
  parameter_format: 'POSITIONAL' | 'NAMED';
  rejected_reason: string;
  components: TemplateComponent[];
}

export type TemplateOptions = Partial<Omit<Template, 'id'>> & { name: string };

/** https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates */
export const newTemplate = ({ name, ...options }: TemplateOptions): Template => ({
  id: newNumericId(),
  name,
  language: 'tr',
  status: 'APPROVED',
  category: 'UTILITY',
  parameter_format: 'POSITIONAL',
  rejected_reason: 'NONE',
  components: [{ type: 'BODY', text: 'Merhaba {{1}}, {{2}} numaralı siparişiniz yola çıktı.', example: { body_text: [['Elif', '1024']] } }],
  ...options,
});

const DEFAULT_LIMIT = 25;
const FIELDS = ['id', 'name', 'language', 'status', 'category', 'components', 'parameter_format', 'rejected_reason', 'quality_score'];
const DEFAULT_FIELDS = ['name', 'parameter_format', 'components', 'language', 'status', 'category', 'id'];

const cursorOf = (position: number): string => Buffer.from(String(position)).toString('base64');
const positionAt = (cursor: unknown): number => Number(Buffer.from(String(cursor), 'base64').toString()) || 0;

/**
 * A page of them, with cursors and the address of the next page, which names the access token as the real one does.
 * https://developers.facebook.com/docs/graph-api/results
 */
export const listTemplates = (account: Account, address: URL, asked: Record<string, unknown>) => {
  const fields = typeof asked.fields === 'string' ? asked.fields.split(',') : DEFAULT_FIELDS;
  const strange = fields.find((field) => !FIELDS.includes(field));
  if (strange) invalid(`Tried accessing nonexistent field (${strange}) on node type (WhatsAppMessageTemplate)`);
  const limit = Math.max(1, Number(asked.limit ?? DEFAULT_LIMIT));
  const fitting = account.templates.filter(
    ({ name, language, status }) =>
      (asked.name === undefined || name.includes(String(asked.name))) &&
      (asked.language === undefined || language === asked.language) &&
      (asked.status === undefined || status === asked.status),
  );
  const from = asked.after === undefined ? 0 : positionAt(asked.after) + 1;
  const page = fitting.slice(from, from + limit);
  const data = page.map((template) => Object.fromEntries([...fields, 'id'].map((field) => [field, template[field as keyof Template]])));
  if (page.length === 0) return { data };
  const cursors = { before: cursorOf(from), after: cursorOf(from + page.length - 1) };
  if (from + limit >= fitting.length) return { data, paging: { cursors } };
  const next = new URL(address);
  for (const [name, value] of Object.entries({ access_token: account.accessToken, limit: String(limit), after: cursors.after }))
    next.searchParams.set(name, value);
  return { data, paging: { cursors, next: next.href } };
};

interface SentParameter {
  type?: string;
  text?: string;
  parameter_name?: string;
  payload?: string;
}
interface SentComponent {
  type?: string;
  sub_type?: string;
  index?: string | number;
  parameters?: SentParameter[];
}
export interface SentTemplate {
  name?: string;
  language?: { code?: string };
  components?: SentComponent[];
}

const placeholders = (text: string): string[] => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name))];

const mismatch = (where: string, given: number, expected: number): never =>
  refuse(132000, {
    details: `${where}: number of localizable_params (${given}) does not match the expected number of params (${expected})`,
  });

/** https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates */
const checkTexts = (
  where: string,
  wanted: readonly string[],
  parameters: readonly SentParameter[],
  isNamed: boolean,
): Map<string, string> => {
  if (parameters.length !== wanted.length) mismatch(where, parameters.length, wanted.length);
  const filled = new Map<string, string>();
  for (const [index, { type, text = '', parameter_name: named }] of parameters.entries()) {
    if (type !== 'text') continue;
    if (/[\n\t]| {5}/.test(text))
      refuse(132018, { details: `${where}: Param text cannot have new-line/tab characters or more than 4 consecutive spaces` });
    const name = isNamed ? named : wanted[index];
    if (text === '') refuse(131008, { details: 'Parameter of type text is missing text value' });
    if (name && wanted.includes(name)) filled.set(name, text);
    else refuse(100, { details: `${where}: parameter_name is missing or unknown` });
  }
  return filled;
};

const checkHeader = ({ format = 'TEXT', text = '' }: TemplateComponent, parameters: readonly SentParameter[], isNamed: boolean): void => {
  if (format === 'TEXT') {
    checkTexts('header', placeholders(text), parameters, isNamed);
    return;
  }
  if (parameters.length !== 1) mismatch('header', parameters.length, 1);
  const given = parameters[0]?.type?.toUpperCase();
  if (given !== format) refuse(132012, { details: `header: Format mismatch, expected ${format}, received ${given ?? 'UNKNOWN'}` });
};

/** The template that a message names, with its parameters filled in; whatever is wrong with them is refused. */
export const fillTemplate = (account: Account, { name, language, components = [] }: SentTemplate): { template: Template; text: string } => {
  if (!name) invalid("The parameter template['name'] is required.");
  if (!language?.code) invalid("The parameter template['language'] is required.");
  const template = account.templates.find((one) => one.name === name && one.language === language?.code);
  if (!template || template.status === 'PENDING' || template.status === 'REJECTED')
    throw new GraphRefusal(graphError(132001, { details: `template name (${name}) does not exist in ${language?.code}` }));
  if (template.status === 'PAUSED') refuse(132015);
  if (template.status === 'DISABLED') refuse(132016);
  const isNamed = template.parameter_format === 'NAMED';
  const parametersOf = (type: string): SentParameter[] => components.find((one) => one.type?.toLowerCase() === type)?.parameters ?? [];
  const [body, header] = ['BODY', 'HEADER'].map((type) => template.components.find((one) => one.type === type));
  if (header) checkHeader(header, parametersOf('header'), isNamed);
  else if (parametersOf('header').length > 0) mismatch('header', parametersOf('header').length, 0);
  const filled = checkTexts('body', placeholders(body?.text ?? ''), parametersOf('body'), isNamed);
  checkButtons(template, components);
  return { template, text: (body?.text ?? '').replace(/\{\{(\w+)\}\}/g, (_, key: string) => filled.get(key) ?? '') };
};

/** A button whose address ends in a variable needs it; a quick reply's payload may be left out. */
const checkButtons = ({ components: own }: Template, components: readonly SentComponent[]): void => {
  const buttons = own.find(({ type }) => type === 'BUTTONS')?.buttons ?? [];
  const sent = components.filter(({ type }) => type?.toLowerCase() === 'button');
  for (const { index } of sent) {
    if (!buttons[Number(index)]) refuse(132012, { details: `buttons: Button at index ${index} does not exist in the template` });
  }
  buttons.forEach(({ url }, position) => {
    const wanted = placeholders(url ?? '').length;
    const given = sent.find(({ index }) => Number(index) === position)?.parameters?.length ?? 0;
    if (url !== undefined && given !== wanted)
      refuse(131008, { details: `buttons: Button at index ${position} of type Url requires ${wanted} parameters` });
  });
};
