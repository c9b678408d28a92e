import type { Account } from '../account.js';
import type { Person } from '../person.js';

type Fields = Record<string, unknown>;

/** https://developers.facebook.com/docs/messenger-platform/reference/webhook-events: an entry has one event. */
const entryOf = (account: Account, at: Date, event: Fields): Fields => ({ id: account.externalId, time: at.getTime(), messaging: [event] });

/** Something the person did. */
export const fromPerson = (account: Account, person: Person, at: Date, content: Fields): Fields =>
  entryOf(account, at, { sender: { id: person.id }, recipient: { id: account.externalId }, timestamp: at.getTime(), ...content });

/** Something the account did. https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/message-echoes */
export const fromAccount = (account: Account, person: Person, at: Date, message: Fields): Fields =>
  entryOf(account, at, {
    sender: { id: account.externalId },
    recipient: { id: person.id },
    timestamp: at.getTime(),
    message: { is_echo: true, ...message },
  });

const REACTIONS: Record<string, string> = {
  '❤': 'love',
  '❤️': 'love',
  '😆': 'smile',
  '😮': 'wow',
  '😢': 'sad',
  '😠': 'angry',
  '👍': 'like',
  '👎': 'dislike',
};

/** https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/message-reactions */
export const reactionOf = (mid: string, emoji: string | null): Fields => ({
  reaction: emoji ? { mid, action: 'react', reaction: REACTIONS[emoji] ?? 'other', emoji } : { mid, action: 'unreact' },
});
