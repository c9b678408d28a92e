import type { Account } from '../account.js';
import { type GraphError, GraphRefusal, graphError, invalid, refuse } from '../graph-error.js';
import { call } from '../http.js';
import { newWamid } from '../ids.js';
import type { StoredMedia } from '../media-store.js';
import type { Person, Received } from '../person.js';
import type { World } from '../world.js';
import { type CheckedMessage, checkMessage, checkProduct, isMedia } from './check-message.js';
import { whyNotSendable } from './media-rules.js';
import { statusEntry } from './payloads.js';
import { fillTemplate, type SentTemplate } from './templates.js';

type Fields = Record<string, unknown>;

/** https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages#customer-service-windows */
const WINDOW_MILLISECONDS = 24 * 60 * 60_000;
const FETCH_MILLISECONDS = 5_000;

const isWindowOpen = (world: World, person: Person): boolean =>
  person.lastWroteAt !== null && world.now().getTime() - person.lastWroteAt.getTime() < WINDOW_MILLISECONDS;

/** Why it will not reach the person; null when it will. */
const whyNotBrought = (world: World, person: Person | undefined, { type }: CheckedMessage): GraphError | null => {
  if (!person?.isReachable) return graphError(131026);
  if (type !== 'template' && !isWindowOpen(world, person)) return graphError(131047);
  return null;
};

type File = Pick<StoredMedia, 'bytes' | 'contentType' | 'name'>;

/** A link is fetched by the platform after it has taken the message. */
const fetchFile = async (link: string): Promise<File | GraphError> => {
  const failed = (why: string): GraphError => graphError(131053, { details: `Downloading media from weblink failed. ${why}` });
  try {
    const { status, headers, body } = await call({ method: 'GET', url: link, timeoutMilliseconds: FETCH_MILLISECONDS });
    if (status !== 200) return failed(`http code ${status}`);
    return {
      bytes: body,
      contentType: headers['content-type'] ?? 'application/octet-stream',
      name: new URL(link).pathname.split('/').pop() ?? '',
    };
  } catch (error) {
    return failed((error as Error).message);
  }
};

const fileOf = (world: World, account: Account, type: string, { id, link }: Fields): Promise<File | GraphError> | File => {
  if (link !== undefined) return fetchFile(String(link));
  const media = world.media.find(String(id));
  return media?.account === account ? media : invalid(`Param ${type}['id'] is not a valid whatsapp business account media attachment ID`);
};

/** POST /{phone-number-id}/messages. https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages */
export const sendWhatsApp = (world: World, account: Account, values: Fields): Fields => {
  checkProduct(values);
  if (values.status !== undefined) return markRead(world, account, values);
  const message = checkMessage(values);
  if (message.to === account.phoneNumber) refuse(131021, { message: '(#131021) Recipient cannot be sender' });
  const filled = message.type === 'template' ? fillTemplate(account, message.content as SentTemplate) : null;
  const file = isMedia(message.type) ? fileOf(world, account, message.type, message.content) : null;
  const person = world.personOf(account, message.to);
  const why = whyNotBrought(world, person, message);
  if (why && world.whatsAppRefuses === 'AT_ONCE') throw new GraphRefusal(why);
  const id = newWamid(message.to);
  const template = filled && { name: filled.template.name, language: filled.template.language };
  const bringing = { id, message, person, why, template, text: filled?.text ?? null };
  if (file instanceof Promise) world.underWay(file.then((media) => bring(world, account, { ...bringing, media })));
  else bring(world, account, { ...bringing, media: file });
  return {
    messaging_product: 'whatsapp',
    contacts: [{ input: String(values.to), wa_id: message.to }],
    messages: [{ id, ...(filled && { message_status: 'accepted' }) }],
  };
};

interface Bringing {
  id: string;
  message: CheckedMessage;
  person: Person | undefined;
  why: GraphError | null;
  media: File | GraphError | null;
  template: Received['template'];
  text: string | null;
}

/** Why a file cannot go along; null when it can. */
const whyNotCarried = ({ message: { type }, media }: Bringing): GraphError | null => {
  if (!media || 'code' in media) return media;
  const details = whyNotSendable(type, media.contentType, media.bytes.length);
  return details ? graphError(131053, { details }) : null;
};

/** It was taken: what became of it, the statuses tell. */
const bring = (world: World, account: Account, bringing: Bringing): void => {
  const { id, message, person, why } = bringing;
  const error = why ?? whyNotCarried(bringing) ?? (person ? null : graphError(131026)) ?? whyNoReaction(bringing);
  const notice = { id, at: world.now(), recipientId: message.to, callbackData: message.callbackData };
  const status = error ? { ...notice, status: 'failed' as const, error } : { ...notice, status: 'sent' as const };
  world.later(0, () => world.webhooks.tell(account, 'messages', statusEntry(account, status)));
  if (error || !person) return;
  if (message.type === 'reaction')
    person.reactionsReceived.push({ messageId: String(message.content.message_id), emoji: String(message.content.emoji) });
  else person.bring(receivedOf(world, bringing, person));
};

const whyNoReaction = ({ message: { type, content }, person }: Bringing): GraphError | null =>
  type === 'reaction' && !person?.has(String(content.message_id))
    ? graphError(131009, { details: 'The message reacted to does not exist.' })
    : null;

const receivedOf = (world: World, { id, message, media, template, text }: Bringing, person: Person): Received => {
  const { type, content, replyTo, callbackData } = message;
  const file = media && !('code' in media) ? media : null;
  return {
    id,
    at: world.now(),
    type: type as Received['type'],
    text: text ?? String(content.body ?? content.caption ?? ''),
    media: file && { ...file, name: typeof content.filename === 'string' ? content.filename : file.name },
    template,
    replyTo: replyTo && person.has(replyTo) ? replyTo : null,
    reference: callbackData,
    tag: null,
  };
};

/** https://developers.facebook.com/docs/whatsapp/cloud-api/guides/mark-message-as-read */
const markRead = (world: World, account: Account, { status, message_id: messageId, typing_indicator: typing }: Fields): Fields => {
  if (status !== 'read') invalid('Param status must be one of {READ}');
  const person = world.people.find((one) => one.account === account && one.has(String(messageId)));
  if (!person) refuse(131009, { details: `Message with ID ${String(messageId)} does not exist or was not sent to this number.` });
  person?.markedRead.push(String(messageId));
  if (person && typing) person.typingShown += 1;
  return { success: true };
};
