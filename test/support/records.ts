import { v7 } from 'uuid';
import { ArchiveDocument } from '../../src/entities/archive-document.js';
import { Assignment } from '../../src/entities/assignment.js';
import type { Channel } from '../../src/entities/channel.js';
import { Conversation } from '../../src/entities/conversation.js';
import { Customer } from '../../src/entities/customer.js';
import {
  AssignmentEndReason,
  AssignmentReason,
  ConversationOutcome,
  ConversationState,
  EndedBy,
  SenderKind,
  TicketPriority,
  TicketStatus,
} from '../../src/entities/enums.js';
import { Message } from '../../src/entities/message.js';
import { Note } from '../../src/entities/note.js';
import { Ticket } from '../../src/entities/ticket.js';
import { TicketChange } from '../../src/entities/ticket-change.js';
import { TicketMessage } from '../../src/entities/ticket-message.js';
import type { Topic } from '../../src/entities/topic.js';
import { decodeId, encodeId } from '../../src/ids.js';
import type { Desk } from './desk.js';
import type { SeededAgent } from './seed.js';

export interface SeededConversation {
  /** The plain UUID. */
  id: string;
  publicId: string;
  customerId: string;
  messageId: string;
}

export interface ConversationOptions {
  state: keyof typeof ConversationState;
  /** Who has it, or had it last. */
  agent?: SeededAgent;
  topic?: Topic;
  /** Whether its customer has ended it. */
  ended?: boolean;
  /** An old customer, to whom it belongs. Default: a new one. */
  customerId?: string;
  customer?: { name?: string; email?: string };
  text?: string;
}

/** Puts conversations and what hangs on them into the database directly, in any state that the constraints let stand. */
export class Records {
  constructor(
    private readonly desk: Desk,
    private readonly channel: Channel,
  ) {}

  async conversation(options: ConversationOptions): Promise<SeededConversation> {
    const { state, agent, topic, text = 'Where is my parcel?' } = options;
    const em = this.desk.server.app.orm.em.fork();
    const { id: channelId, workspaceId, productId } = this.channel;
    const now = this.desk.clock.now();
    const customerId = options.customerId ?? v7();
    if (!options.customerId) {
      const { name = 'Ali Veli', email = 'ali@example.com' } = options.customer ?? {};
      em.create(Customer, { id: customerId, workspaceId, channelId, name, email, createdAt: now });
    }
    const id = v7();
    const ended = options.ended || state === 'ABANDONED';
    const archived = state === 'RESOLVED' || state === 'ABANDONED';
    em.create(Conversation, {
      ...{ id, workspaceId, productId, channelId, customerId, state: ConversationState[state], topicId: topic?.id ?? null },
      agentId: state === 'QUEUED' || state === 'ABANDONED' ? null : (agent?.id ?? null),
      lastAgentId: agent?.id ?? null,
      resolvedById: state === 'RESOLVED' ? (agent?.id ?? null) : null,
      outcome: archived ? ConversationOutcome[state] : null,
      ...{ startedAt: now, queuedAt: now, priorityAt: state === 'QUEUED' ? now : null, assignedAt: agent ? now : null },
      ...{ endedAt: ended ? now : null, endedBy: ended ? EndedBy.CUSTOMER : null, archivedAt: archived ? now : null },
      ...{ lastSequence: 1, lastActivityAt: now, lastCustomerMessageAt: now, unreadCount: archived ? 0 : 1, passedBy: [] },
    });
    if (agent) {
      const over = archived || ended;
      const endReason = over ? (ended ? AssignmentEndReason.ENDED_BY_CUSTOMER : AssignmentEndReason.RESOLVED) : null;
      const endedAt = over ? new Date(now.getTime() + 1) : null;
      const with_ = { workspaceId, conversationId: id, agentId: agent.id, reason: AssignmentReason.ROUTED };
      em.create(Assignment, { id: v7(), ...with_, startedAt: now, endedAt, endReason });
    }
    if (archived) em.create(ArchiveDocument, { conversationId: id, workspaceId, document: text });
    const messageId = v7();
    const author = { senderKind: SenderKind.CUSTOMER, customerId };
    em.create(Message, { id: messageId, workspaceId, conversationId: id, addressedToId: id, sequence: 1, ...author, text, sentAt: now });
    await em.flush();
    return { id, publicId: encodeId('conversation', id), customerId, messageId };
  }

  /** An answer of the agent, and how far it is on its way through a platform. Gives its typed id. */
  async delivery(conversation: SeededConversation, agent: SeededAgent, state = 'FAILED'): Promise<string> {
    const id = v7();
    await this.desk.sql(
      `with written as (
         insert into message (id, workspace_id, conversation_id, addressed_to_id, sequence, sender_kind, agent_id, text, sent_at)
         select $1, workspace_id, id, id, last_sequence + 1, 'AGENT', $3, 'Merhaba', now() from conversation where id = $2
         returning workspace_id
       ), moved as (update conversation set last_sequence = last_sequence + 1 where id = $2)
       insert into message_delivery (message_id, workspace_id, conversation_id, channel_id, state, queued_at, reason)
       select $1, workspace_id, $2, $4, $5, now(), 'It fell asleep.' from written`,
      [id, conversation.id, agent.id, this.channel.id, state],
    );
    return encodeId('message', id);
  }

  /** As if the platform had told that the customer changed their first message. */
  async changed({ id, messageId }: SeededConversation): Promise<void> {
    await this.desk.sql(
      `with changed as (update message set edited_at = now() where id = $2)
       insert into event (workspace_id, type, conversation_id, channel_id, customer_id, agent_id, subject_id, at)
       select workspace_id, 'message.edited', id, channel_id, customer_id, agent_id, $2, now() from conversation where id = $1`,
      [id, messageId],
    );
    this.desk.server.app.eventsWritten();
  }

  async note(conversation: SeededConversation, agent: SeededAgent, text = 'An internal note'): Promise<string> {
    const em = this.desk.server.app.orm.em.fork();
    const { workspaceId } = this.channel;
    const id = v7();
    const writtenAt = this.desk.clock.now();
    em.create(Note, { id, workspaceId, conversationId: conversation.id, agentId: agent.id, text, afterSequence: 1, writtenAt });
    await em.flush();
    return encodeId('note', id);
  }

  /** The ticket of an archived conversation, with one reply. */
  async ticket(
    conversation: SeededConversation,
    agent: SeededAgent,
    topic: Topic,
    words: { subject?: string; email?: string; reply?: string } = {},
  ): Promise<string> {
    const { subject = 'Delivery', email = 'ali@example.com', reply = 'We looked into it.' } = words;
    const em = this.desk.server.app.orm.em.fork();
    const { id: channelId, workspaceId, productId } = this.channel;
    const now = this.desk.clock.now();
    const id = v7();
    const number = await this.nextTicketNumber();
    em.create(Ticket, {
      ...{ id, workspaceId, productId, channelId, conversationId: conversation.id, customerId: conversation.customerId },
      ...{ topicId: topic.id, createdById: agent.id, number, status: TicketStatus.UNRESOLVED, priority: TicketPriority.LOW, subject },
      ...{ requesterName: 'Ali Veli', requesterEmail: email, transcriptSequence: 1, createdAt: now },
    });
    em.create(TicketMessage, {
      id: v7(),
      workspaceId,
      ticketId: id,
      senderKind: SenderKind.AGENT,
      agentId: agent.id,
      text: reply,
      sentAt: now,
    });
    em.create(TicketChange, {
      id: v7(),
      ticketId: id,
      agentId: agent.id,
      field: 'created',
      after: TicketStatus.UNRESOLVED,
      changedAt: now,
    });
    await em.flush();
    return encodeId('ticket', id);
  }

  /** A mail of the ticket that failed. */
  async ticketMail(ticketId: string, state = 'FAILED'): Promise<string> {
    const id = v7();
    await this.desk.sql(
      `insert into ticket_mail (id, workspace_id, ticket_id, purpose, state, recipient, message_id, queued_at, failed_at)
       select $1, workspace_id, id, 'CONFIRMATION', $3, requester_email, $4, now(), now() from ticket where id = $2`,
      [id, decodeId('ticket', ticketId), state, `<${id}@example.com>`],
    );
    return encodeId('ticketmail', id);
  }

  private async nextTicketNumber(): Promise<number> {
    const [row] = await this.desk.sql<{ number: number }>(
      'update workspace set last_ticket_number = last_ticket_number + 1 where id = $1 returning last_ticket_number as number',
      [this.channel.workspaceId],
    );
    return row?.number ?? 0;
  }

  /** Archives all that is open, so that nothing waits and nobody is busy. */
  async archiveAll(agent: SeededAgent, topic: Topic): Promise<void> {
    await this.desk.sql(
      `update assignment set ended_at = greatest(now(), started_at + interval '1 ms'), end_reason = 'RESOLVED' where ended_at is null and workspace_id = $1`,
      [this.channel.workspaceId],
    );
    await this.desk.sql(
      `update conversation set state = 'RESOLVED', outcome = 'RESOLVED', agent_id = coalesce(agent_id, $2), last_agent_id = coalesce(last_agent_id, $2),
         topic_id = coalesce(topic_id, $3), resolved_by_id = $2, archived_at = now(), priority_at = null
       where state in ('QUEUED', 'ACTIVE') and workspace_id = $1`,
      [this.channel.workspaceId, agent.id, topic.id],
    );
  }
}
