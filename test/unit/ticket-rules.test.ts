import { ConversationState, TicketStatus } from '../../src/entities/enums.js';
import { conversion, SETTABLE_STATUSES } from '../../src/services/tickets/rules.js';

test.each([
  [ConversationState.QUEUED, 'NOT_YET'],
  [ConversationState.ACTIVE, 'RESOLVE_FIRST'],
  [ConversationState.RESOLVED, 'FROM_ARCHIVE'],
  [ConversationState.ABANDONED, 'FROM_ARCHIVE'],
])('converting a conversation that is %s: %s', (state, expected) => {
  expect(conversion(state)).toBe(expected);
});

test('of the statuses of a ticket a user sets two', () => {
  expect(Object.values(TicketStatus).filter((status) => SETTABLE_STATUSES.includes(status))).toEqual([
    TicketStatus.WAITING,
    TicketStatus.RESOLVED,
  ]);
});
