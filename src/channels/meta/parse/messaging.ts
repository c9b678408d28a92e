import type { InboundEvent } from '../inbound-event.js';
import { messagingContent, postbackContent } from './messaging-content.js';
import { type Json, list, moment, momentOrNull, record, text } from './reading.js';

type MessagingPlatform = 'MESSENGER' | 'INSTAGRAM';

/** Who wrote to whom, and when: what every event of this form tells. */
interface Envelope {
  platform: MessagingPlatform;
  accountId: string;
  senderId: string | null;
  recipientId: string | null;
  at: Date;
}

const head = ({ platform, accountId, at }: Envelope) => ({ platform, accountId, at });

const unknown = (envelope: Envelope, what: string): InboundEvent => ({
  type: 'unknown',
  ...head(envelope),
  senderId: envelope.senderId,
  what,
});

/** Where the platform names the reaction without an emoji. */
const EMOJI: Record<string, string> = { love: '❤️', smile: '😆', angry: '😠', sad: '😢', wow: '😮', like: '👍', dislike: '👎' };

const ofMessage = (message: Json, envelope: Envelope): InboundEvent => {
  const { accountId, senderId, recipientId } = envelope;
  const platformMessageId = text(message.mid);
  if (platformMessageId === null) return unknown(envelope, 'message without an id');
  const isEcho = message.is_echo === true || senderId === accountId;
  if (message.is_deleted === true) return { type: 'unsend', ...head(envelope), senderId: senderId ?? accountId, platformMessageId };
  const content = messagingContent(message);
  if (!isEcho) {
    if (senderId === null) return unknown(envelope, `message ${platformMessageId} without a sender`);
    return { type: 'message', ...head(envelope), senderId, platformMessageId, profileName: null, phone: null, content };
  }
  if (recipientId === null) return unknown(envelope, `echo ${platformMessageId} without a recipient`);
  const [metadata, appId] = [text(message.metadata), text(message.app_id)];
  return { type: 'echo', ...head(envelope), recipientId, platformMessageId, metadata, appId, content };
};

const ofEdit = (edit: Json, envelope: Envelope): InboundEvent => {
  const [platformMessageId, said] = [text(edit.mid), text(edit.text)];
  if (platformMessageId === null || envelope.senderId === null || said === null)
    return unknown(envelope, `message_edit ${platformMessageId ?? ''}`.trimEnd());
  return { type: 'edit', ...head(envelope), senderId: envelope.senderId, platformMessageId, text: said };
};

const ofReaction = (reaction: Json, envelope: Envelope): InboundEvent => {
  const [platformMessageId, name] = [text(reaction.mid), text(reaction.reaction) ?? ''];
  if (platformMessageId === null || envelope.senderId === null) return unknown(envelope, `reaction ${platformMessageId ?? ''}`.trimEnd());
  const shown = text(reaction.emoji) ?? (Object.hasOwn(EMOJI, name) ? EMOJI[name] : undefined) ?? '❔';
  const emoji = reaction.action === 'unreact' ? null : shown;
  const { senderId } = envelope;
  return { type: 'reaction', ...head(envelope), senderId, platformMessageId, emoji, byAccount: senderId === envelope.accountId };
};

const ofPostback = (postback: Json, envelope: Envelope): InboundEvent => {
  const { senderId, at } = envelope;
  if (senderId === null) return unknown(envelope, `postback ${text(postback.mid) ?? ''} without a sender`);
  // Older versions give it no id: then who pressed when is one, the same whenever it is told again.
  const platformMessageId = text(postback.mid) ?? `postback:${senderId}:${at.getTime()}`;
  return {
    type: 'message',
    ...head(envelope),
    senderId,
    platformMessageId,
    profileName: null,
    phone: null,
    content: postbackContent(postback),
  };
};

const ofReceipt = (state: 'DELIVERED' | 'READ', receipt: Json, envelope: Envelope): InboundEvent => {
  const mids = Array.isArray(receipt.mids) ? receipt.mids : [receipt.mid];
  const platformMessageIds = mids.map(text).filter((mid) => mid !== null);
  const watermark = momentOrNull(receipt.watermark);
  const recipientId = envelope.senderId;
  if (recipientId === null || (platformMessageIds.length === 0 && watermark === null)) return unknown(envelope, `receipt ${state}`);
  return { type: 'status', ...head(envelope), recipientId, state, platformMessageIds, watermark, callbackData: null, problem: null };
};

const READERS: [string, (part: Json, envelope: Envelope) => InboundEvent][] = [
  ['message', ofMessage],
  ['message_edit', ofEdit],
  ['reaction', ofReaction],
  ['postback', ofPostback],
  ['delivery', (delivery, envelope) => ofReceipt('DELIVERED', delivery, envelope)],
  ['read', (read, envelope) => ofReceipt('READ', read, envelope)],
];

const ENVELOPE = new Set(['sender', 'recipient', 'timestamp', 'is_self']);

const ofItem = (item: Json, platform: MessagingPlatform, entry: Json, receivedAt: Date): InboundEvent => {
  const [senderId, recipientId] = [text(record(item.sender).id), text(record(item.recipient).id)];
  const [accountId, at] = [text(entry.id), moment(item.timestamp, receivedAt)];
  const what = Object.keys(item).filter((key) => !ENVELOPE.has(key));
  if (accountId === null) {
    const lost = what.map((key) => text(record(item[key]).mid)).filter((mid) => mid !== null);
    return { type: 'unknown', platform, accountId, senderId, what: `${[...what, ...lost].join(' ')} without an account`, at };
  }
  const envelope = { platform, accountId, senderId, recipientId, at };
  for (const [key, read] of READERS) if (Object.hasOwn(item, key)) return read(record(item[key]), envelope);
  return unknown(envelope, what.join(' ') || 'nothing');
};

/** Fields of `changes` whose value is such an event too: so some logins and the test button of the dashboard send them. */
const MESSAGING_FIELD = /^(messages|message_echoes|message_edits?|message_reactions|messaging_(postbacks|seen|referrals?))$/;

const ofChange = (change: Json, platform: MessagingPlatform, entry: Json, receivedAt: Date): InboundEvent => {
  const field = text(change.field) ?? 'nameless';
  if (MESSAGING_FIELD.test(field)) return ofItem(record(change.value), platform, entry, receivedAt);
  const at = moment(entry.time, receivedAt);
  return { type: 'unknown', platform, accountId: text(entry.id), senderId: null, what: `field ${field}`, at };
};

/** Messenger and Instagram share the form. `standby`: another app of the company has the conversation at the moment. */
export const parseMessaging = (platform: MessagingPlatform, payload: Json, receivedAt: Date): InboundEvent[] =>
  list(payload.entry).flatMap((entry) => [
    ...[...list(entry.messaging), ...list(entry.standby)].map((item) => ofItem(item, platform, entry, receivedAt)),
    ...list(entry.changes).map((change) => ofChange(change, platform, entry, receivedAt)),
  ]);
