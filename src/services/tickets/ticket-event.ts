import type { EventType } from '../../entities/enums.js';
import type { Ticket } from '../../entities/ticket.js';
import type { NewEvent } from '../../events/event-log.js';

/** An event about a ticket, with the conversation it came from; `agentId` is whose work it was, null when it came from outside. */
export const ticketEvent = (type: Extract<EventType, `ticket.${string}`>, ticket: Ticket, agentId: string | null): NewEvent => ({
  type,
  workspaceId: ticket.workspaceId,
  conversationId: ticket.conversationId,
  channelId: ticket.channelId,
  customerId: ticket.customerId,
  agentId,
  subjectId: ticket.id,
});
