import type { ParsedMail, StructuredHeader } from 'mailparser';

/** A mail server’s word that a mail of ours could not be delivered. */
export interface Bounce {
  /** The Message-IDs it names: of what it returns, and of what it answers. */
  of: string[];
  /** Why, in the words of the server. */
  words: string;
}

const LONGEST = 500;

const contentTypeOf = (mail: ParsedMail): StructuredHeader | null => {
  const header = mail.headers.get('content-type');
  return header && typeof header === 'object' && 'params' in header ? (header as StructuredHeader) : null;
};

/** RFC 6522: a report of any kind. */
export const isDeliveryReport = (mail: ParsedMail): boolean => contentTypeOf(mail)?.value.toLowerCase() === 'multipart/report';

const partsOf = (mail: ParsedMail, ...types: string[]): string =>
  mail.attachments
    .filter(({ contentType }) => types.includes(contentType))
    .map(({ content }) => content.subarray(0, 100_000).toString('latin1'))
    .join('\n');

/** A field of RFC 3464, unfolded. */
const field = (report: string, name: string): string =>
  (new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t]+.*)*)`, 'im').exec(report)?.[1] ?? '').replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();

const MESSAGE_ID = /^(?:Message-ID|X-Failed-Message-ID|Original-Message-ID):\s*(<[^<>\s]{3,500}>)/gim;

const named = (mail: ParsedMail): string[] => {
  const returned = partsOf(mail, 'message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers');
  const answered = [mail.inReplyTo ?? '', mail.references ?? []].flat().filter((id) => id !== '');
  // Old servers put what they return into the text.
  const inText = [...(mail.text ?? '').slice(0, 200_000).matchAll(MESSAGE_ID)].map(([, id]) => id ?? '');
  return [...new Set([...[...returned.matchAll(MESSAGE_ID)].map(([, id]) => id ?? ''), ...answered, ...inText])].slice(0, 20);
};

const wordsOf = (report: string, mail: ParsedMail): string => {
  const [diagnostic, status, recipient] = [field(report, 'Diagnostic-Code'), field(report, 'Status'), field(report, 'Final-Recipient')];
  const said = diagnostic.replace(/^smtp;\s*/i, '') || (status && `status ${status}`);
  const first = (mail.text ?? '').replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  const whom = recipient.replace(/^rfc822;\s*/i, '');
  return `The mail came back${whom ? ` from ${whom}` : ''}: ${said || first || 'no reason given'}`.slice(0, LONGEST);
};

/** A refusal for good (RFC 3464 `Action: failed`), or an old one in words only. A mail that is merely late is none. */
export const bounceIn = (mail: ParsedMail, envelopeFrom: string): Bounce | null => {
  const report = partsOf(mail, 'message/delivery-status');
  const isReport = isDeliveryReport(mail) && contentTypeOf(mail)?.params['report-type']?.toLowerCase() !== 'disposition-notification';
  if (isReport) {
    const action = field(report, 'Action').toLowerCase();
    return action === '' || action === 'failed' ? { of: named(mail), words: wordsOf(report, mail) } : null;
  }
  const sender = mail.from?.value[0]?.address?.toLowerCase() ?? '';
  const isDaemon = envelopeFrom === '' && /^(mailer-daemon|postmaster)@/.test(sender);
  return isDaemon ? { of: named(mail), words: wordsOf('', mail) } : null;
};
