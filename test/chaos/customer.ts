import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../../src/dialogues/random.js';
import { Follower } from '../support/follower.js';
import { Caller } from './caller.js';
import type { Company } from './company.js';
import { type HeardMessage, type Ledger, MESSAGE_ADDED } from './ledger.js';

const WORDS = ['Merhaba', 'Siparişim nerede?', 'Hello?', 'Orada mısınız?', 'Beden değişimi yapabilir miyim?', 'Teşekkürler'];

export interface Play {
  urls: readonly string[];
  company: Company;
  ledger: Ledger;
}

/** Sends until it is acknowledged, always with the same id; gives the codes of a refusal. */
export const write = async (
  { ledger }: Play,
  caller: Caller,
  message: { conversationId: string; clientMessageId: string; text: string },
): Promise<string[]> => {
  const done = await caller.perform<{ message: { sequence: number; conversationId: string } }>(
    'sendMessage',
    message,
    'message { sequence conversationId }',
  );
  if (done.message) ledger.acknowledged.push({ ...message, ...done.message });
  return done.codes;
};

/** One customer: begins a chat, follows it, writes, and leaves or waits to be resolved. */
export const visit = async (play: Play, index: number, seed: number): Promise<void> => {
  const { company, ledger, urls } = play;
  const random = new Random(seed);
  const stranger = new Caller(urls, random, '');
  const channel = random.pick(company.channels);
  const customer = { name: `Customer ${index}`, email: `customer${index}@example.com` };
  const begun = await stranger.perform<{ accessToken: string; conversation: { id: string } }>(
    'startChat',
    { channelKey: channel.key, customer, text: random.pick(WORDS), clientMessageId: `c${index}-0` },
    'accessToken conversation { id }',
  );
  if (!begun.conversation || !begun.accessToken) throw new Error(`a chat was refused: ${begun.codes.join(', ')}`);
  ledger.chats += 1;
  const { id: conversationId } = begun.conversation;
  const token = begun.accessToken;
  const after = begun.cursor ?? '';
  const follow = (who: string, itsToken: string): void => {
    const at = (): string => random.pick(urls);
    const options = { at, token: () => itsToken, query: MESSAGE_ADDED, variables: { id: conversationId }, after };
    ledger.ears.push({ who: `${who} of chat ${index}`, conversationId, follower: new Follower<HeardMessage>(options) });
  };
  follow('the customer', token);
  follow('a supervisor', company.supervisor.caller.token);
  const caller = new Caller(urls, random, token);
  for (let words = random.whole(2, 8), said = 1; said <= words; said++) {
    await pause(random.skewed(50, 1_500));
    const codes = await write(play, caller, { conversationId, clientMessageId: `c${index}-${said}`, text: random.pick(WORDS) });
    // Resolved meanwhile by an agent who lost patience, and gone on in another conversation, or not.
    if (codes.length > 0) ledger.faults.push(`a customer’s words were refused: ${codes.join(', ')}`);
  }
  if (random.chance(0.2)) await caller.perform('endChat', { conversationId });
};
