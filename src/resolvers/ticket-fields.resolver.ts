import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Agent } from '../entities/agent.js';
import { Channel } from '../entities/channel.js';
import { Conversation } from '../entities/conversation.js';
import { Customer } from '../entities/customer.js';
import { Product } from '../entities/product.js';
import { Ticket } from '../entities/ticket.js';
import { TicketAttachment } from '../entities/ticket-attachment.js';
import { TicketChange } from '../entities/ticket-change.js';
import { TicketMail } from '../entities/ticket-mail.js';
import { TicketMessage } from '../entities/ticket-message.js';
import { TicketNote } from '../entities/ticket-note.js';
import { Topic } from '../entities/topic.js';
import type { Context } from './context.js';
import { messagesOf } from './message-pages.js';
import { MessageConnection } from './types/conversation.js';
import { BothWaysPaging } from './types/paging.js';
import { TicketRequester } from './types/ticket.js';

@Resolver(() => Ticket)
export class TicketFieldsResolver {
  @FieldResolver(() => Product, { description: 'The product of its conversation.' })
  product(@Root() { productId }: Ticket, @Ctx() { load }: Context) {
    return load.Product.load(productId);
  }

  @FieldResolver(() => Channel, { description: 'The channel of its conversation.' })
  channel(@Root() { channelId }: Ticket, @Ctx() { load }: Context) {
    return load.Channel.load(channelId);
  }

  @FieldResolver(() => Topic, {
    nullable: true,
    description:
      'Why the customer wrote: the topic the conversation was resolved with. Null while nobody has chosen one for what a customer left in the queue.',
  })
  topic(@Root() { topicId }: Ticket, @Ctx() { load }: Context) {
    return topicId && load.Topic.load(topicId);
  }

  @FieldResolver(() => TicketRequester, { description: 'Who asked, and where the answer goes.' })
  requester(@Root() { requesterName: name, requesterEmail: email }: Ticket): TicketRequester {
    return { name, email };
  }

  @FieldResolver(() => Customer, { description: 'The customer of its conversation.' })
  customer(@Root() { customerId }: Ticket, @Ctx() { load }: Context) {
    return load.Customer.load(customerId);
  }

  @FieldResolver(() => Conversation, { description: 'The conversation it was made from.' })
  conversation(@Root() { conversationId }: Ticket, @Ctx() { load }: Context) {
    return load.Conversation.load(conversationId);
  }

  @FieldResolver(() => Agent, {
    nullable: true,
    description: 'Who converted the conversation; null when the customer left it in the queue.',
  })
  createdBy(@Root() { createdById }: Ticket, @Ctx() { load }: Context) {
    return createdById && load.Agent.load(createdById);
  }

  @FieldResolver(() => MessageConnection, {
    description:
      'The conversation’s messages up to its conversion, in the order of `sequence`. Without internal notes, and without what was written after.',
  })
  transcript(
    @Root() { conversationId, transcriptSequence }: Ticket,
    @Args(() => BothWaysPaging) paging: BothWaysPaging,
    @Ctx() ctx: Context,
  ) {
    return messagesOf(ctx, { conversationId, upTo: transcriptSequence }, paging);
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'Who is to answer it; null when nobody is.' })
  assignee(@Root() { assigneeId }: Ticket, @Ctx() { load }: Context) {
    return assigneeId && load.Agent.load(assigneeId);
  }

  @FieldResolver(() => TicketMail, {
    nullable: true,
    description: 'The mail by which its requester was told of it; null for a ticket that is older than mails are.',
  })
  confirmation(@Root() { id }: Ticket, @Ctx() { load }: Context) {
    return load.confirmationOfTicket.load(id);
  }

  @FieldResolver(() => [TicketNote], { description: 'The internal notes, the oldest first. Those of its conversation stand there.' })
  notes(@Root() { id }: Ticket, @Ctx() { load }: Context) {
    return load.notesOfTicket.load(id);
  }

  @FieldResolver(() => [TicketMessage], { description: 'The replies, the oldest first.' })
  messages(@Root() { id }: Ticket, @Ctx() { load }: Context) {
    return load.messagesOfTicket.load(id);
  }

  @FieldResolver(() => [TicketChange], { description: 'What was done to it, the oldest first; its making is the first line.' })
  history(@Root() { id }: Ticket, @Ctx() { load }: Context) {
    return load.changesOfTicket.load(id);
  }
}

@Resolver(() => TicketMessage)
export class TicketMessageFieldsResolver {
  @FieldResolver(() => Agent, { nullable: true, description: 'The agent who wrote it; null when the requester did.' })
  agent(@Root() { agentId }: TicketMessage, @Ctx() { load }: Context) {
    return agentId && load.Agent.load(agentId);
  }

  @FieldResolver(() => TicketMail, {
    nullable: true,
    description: 'The mail that carries an agent’s reply; null for the requester’s, and for replies that are older than mails are.',
  })
  mail(@Root() { id }: TicketMessage, @Ctx() { load }: Context) {
    return load.mailOfTicketMessage.load(id);
  }

  @FieldResolver(() => [TicketAttachment], { description: 'The files that came with it, at most 50.' })
  attachments(@Root() { id }: TicketMessage, @Ctx() { load }: Context) {
    return load.attachmentsOfTicketMessage.load(id);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether a mail says it comes from the ticket’s requester rather than from another address; null for an agent’s reply.',
  })
  async fromRequester(@Root() { ticketId, fromAddress, mailId }: TicketMessage, @Ctx() { load }: Context) {
    return mailId === null ? null : (await load.Ticket.load(ticketId))?.requesterEmail === fromAddress;
  }
}

@Resolver(() => TicketNote)
export class TicketNoteFieldsResolver {
  @FieldResolver(() => Agent, { description: 'Who wrote it.' })
  agent(@Root() { agentId }: TicketNote, @Ctx() { load }: Context) {
    return load.Agent.load(agentId);
  }
}

@Resolver(() => TicketAttachment)
export class TicketAttachmentFieldsResolver {
  @FieldResolver(() => String, {
    description:
      'Where it is downloaded for an hour, without a token: a path on this server, `/files/…`. It comes as a download, never as a page. Ask again for a fresh one.',
  })
  url(@Root() { storageKey: key, name, contentType, size }: TicketAttachment, @Ctx() { app }: Context) {
    return app.files.pathOf({ key, name, contentType, size });
  }
}

@Resolver(() => TicketChange)
export class TicketChangeFieldsResolver {
  @FieldResolver(() => Agent, { nullable: true, description: 'Who did it; null when it came by itself.' })
  agent(@Root() { agentId }: TicketChange, @Ctx() { load }: Context) {
    return agentId && load.Agent.load(agentId);
  }
}
