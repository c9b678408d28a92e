import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ConversationState } from '../../src/entities/enums.js';
import { continuation, ending, isOpen, priorityOf } from '../../src/services/conversations/rules.js';
import { conversion } from '../../src/services/tickets/rules.js';

const { QUEUED, ACTIVE, RESOLVED, ABANDONED } = ConversationState;
const WINDOW = 24;

/** One conversation as the columns tell it, and its customer's chats in the order in which they began. */
interface Chat {
  state: ConversationState;
  endedAt: Date | null;
  lastAgentId: string | null;
  lastCustomerHour: number;
}
interface Desk {
  chats: Chat[];
  hour: number;
}
const latest = ({ chats }: Desk): Chat => {
  const found = chats.find(isOpen) ?? chats.at(-1);
  if (!found) throw new Error('a customer here has a chat');
  return found;
};
const at = (hour: number): Date => new Date(hour * 3_600_000);

/** What happens, decided by the rules that the server decides by. */
const HAPPENINGS: Record<string, (desk: Desk) => void> = {
  assigned: (desk) => {
    const chat = latest(desk);
    if (chat.state === QUEUED) Object.assign(chat, { state: ACTIVE, lastAgentId: 'agent' });
  },
  handedBack: (desk) => {
    const chat = latest(desk);
    if (chat.state === ACTIVE && isOpen(chat)) chat.state = QUEUED;
  },
  ended: (desk) => {
    const chat = latest(desk);
    const what = ending(chat);
    if (what === 'ABANDON') Object.assign(chat, { state: ABANDONED, endedAt: at(desk.hour) });
    if (what === 'AWAIT_TOPIC') Object.assign(chat, { state: ACTIVE, endedAt: at(desk.hour) });
  },
  resolved: (desk) => {
    const chat = latest(desk);
    if (chat.state === ACTIVE) chat.state = RESOLVED;
  },
  converted: (desk) => {
    const chat = latest(desk);
    if (conversion(chat.state) === 'RESOLVE_FIRST') chat.state = RESOLVED;
  },
  written: (desk) => {
    const chat = latest(desk);
    const next = continuation(chat, at(chat.lastCustomerHour + WINDOW), at(desk.hour));
    if (next === 'REOPEN') Object.assign(chat, { state: QUEUED, endedAt: null });
    if (next === 'BEGIN') desk.chats.push({ state: QUEUED, endedAt: null, lastAgentId: null, lastCustomerHour: desk.hour });
    latest(desk).lastCustomerHour = desk.hour;
  },
  aDayLater: (desk) => {
    desk.hour += WINDOW + 1;
  },
};

/**
 * The domain's table, in its own words: where the customer's present chat stands, and where each happening takes it. `+`: a
 * new chat beside it. Late: the window has closed. What is not here changes nothing.
 */
const TABLE: Record<string, Record<string, string>> = {
  waiting: { assigned: 'active', ended: 'abandoned' },
  'waiting again': { assigned: 'active', ended: 'awaiting its topic' },
  active: { handedBack: 'waiting again', ended: 'awaiting its topic', resolved: 'resolved', converted: 'resolved' },
  'awaiting its topic': { resolved: 'resolved, ended', converted: 'resolved, ended', written: '+waiting' },
  abandoned: { written: '+waiting' },
  resolved: { written: 'waiting again' },
  'resolved, late': { written: '+waiting' },
  'resolved, ended': { written: '+waiting' },
};

const placeOf = (desk: Desk): string => {
  const { state, endedAt, lastAgentId, lastCustomerHour } = latest(desk);
  if (state === QUEUED) return lastAgentId ? 'waiting again' : 'waiting';
  if (state === ABANDONED) return 'abandoned';
  if (state === ACTIVE) return endedAt ? 'awaiting its topic' : 'active';
  if (endedAt) return 'resolved, ended';
  return desk.hour > lastCustomerHour + WINDOW ? 'resolved, late' : 'resolved';
};

const happenings = fc.array(fc.constantFrom(...Object.keys(HAPPENINGS)), { maxLength: 40 });
const newDesk = (): Desk => ({ chats: [{ state: QUEUED, endedAt: null, lastAgentId: null, lastCustomerHour: 0 }], hour: 0 });

test('whatever happens in whatever order, each step goes where the domain’s table says', () => {
  fc.assert(
    fc.property(happenings, (story) => {
      const desk = newDesk();
      for (const happening of story) {
        const [before, chats] = [placeOf(desk), desk.chats.length];
        HAPPENINGS[happening]?.(desk);
        if (happening === 'aDayLater') continue;
        const expected = TABLE[before]?.[happening] ?? before;
        // Resolved late is resolved all the same; only what the customer writes then tells the difference.
        const [after, wanted] = [placeOf(desk), expected.replace('+', '')].map((place) => place.replace(', late', ''));
        expect([before, happening, after]).toEqual([before, happening, wanted]);
        expect(desk.chats.length - chats).toBe(expected.startsWith('+') ? 1 : 0);
      }
    }),
    { numRuns: 3_000 },
  );
});

test('there is never more than one open chat, and each fits what the database demands of its state', () => {
  fc.assert(
    fc.property(happenings, (story) => {
      const desk = newDesk();
      for (const happening of story) {
        HAPPENINGS[happening]?.(desk);
        expect(desk.chats.filter(isOpen).length).toBeLessThanOrEqual(1);
        for (const { state, endedAt, lastAgentId } of desk.chats) {
          if (state === QUEUED) expect(endedAt).toBeNull();
          if (state === ABANDONED) expect([endedAt === null, lastAgentId]).toEqual([false, null]);
          if (state === ACTIVE || state === RESOLVED) expect(lastAgentId).not.toBeNull();
        }
      }
    }),
    { numRuns: 1_000 },
  );
});

test('whoever was handed back stands before all who were not, among their own kind the longest waiting first', () => {
  const moment = fc.date({ min: at(0), max: at(24 * 300), noInvalidDate: true });
  fc.assert(
    fc.property(moment, moment, fc.boolean(), fc.boolean(), (one, other, oneBack, otherBack) => {
      const first = priorityOf(one, oneBack) < priorityOf(other, otherBack);
      if (oneBack !== otherBack) expect(first).toBe(oneBack);
      else expect(first).toBe(one < other);
    }),
  );
});
