import type { MailPurpose } from '../entities/mail-enums.js';
import { ALLOWED, type MailText, REQUIRED, VARIABLES, type Variable } from './texts.js';

export type Values = Partial<Record<Variable, string>>;

export interface ComposedMail {
  subject: string;
  text: string;
  html: string;
}

const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g;
/** Subjects beyond it are cut by mail programs anyway. */
const LONGEST_SUBJECT = 250;

/** What is wrong with a product’s own text, in words; null when it may be used. */
export const faultOf = (purpose: MailPurpose, { subject, body }: MailText): { field: 'subject' | 'body'; words: string } | null => {
  const allowed = ALLOWED[purpose];
  for (const [field, text] of Object.entries({ subject, body }) as ['subject' | 'body', string][]) {
    for (const [, name = ''] of text.matchAll(PLACE)) {
      if (allowed.includes(name as Variable) && !(field === 'subject' && isLong(name as Variable))) continue;
      const usable = allowed.filter((each) => field === 'body' || !isLong(each)).map((each) => `{{${each}}}`);
      return { field, words: `The variable {{${name}}} cannot stand here; usable are ${usable.join(', ')}.` };
    }
  }
  const required = REQUIRED[purpose];
  if ([...body.matchAll(PLACE)].some(([, name]) => name === required)) return null;
  return { field: 'body', words: `The variable {{${required}}} is missing: it stands for ${VARIABLES[required]}.` };
};

const isLong = (variable: Variable): boolean => variable === 'reply' || variable === 'transcript';

/** In one pass: what a customer wrote is never looked through for variables. */
const filled = (text: string, values: Values, show: (value: string) => string): string =>
  text.replaceAll(PLACE, (place, name: string) => {
    const value = values[name as Variable];
    return value === undefined ? place : show(value);
  });

/** A header is one line, whatever stands in a name. */
const oneLine = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** Empty lines part paragraphs. `dir="auto"`: each takes the direction of its own words, Arabic and Hebrew theirs. */
const toHtml = (text: string): string => {
  const paragraphs = text.split(/\n{2,}/).map((lines) => `<p dir="auto">${escapeHtml(lines).replaceAll('\n', '<br>\n')}</p>`);
  return `<!doctype html>
<html>
<head><meta charset="utf-8"></head>
<body style="font-family: sans-serif; font-size: 15px; line-height: 1.5; color: #222222">
${paragraphs.join('\n')}
</body>
</html>
`;
};

/** Plain text and HTML of the same words. The text is a supervisor’s, the values are anybody’s: neither is ever markup. */
export const compose = (text: MailText, values: Values): ComposedMail => {
  const subject = oneLine(filled(text.subject, values, oneLine)).slice(0, LONGEST_SUBJECT);
  const body = filled(text.body.replaceAll('\r\n', '\n'), values, (value) => value.replaceAll('\r\n', '\n'));
  return { subject, text: `${body}\n`, html: toHtml(body) };
};
