import { ConversationState, TicketStatus } from '../../entities/enums.js';

/** The statuses a user may set; the others come by themselves. */
export const SETTABLE_STATUSES: readonly TicketStatus[] = [TicketStatus.WAITING, TicketStatus.RESOLVED];

export type Conversion = 'FROM_ARCHIVE' | 'RESOLVE_FIRST' | 'NOT_YET';

/** What converting a conversation without a ticket takes. An abandoned one stands in the archive too. */
export const conversion = (state: ConversationState): Conversion => {
  if (state === ConversationState.QUEUED) return 'NOT_YET';
  return state === ConversationState.ACTIVE ? 'RESOLVE_FIRST' : 'FROM_ARCHIVE';
};

/** What the requester's answer makes of a ticket: what was done is to be looked at again, and nobody waits for them any more. */
export const statusAfterAnswer = (status: TicketStatus): TicketStatus => {
  if (status === TicketStatus.RESOLVED) return TicketStatus.REOPENED;
  return status === TicketStatus.WAITING ? TicketStatus.UNRESOLVED : status;
};
