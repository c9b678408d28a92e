import { createHash } from 'node:crypto';
import { type AddressObject, type Attachment, type ParsedMail, simpleParser } from 'mailparser';
import { cleanFileName } from '../storage/file-name.js';
import { type Bounce, bounceIn, isDeliveryReport } from './bounce.js';
import { cleanHtml } from './clean-html.js';
import { foldQuotes } from './fold-quotes.js';

export interface ReadFile {
  name: string;
  content: Buffer;
}

/** A mail that came in, as far as a ticket needs it; harmless whatever it was. */
export interface ReadMail {
  /** Its Message-ID, or a digest of all of it when it has none: the same mail is recognised by it. */
  id: string;
  /** Sent by a machine: never answered, and no reason to open anything again. */
  automatic: boolean;
  bounce: Bounce | null;
  from: { name: string | null; address: string } | null;
  /** To whom its head says it was sent, forwarders’ notes among them. */
  recipients: string[];
  /** The Message-IDs it answers and refers to, the nearest first. */
  refersTo: string[];
  subject: string | null;
  text: string;
  quotedText: string | null;
  html: string | null;
  files: ReadFile[];
}

const LONGEST_TEXT = 100_000;
const LONGEST_HTML_READ = 1_000_000;
const LONGEST_LINE = 998;
const MOST_FILES = 50;
const MOST_REFERENCES = 50;
/** Parts of a delivery report that are there for machines. */
const REPORT_PARTS = new Set(['message/delivery-status', 'message/rfc822', 'text/rfc822-headers', 'message/disposition-notification']);

/** PostgreSQL keeps no U+0000, and no half of a character. */
const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();
const cut = (text: string): string => storable([...text.slice(0, LONGEST_TEXT * 2)].slice(0, LONGEST_TEXT).join(''));

const headerOf = (mail: ParsedMail, name: string): string => {
  const line = mail.headerLines.find(({ key }) => key === name)?.line ?? '';
  return line.slice(line.indexOf(':') + 1).trim();
};

/** RFC 3834, and what older programs say instead. */
const isAutomatic = (mail: ParsedMail, envelopeFrom: string): boolean => {
  const submitted = headerOf(mail, 'auto-submitted').toLowerCase();
  if (submitted !== '' && !submitted.startsWith('no')) return true;
  if (/\b(bulk|junk|list|auto_reply|auto-reply)\b/i.test(headerOf(mail, 'precedence'))) return true;
  const marks = [
    'x-auto-response-suppress',
    'x-autoreply',
    'x-autorespond',
    'x-autoresponse',
    'list-id',
    'list-unsubscribe',
    'feedback-id',
  ];
  return marks.some((name) => headerOf(mail, name) !== '') || envelopeFrom === '';
};

const RECIPIENT_HEADERS = ['to', 'cc', 'delivered-to', 'x-original-to', 'x-forwarded-to', 'envelope-to', 'x-envelope-to', 'resent-to'];
const ADDRESS = /[^\s<>,;:"()[\]\\]+@[^\s<>,;:"()[\]\\]+/g;

const recipientsOf = (mail: ParsedMail): string[] => {
  const lines = mail.headerLines.filter(({ key }) => RECIPIENT_HEADERS.includes(key)).map(({ line }) => line.slice(0, 20_000));
  return [...new Set(lines.flatMap((line) => line.slice(line.indexOf(':') + 1).match(ADDRESS) ?? []))].slice(0, 200);
};

const idsIn = (text: string): string[] => text.match(/<[^<>\s]{3,500}>/g) ?? [];

const referencesOf = (mail: ParsedMail): string[] => {
  const answered = idsIn(headerOf(mail, 'in-reply-to'));
  const referred = idsIn(headerOf(mail, 'references')).reverse();
  return [...new Set([...answered, ...referred])].slice(0, MOST_REFERENCES);
};

const fromOf = ({ from }: { from?: AddressObject | undefined }): ReadMail['from'] => {
  const { address = '', name = '' } = from?.value[0] ?? {};
  if (!/^[^\s@]+@[^\s@]+$/.test(address) || address.length > 254) return null;
  return { address: storable(address.toLowerCase()), name: storable(name.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()).slice(0, 120) || null };
};

const filesOf = (attachments: readonly Attachment[], isReport: boolean): ReadFile[] =>
  attachments
    .filter(({ contentType }) => !(isReport && REPORT_PARTS.has(contentType)))
    .slice(0, MOST_FILES)
    .map(({ filename, contentType, content }, index) => ({
      name: cleanFileName(filename ?? (contentType === 'message/rfc822' ? `mail-${index + 1}.eml` : undefined), `file-${index + 1}`),
      content,
    }));

const digest = (raw: Buffer): string => `sha256:${createHash('sha256').update(raw).digest('hex')}`;

/** A mail that cannot be read is kept as what it is: a file. Nothing that a customer sent is lost. */
const unreadable = (raw: Buffer, envelopeFrom: string): ReadMail => ({
  id: digest(raw),
  automatic: envelopeFrom === '',
  bounce: null,
  from: null,
  recipients: [],
  refersTo: [],
  subject: null,
  ...{ text: '', quotedText: null, html: null },
  files: [{ name: 'mail.eml', content: raw }],
});

export const readMail = async (raw: Buffer, envelopeFrom: string): Promise<ReadMail> => {
  const mail = await parse(raw);
  if (!mail) return unreadable(raw, envelopeFrom);
  const isReport = isDeliveryReport(mail);
  const { text, quotedText } = foldQuotes(mail.text?.slice(0, LONGEST_HTML_READ) ?? '');
  const [id] = idsIn(headerOf(mail, 'message-id'));
  return {
    id: id && id.length <= LONGEST_LINE ? storable(id) : digest(raw),
    automatic: isReport || isAutomatic(mail, envelopeFrom),
    bounce: bounceIn(mail, envelopeFrom),
    from: fromOf(mail),
    recipients: recipientsOf(mail),
    refersTo: referencesOf(mail),
    subject: mail.subject ? storable(mail.subject).slice(0, LONGEST_LINE) : null,
    text: cut(text),
    quotedText: quotedText && cut(quotedText),
    html: mail.html ? cleanHtml(storable(mail.html)) : null,
    files: filesOf(mail.attachments, isReport),
  };
};

const parse = async (raw: Buffer): Promise<ParsedMail | null> => {
  try {
    return await simpleParser(raw, {
      keepCidLinks: true,
      skipTextToHtml: true,
      keepDeliveryStatus: true,
      ignoreEmbedded: true,
      maxHtmlLengthToParse: LONGEST_HTML_READ,
      checksumAlgo: false,
    });
  } catch {
    return null;
  }
};
