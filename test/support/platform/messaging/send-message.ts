import type { Account } from '../account.js';
import { invalid, refuse } from '../graph-error.js';
import { call, type Parameters, type UploadedFile } from '../http.js';
import { newMid } from '../ids.js';
import type { StoredMedia } from '../media-store.js';
import type { Person, Received } from '../person.js';
import type { World } from '../world.js';
import { type CheckedSend, checkSend, type SentAttachment } from './check-message.js';
import { checkAttachment } from './media-rules.js';
import { fromAccount } from './payloads.js';

type Fields = Record<string, unknown>;
type Message = Extract<CheckedSend, { action: null }>;

const HOUR = 60 * 60_000;
/** https://developers.facebook.com/docs/messenger-platform/policy/policy-overview: 24 hours, and 7 days for people's own answers. */
const WINDOW = 24 * HOUR;
const HUMAN_AGENT_WINDOW = 7 * 24 * HOUR;
const FETCH_MILLISECONDS = 5_000;
const OUTSIDE =
  '(#10) This message is sent outside of allowed window. Learn more about the new policy here: https://developers.facebook.com/docs/messenger-platform/policy-overview';
const RECEIVED_TYPES: Record<string, Received['type']> = {
  image: 'image',
  audio: 'audio',
  video: 'video',
  file: 'document',
  template: 'interactive',
};

/** https://developers.facebook.com/docs/messenger-platform/error-codes; Instagram has subcodes of its own. */
const recipientOf = (world: World, account: Account, id: string): Person => {
  const ofInstagram = account.platform === 'INSTAGRAM';
  const person = world.personOf(account, id);
  // Nobody can be written to who has not written first.
  if (!person?.lastWroteAt) return invalid('No matching user found', { subcode: ofInstagram ? 2534014 : 2018001 });
  if (!person.isReachable) refuse(551, { subcode: 1545041 });
  return person;
};

const checkWindow = (world: World, { account, lastWroteAt }: Person, tag: string | null): void => {
  const age = world.now().getTime() - (lastWroteAt?.getTime() ?? 0);
  // The other tags know no time, and are for what they say only.
  const allowed = tag === null ? WINDOW : tag === 'HUMAN_AGENT' ? HUMAN_AGENT_WINDOW : Number.POSITIVE_INFINITY;
  if (age >= allowed) refuse(10, { status: 400, message: OUTSIDE, subcode: account.platform === 'INSTAGRAM' ? 2534022 : 2018278 });
};

const fetched = async (url: string): Promise<UploadedFile> => {
  const failed = (): never => invalid('Failed to fetch the file from the url', { subcode: 2018008 });
  const answer = await call({ method: 'GET', url, timeoutMilliseconds: FETCH_MILLISECONDS }).catch(failed);
  if (answer.status !== 200) return failed();
  const name = decodeURIComponent(new URL(url).pathname.split('/').pop() ?? '');
  return { bytes: answer.body, contentType: answer.headers['content-type'] ?? 'application/octet-stream', name };
};

const fileOf = async (world: World, account: Account, { type, url, attachmentId }: SentAttachment, file: UploadedFile | undefined) => {
  if (attachmentId) {
    const media = world.media.find(attachmentId);
    return media?.account === account ? media : invalid('Invalid attachment_id', { subcode: 2018074 });
  }
  if (type === 'template') return null;
  const given = file ?? (url ? await fetched(url) : invalid('Must upload exactly one file or specify url or attachment_id'));
  checkAttachment(account.platform, type, given.contentType, given.bytes.length);
  return world.media.keep(account, 'COMPANY', given);
};

/** POST /{page-id}/message_attachments. https://developers.facebook.com/docs/messenger-platform/reference/attachment-upload-api */
export const uploadAttachment = async (world: World, account: Account, { values, files }: Parameters): Promise<Fields> => {
  if (account.platform === 'INSTAGRAM' && values.platform !== 'instagram') invalid('Param platform must be instagram');
  const attachment = (values.message as Fields | undefined)?.attachment as Fields | undefined;
  const payload = (attachment?.payload ?? {}) as Fields;
  const url = typeof payload.url === 'string' ? payload.url : null;
  const sent = { type: String(attachment?.type ?? '').toLowerCase(), url, attachmentId: null };
  const media = await fileOf(world, account, sent, files.filedata);
  return { attachment_id: media?.id };
};

/** POST /{page-id}/messages and /me/messages. https://developers.facebook.com/docs/messenger-platform/reference/send-api */
export const sendMessaging = async (world: World, account: Account, { values, files }: Parameters): Promise<Fields> => {
  const file = files.filedata;
  // Instagram's files come by their address, or were uploaded before: https://developers.facebook.com/docs/messenger-platform/instagram/features/send-message
  if (file && account.platform === 'INSTAGRAM') invalid('Files are sent by url or attachment_id on Instagram');
  const checked = checkSend(account.platform, values, file !== undefined);
  const person = recipientOf(world, account, checked.recipientId);
  if (checked.action !== null) return act(person, checked.action, checked.payload);
  checkWindow(world, person, checked.tag);
  const media = checked.attachment ? await fileOf(world, account, checked.attachment, file) : null;
  return bring(world, account, person, checked, media);
};

const bring = (world: World, account: Account, person: Person, message: Message, media: StoredMedia | null): Fields => {
  const [id, at] = [newMid(), world.now()];
  const { text, attachment, tag, replyTo } = message;
  // Instagram's documentation knows no metadata.
  const metadata = account.platform === 'MESSENGER' ? message.metadata : null;
  const type = attachment?.type ?? 'text';
  const echo = {
    mid: id,
    app_id: Number(account.app.id),
    ...(metadata !== null && world.echoesMetadata && { metadata }),
    ...(text && { text }),
    ...(media && { attachments: [{ type, payload: { url: world.media.openUrl(media) } }] }),
  };
  const field = account.platform === 'INSTAGRAM' ? 'messages' : 'message_echoes';
  world.later(0, () => world.webhooks.tell(account, field, fromAccount(account, person, at, echo)));
  person.bring({
    id,
    at,
    type: type === 'text' ? 'text' : (RECEIVED_TYPES[type] ?? receivedAs(media)),
    text,
    media,
    template: null,
    replyTo: replyTo && person.has(replyTo) ? replyTo : null,
    reference: metadata,
    tag,
  });
  return { recipient_id: person.id, message_id: id };
};

/** What a share of an uploaded file is, its type says. */
const receivedAs = (media: StoredMedia | null): Received['type'] => RECEIVED_TYPES[media?.contentType.split('/')[0] ?? ''] ?? 'document';

/** https://developers.facebook.com/docs/messenger-platform/send-messages/sender-actions */
const act = (person: Person, action: Exclude<CheckedSend['action'], null>, { message_id: messageId, reaction }: Fields): Fields => {
  if (action === 'typing_on') person.typingShown += 1;
  if (action === 'mark_seen') person.seenByCompany();
  if (action === 'react') person.reactionsReceived.push({ messageId: String(messageId), emoji: String(reaction) });
  if (action === 'unreact') person.reactionsReceived.push({ messageId: String(messageId), emoji: '' });
  return { recipient_id: person.id };
};
