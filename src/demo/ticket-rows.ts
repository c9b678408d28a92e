import type { EntityManager } from '@mikro-orm/postgresql';
import { HOUR, MINUTE } from '../dialogues/clock.js';
import { render } from '../dialogues/facts.js';
import type { Random } from '../dialogues/random.js';
import { SenderKind, TicketPriority, TicketStatus } from '../entities/enums.js';
import { Ticket } from '../entities/ticket.js';
import { TicketChange } from '../entities/ticket-change.js';
import { TicketMessage } from '../entities/ticket-message.js';
import { encodeId } from '../ids.js';
import { type Chat, spoken } from './chat.js';
import type { History } from './history.js';
import { type Ids, WORKSPACE_ID } from './ids.js';
import type { TicketStep, TicketStory } from './scripts/tickets.js';

const workspaceId = WORKSPACE_ID;

/** The converted chats' tickets, numbered as they were made, and what has happened to them since. */
export const writeTickets = async (em: EntityManager, ids: Ids, random: Random, converted: History['converted']): Promise<void> => {
  const inOrder = converted.toSorted((one, other) => one.chat.startedAt - other.chat.startedAt);
  const told = inOrder.map(({ chat, story }, index) => new Telling(ids, random, chat, story, index + 1).tell());
  await em.insertMany(
    Ticket,
    told.map(({ ticket }) => ticket),
  );
  await em.insertMany(
    TicketMessage,
    told.flatMap(({ replies }) => replies),
  );
  await em.insertMany(
    TicketChange,
    told.flatMap(({ changes }) => changes),
  );
};

class Telling {
  private readonly ticketId: string;
  private readonly agentId: string;
  private readonly createdAt: number;
  private at: number;
  private status = TicketStatus.UNRESOLVED;
  private priority = TicketPriority.LOW;
  private readonly replies: ReturnType<Telling['replyRow']>[] = [];
  private readonly changes: ReturnType<Telling['changeRow']>[] = [];

  constructor(
    private readonly ids: Ids,
    private readonly random: Random,
    private readonly chat: Chat,
    private readonly story: TicketStory,
    private readonly number: number,
  ) {
    this.createdAt = (chat.archivedAt ?? chat.startedAt) + random.whole(2, 12) * MINUTE;
    this.at = this.createdAt;
    this.ticketId = ids.next(this.createdAt);
    this.agentId = ids.of(chat.segments.at(-1)?.agent);
  }

  tell() {
    this.change(this.agentId, 'created', null, this.status);
    for (const step of this.story.steps) this.take(step);
    return { ticket: this.ticketRow(), replies: this.replies, changes: this.changes };
  }

  private take(step: TicketStep): void {
    this.at += step.afterHours * HOUR;
    if (step.kind === 'status') {
      this.change(step.by === 'agent' ? this.agentId : null, 'status', this.status, step.to);
      this.status = step.to;
    } else if (step.kind === 'priority') {
      this.change(this.agentId, 'priority', this.priority, step.to);
      this.priority = step.to;
    } else {
      const author = step.by === 'agent' ? this.agentId : null;
      const reply = this.replyRow(author, this.words(step.text));
      this.replies.push(reply);
      this.change(author, 'reply', null, encodeId('ticketmessage', reply.id));
    }
  }

  private words(template: string): string {
    const { facts, customer, segments } = this.chat;
    return render(this.random, template, spoken(facts, customer.language, this.at, segments.at(-1)?.agent ?? null));
  }

  private change(agentId: string | null, field: string, before: string | null, after: string): void {
    this.changes.push(this.changeRow(agentId, field, before, after));
  }

  private changeRow(agentId: string | null, field: string, before: string | null, after: string) {
    return { id: this.ids.next(this.at), ticketId: this.ticketId, agentId, field, before, after, changedAt: new Date(this.at) };
  }

  private replyRow(agentId: string | null, text: string) {
    const senderKind = agentId ? SenderKind.AGENT : SenderKind.CUSTOMER;
    return { id: this.ids.next(this.at), workspaceId, ticketId: this.ticketId, senderKind, agentId, text, sentAt: new Date(this.at) };
  }

  private ticketRow() {
    const { ids, chat, story } = this;
    const { channel, customer } = chat;
    return {
      ...{ id: this.ticketId, workspaceId, number: this.number, status: this.status, priority: this.priority },
      ...{ productId: ids.of(channel.product), channelId: ids.of(channel.key), conversationId: ids.of(chat), customerId: ids.of(customer) },
      ...{ topicId: ids.of(chat.topic), createdById: this.agentId, createdAt: new Date(this.createdAt) },
      ...{ subject: this.words(story.subject), requesterName: customer.name, requesterEmail: customer.email },
      transcriptSequence: chat.messages.length,
    };
  }
}
