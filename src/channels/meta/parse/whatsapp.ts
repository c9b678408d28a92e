import type { DeliveryReport, InboundEvent } from '../inbound-event.js';
import { explainPlatformError } from '../problems.js';
import { type Json, list, moment, record, text } from './reading.js';
import { editedText, whatsappContent } from './whatsapp-content.js';

const PLATFORM = 'WHATSAPP';

/** What the messages of one change have in common. */
interface Change {
  accountId: string;
  contacts: Json[];
  receivedAt: Date;
}

const unknown = (
  change: Pick<Change, 'receivedAt'>,
  what: string,
  parts: { accountId?: string; senderId?: string | null; at?: Date } = {},
): InboundEvent => ({
  type: 'unknown',
  platform: PLATFORM,
  accountId: parts.accountId ?? null,
  senderId: parts.senderId ?? null,
  what,
  at: parts.at ?? change.receivedAt,
});

/** A number, or of customers who show a user name instead an id that only this company knows them by. */
const senderOf = (message: Json): string | null => text(message.from) ?? text(message.from_user_id);

const phoneOf = (message: Json): string | null => {
  const from = text(message.from) ?? '';
  return /^\d{5,20}$/.test(from) ? `+${from}` : null;
};

const profileNameOf = (message: Json, contacts: Json[]): string | null => {
  const [from, user] = [text(message.from), text(message.from_user_id)];
  const own = contacts.find(({ wa_id, user_id }) => (from !== null && text(wa_id) === from) || (user !== null && text(user_id) === user));
  const { name, username } = record((own ?? (contacts.length === 1 ? contacts[0] : undefined))?.profile);
  return text(name) ?? text(username);
};

/** Types of messages that say something of another message, or that nobody wrote. */
const ABOUT: Record<string, (message: Json, senderId: string, at: Date, change: Change) => InboundEvent | null> = {
  reaction: (message, senderId, at, { accountId }) => {
    const { message_id, emoji } = record(message.reaction);
    const platformMessageId = text(message_id);
    if (platformMessageId === null) return null;
    return {
      type: 'reaction',
      platform: PLATFORM,
      accountId,
      at,
      senderId,
      platformMessageId,
      emoji: text(emoji),
      byAccount: senderId === accountId,
    };
  },
  edit: (message, senderId, at, { accountId }) => {
    const edit = record(message.edit);
    const platformMessageId = text(edit.original_message_id);
    if (platformMessageId === null) return null;
    return { type: 'edit', platform: PLATFORM, accountId, at, senderId, platformMessageId, text: editedText(record(edit.message)) };
  },
  revoke: (message, senderId, at, { accountId }) => {
    const platformMessageId = text(record(message.revoke).original_message_id);
    return platformMessageId === null ? null : { type: 'unsend', platform: PLATFORM, accountId, at, senderId, platformMessageId };
  },
  system: (message, senderId, at, change) =>
    unknown(change, `system ${text(record(message.system).type) ?? 'message'} ${text(message.id) ?? ''}`.trimEnd(), {
      ...change,
      senderId,
      at,
    }),
  // The customer opened the chat, and has not written yet.
  request_welcome: (message, senderId, at, change) =>
    unknown(change, `request_welcome ${text(message.id) ?? ''}`.trimEnd(), { ...change, senderId, at }),
};

const ofMessage = (message: Json, change: Change): InboundEvent => {
  const at = moment(message.timestamp, change.receivedAt);
  const [senderId, platformMessageId, type] = [senderOf(message), text(message.id), text(message.type) ?? ''];
  if (senderId === null) return unknown(change, `message ${platformMessageId ?? ''} without a sender`, { ...change, at });
  const about = Object.hasOwn(ABOUT, type) ? ABOUT[type] : undefined;
  if (about)
    return (
      about(message, senderId, at, change) ??
      unknown(change, `${type} ${platformMessageId ?? ''} of no message`, { ...change, senderId, at })
    );
  if (platformMessageId === null) return unknown(change, 'message without an id', { ...change, senderId, at });
  return {
    type: 'message',
    platform: PLATFORM,
    accountId: change.accountId,
    at,
    senderId,
    platformMessageId,
    profileName: profileNameOf(message, change.contacts),
    phone: phoneOf(message),
    content: whatsappContent(message),
  };
};

/** What somebody wrote in the WhatsApp Business app, beside us. */
const ofEcho = (message: Json, change: Change): InboundEvent => {
  const at = moment(message.timestamp, change.receivedAt);
  const [recipientId, platformMessageId, type] = [text(message.to) ?? text(message.to_user_id), text(message.id), text(message.type) ?? ''];
  const about = Object.hasOwn(ABOUT, type) ? ABOUT[type]?.(message, change.accountId, at, change) : undefined;
  if (about) return about;
  if (recipientId === null || platformMessageId === null) {
    return unknown(change, `echo ${platformMessageId ?? ''} without an id or a recipient`, { ...change, at });
  }
  const content = whatsappContent(message);
  return {
    type: 'echo',
    platform: PLATFORM,
    accountId: change.accountId,
    at,
    recipientId,
    platformMessageId,
    metadata: null,
    appId: null,
    content,
  };
};

const STATES: Record<string, DeliveryReport> = { sent: 'SENT', delivered: 'DELIVERED', read: 'READ', played: 'READ', failed: 'FAILED' };

const ofStatus = (status: Json, change: Change): InboundEvent => {
  const at = moment(status.timestamp, change.receivedAt);
  const [id, said] = [text(status.id), text(status.status) ?? ''];
  const recipientId = text(status.recipient_id) ?? text(status.recipient_user_id);
  const state = Object.hasOwn(STATES, said) ? STATES[said] : undefined;
  if (id === null || recipientId === null || !state)
    return unknown(change, `status ${said} of ${id ?? 'no message'}`, { ...change, senderId: recipientId, at });
  return {
    type: 'status',
    platform: PLATFORM,
    accountId: change.accountId,
    at,
    recipientId,
    state,
    platformMessageIds: [id],
    watermark: null,
    callbackData: text(status.biz_opaque_callback_data),
    problem: state === 'FAILED' ? explainPlatformError(list(status.errors)[0] ?? {}) : null,
  };
};

/** Of the account as a whole, not of a message. */
const ofError = (error: Json, change: Change): InboundEvent =>
  unknown(
    change,
    `error ${text(error.code) ?? 'without a code'}: ${text(record(error.error_data).details) ?? text(error.title) ?? ''}`,
    change,
  );

const ofMessages = (value: Json, receivedAt: Date): InboundEvent[] => {
  const accountId = text(record(value.metadata).phone_number_id);
  const [messages, echoes, statuses, errors] = [list(value.messages), list(value.message_echoes), list(value.statuses), list(value.errors)];
  if (accountId === null) {
    const lost = [...messages, ...echoes, ...statuses].map(({ id }) => text(id));
    return [unknown({ receivedAt }, `change without a phone number: ${lost.join(' ')}`.trimEnd())];
  }
  const change = { accountId, contacts: list(value.contacts), receivedAt };
  const events = [
    ...messages.map((message) => ofMessage(message, change)),
    ...echoes.map((message) => ofEcho(message, change)),
    ...statuses.map((status) => ofStatus(status, change)),
    ...errors.map((error) => ofError(error, change)),
  ];
  return events.length > 0 ? events : [unknown(change, 'change without a message', change)];
};

const ofTemplateStatus = (value: Json, entry: Json, receivedAt: Date): InboundEvent => {
  const [businessAccountId, templateId, status] = [text(entry.id), text(value.message_template_id), text(value.event)];
  if (businessAccountId === null || templateId === null || status === null) return unknown({ receivedAt }, 'template status without an id');
  const reason = text(value.reason);
  return {
    type: 'template-status',
    platform: PLATFORM,
    businessAccountId,
    templateId,
    name: text(value.message_template_name) ?? '',
    language: text(value.message_template_language) ?? '',
    status,
    reason: reason === 'NONE' ? null : reason,
    at: moment(entry.time, receivedAt),
  };
};

const ofChange = (change: Json, entry: Json, receivedAt: Date): InboundEvent[] => {
  const [field, value] = [text(change.field) ?? 'nameless', record(change.value)];
  switch (field) {
    case 'messages':
    case 'smb_message_echoes':
      return ofMessages(value, receivedAt);
    case 'message_template_status_update':
      return [ofTemplateStatus(value, entry, receivedAt)];
    default: {
      const accountId = text(record(value.metadata).phone_number_id) ?? undefined;
      return [unknown({ receivedAt }, `field ${field}`, { accountId, at: moment(entry.time, receivedAt) })];
    }
  }
};

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages */
export const parseWhatsApp = (payload: Json, receivedAt: Date): InboundEvent[] =>
  list(payload.entry).flatMap((entry) => list(entry.changes).flatMap((change) => ofChange(change, entry, receivedAt)));
