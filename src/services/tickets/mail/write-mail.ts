import type { EntityManager } from '@mikro-orm/postgresql';
import { SenderKind } from '../../../entities/enums.js';
import { type MailLanguage, MailPurpose } from '../../../entities/mail-enums.js';
import type { MailSettings } from '../../../entities/mail-settings.js';
import { MailTextOverride } from '../../../entities/mail-text.js';
import type { MessageLocation } from '../../../entities/message-content.js';
import type { TicketMail } from '../../../entities/ticket-mail.js';
import { compose } from '../../../mail/compose.js';
import type { OutgoingMail } from '../../../mail/smtp.js';
import { DEFAULT_TEXTS, mailLanguageOf, UNNAMED } from '../../../mail/texts.js';
import type { Application } from '../../application.js';
import { type MailMatter, matterOf, type TranscriptLine, threadBefore, transcriptOf } from './queries.js';

const LONGEST_TRANSCRIPT = 200_000;
const MOST_REFERENCES = 20;

const momentOf = (sentAt: string): string => `${new Date(sentAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const placeOf = ({ name, address, latitude, longitude }: MessageLocation): string =>
  `📍 ${[name, address, `${latitude}, ${longitude}`].filter((part) => part !== null).join(', ')}`;

/** Files, places and cards by their names: whoever reads the mail was there when they came. */
const wordsOf = ({ text, content, files }: TranscriptLine): string =>
  [
    text,
    ...(content?.location ? [placeOf(content.location)] : []),
    ...(content?.contacts ?? []).map(({ name }) => `👤 ${name}`),
    ...(files ?? []).map((name) => `📎 ${name}`),
  ]
    .filter((line) => line !== '')
    .join('\n');

const lineOf = (line: TranscriptLine, productName: string): string =>
  `${momentOf(line.sentAt)} · ${line.senderKind === SenderKind.BOT ? productName : (line.sender ?? productName)}:\n${wordsOf(line)}`;

const transcript = async (em: EntityManager, matter: MailMatter): Promise<string> => {
  const lines = await transcriptOf(em, matter.conversationId, matter.transcriptSequence);
  return lines
    .map((line) => lineOf(line, matter.productName))
    .join('\n\n')
    .slice(-LONGEST_TRANSCRIPT);
};

const textOf = async (em: EntityManager, purpose: MailPurpose, productId: string, language: MailLanguage) =>
  (await em.findOne(MailTextOverride, { productId, purpose, language })) ?? DEFAULT_TEXTS[purpose][language];

/** The first of the thread and the newest: what mail programs need to keep it together, in a header that stays short. */
const shortened = (ids: readonly string[]): string[] =>
  ids.length <= MOST_REFERENCES ? [...ids] : [...ids.slice(0, 1), ...ids.slice(1 - MOST_REFERENCES)];

/** RFC 3834 and Exchange: no machine shall answer. An agent's answer is a person's, and says nothing of a machine. */
const headersOf = (purpose: MailPurpose): Record<string, string> =>
  purpose === MailPurpose.CONFIRMATION
    ? { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }
    : { 'X-Auto-Response-Suppress': 'OOF, AutoReply' };

/**
 * What a visitor wrote without anybody having seen it does not go to the address they gave, not even as a name: whoever wants
 * to send words to strangers in the company's name would only have to leave them here.
 */
export const writeMail = async (app: Application, mail: TicketMail, settings: MailSettings): Promise<OutgoingMail> => {
  const em = app.orm.em.fork();
  const matter = await matterOf(em, mail.id);
  const language = mailLanguageOf(matter.conversationLanguage, settings.language);
  const isConfirmation = mail.purpose === MailPurpose.CONFIRMATION;
  const isUnseen = isConfirmation && matter.isLeft;
  const { subject, text, html } = compose(await textOf(em, mail.purpose, settings.productId, language), {
    number: String(matter.number),
    subject: isUnseen ? matter.productName : matter.subject,
    customer: isUnseen ? UNNAMED[language] : matter.requesterName,
    product: matter.productName,
    agent: matter.agentName,
    reply: matter.reply ?? undefined,
    transcript: isUnseen ? '–' : isConfirmation ? await transcript(em, matter) : undefined,
  });
  const thread = await threadBefore(em, mail);
  const replyTo = app.mailAddresses.replyTo(mail.ticketId, settings.replyAddress);
  return {
    from: { name: settings.fromName, address: settings.fromAddress },
    to: { name: isUnseen ? '' : matter.requesterName, address: mail.recipient },
    replyTo,
    returnPath: settings.bouncesComeBack && replyTo ? replyTo : settings.fromAddress,
    messageId: mail.messageId,
    inReplyTo: (thread.findLast(({ incoming }) => incoming) ?? thread.at(-1))?.id ?? null,
    references: shortened(thread.map(({ id }) => id)),
    ...{ subject, text, html },
    headers: headersOf(mail.purpose),
  };
};
