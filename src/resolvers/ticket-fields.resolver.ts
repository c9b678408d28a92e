import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Agent } from '../entities/agent.js';
import { Channel } from '../entities/channel.js';
import { Conversation } from '../entities/conversation.js';
import { Customer } from '../entities/customer.js';
import { Product } from '../entities/product.js';
import { Ticket } from '../entities/ticket.js';
import { TicketChange } from '../entities/ticket-change.js';
import { TicketMessage } from '../entities/ticket-message.js';
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
}

@Resolver(() => TicketChange)
export class TicketChangeFieldsResolver {
  @FieldResolver(() => Agent, { nullable: true, description: 'Who did it; null when it came by itself.' })
  agent(@Root() { agentId }: TicketChange, @Ctx() { load }: Context) {
    return agentId && load.Agent.load(agentId);
  }
}
