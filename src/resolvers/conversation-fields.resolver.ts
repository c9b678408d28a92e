import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Agent } from '../entities/agent.js';
import { Assignment } from '../entities/assignment.js';
import { Channel } from '../entities/channel.js';
import { Conversation } from '../entities/conversation.js';
import { Customer } from '../entities/customer.js';
import { Device } from '../entities/device.js';
import { ConversationState, WaitingReason } from '../entities/enums.js';
import { Group } from '../entities/group.js';
import { Message } from '../entities/message.js';
import { Note } from '../entities/note.js';
import { Product } from '../entities/product.js';
import { Ticket } from '../entities/ticket.js';
import { Topic } from '../entities/topic.js';
import { replyWindow } from '../services/conversations/rules.js';
import { whyWaiting } from '../services/routing/rules.js';
import type { Context } from './context.js';
import { messagesOf } from './message-pages.js';
import { GeneralInformation, MessageConnection, ReplyWindow } from './types/conversation.js';
import { BothWaysPaging } from './types/paging.js';

const found = <Record>(record: Record | null): Record => {
  if (record === null) throw new Error('a record that a foreign key names is missing');
  return record;
};

@Resolver(() => Conversation)
export class ConversationFieldsResolver {
  @FieldResolver(() => Product, { description: 'The product it belongs to.' })
  product(@Root() conversation: Conversation, @Ctx() { load }: Context) {
    return load.Product.load(conversation.productId);
  }

  @FieldResolver(() => Channel, { description: 'Where the customer writes from.' })
  channel(@Root() conversation: Conversation, @Ctx() { load }: Context) {
    return load.Channel.load(conversation.channelId);
  }

  @FieldResolver(() => Customer, { description: 'Who writes.' })
  customer(@Root() conversation: Conversation, @Ctx() { load }: Context) {
    return conversation.named?.customer ?? load.Customer.load(conversation.customerId);
  }

  @FieldResolver(() => Agent, {
    nullable: true,
    description:
      'Who has it; in the archive, who had it last. Null while it waits, and when its agent was lost after the customer ended it.',
  })
  agent(@Root() { agentId }: Conversation, @Ctx() { load }: Context) {
    return agentId && load.Agent.load(agentId);
  }

  @FieldResolver(() => Group, { nullable: true, description: 'The group it was routed to; null when no group answers for the channel.' })
  group(@Root() { groupId }: Conversation, @Ctx() { load }: Context) {
    return groupId && load.Group.load(groupId);
  }

  @FieldResolver(() => Topic, { nullable: true, description: 'Why the customer wrote; null until chosen.' })
  topic(@Root() { topicId, named }: Conversation, @Ctx() { load }: Context) {
    return topicId && (named?.topic ?? load.Topic.load(topicId));
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'Who moved it to the archive; null when it is not resolved.' })
  resolvedBy(@Root() { resolvedById, named }: Conversation, @Ctx() { load }: Context) {
    return resolvedById && (named?.resolvedBy ?? load.Agent.load(resolvedById));
  }

  @FieldResolver(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When it was resolved; null when it is not. An abandoned one has `endedAt`.',
  })
  resolvedAt(@Root() { state, archivedAt }: Conversation) {
    return state === ConversationState.RESOLVED ? archivedAt : null;
  }

  @FieldResolver(() => MessageConnection, { description: 'Its messages in the order of `sequence`. Without internal notes.' })
  messages(@Root() conversation: Conversation, @Args(() => BothWaysPaging) paging: BothWaysPaging, @Ctx() ctx: Context) {
    return messagesOf(ctx, { conversationId: conversation.id }, paging);
  }

  @FieldResolver(() => Message, { nullable: true, description: 'The newest message; null before the first.' })
  lastMessage(@Root() { id }: Conversation, @Ctx() { load }: Context) {
    return load.lastMessageOfConversation.load(id);
  }

  @FieldResolver(() => [Note], { description: 'The internal notes, the oldest first. Never visible to the customer.' })
  notes(@Root() { id }: Conversation, @Ctx() { load }: Context) {
    return load.notesOfConversation.load(id);
  }

  @FieldResolver(() => [Assignment], { description: 'Who had it from when to when, by whom and why; the oldest first.' })
  assignments(@Root() { id }: Conversation, @Ctx() { load }: Context) {
    return load.assignmentsOfConversation.load(id);
  }

  @FieldResolver(() => Ticket, { nullable: true, description: 'Its ticket: “go to ticket”. Null until it is converted.' })
  ticket(@Root() { id }: Conversation, @Ctx() { load }: Context) {
    return load.ticketOfConversation.load(id);
  }

  @FieldResolver(() => Conversation, { nullable: true, description: 'The conversation this one goes on from; null when there is none.' })
  previousConversation(@Root() { previousConversationId }: Conversation, @Ctx() { load }: Context) {
    return previousConversationId && load.Conversation.load(previousConversationId);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Its place in the queue of its channel, 1 for the next; null when it does not wait.',
  })
  placeInQueue(@Root() { id, state }: Conversation, @Ctx() { load }: Context) {
    return state === ConversationState.QUEUED ? load.placeOfConversation.load(id) : null;
  }

  @FieldResolver(() => WaitingReason, {
    nullable: true,
    description: 'Why it still waits; null when it does not wait, and while it is being assigned.',
  })
  async waitingReason(@Root() { channelId, state }: Conversation, @Ctx() { load }: Context) {
    return state === ConversationState.QUEUED ? whyWaiting(await load.staffingOfChannel.load(channelId)) : null;
  }

  @FieldResolver(() => ReplyWindow, {
    nullable: true,
    description: 'Until when an agent may still answer, on WhatsApp, Messenger and Instagram; null elsewhere: no limit.',
  })
  async replyWindow(@Root() conversation: Conversation, @Ctx() { load, now }: Context) {
    const channel = found(await load.Channel.load(conversation.channelId));
    return replyWindow(channel.type, conversation.lastCustomerMessageAt, now(), conversation.startedAt);
  }

  @FieldResolver(() => GeneralInformation, { description: 'What stands beside the conversation: customer, beginning, channel.' })
  async generalInformation(@Root() conversation: Conversation, @Ctx() { load }: Context): Promise<GeneralInformation> {
    const channel = found(await load.Channel.load(conversation.channelId));
    const { customerId, productId, deviceId, startedAt } = conversation;
    const [customer, product] = await Promise.all([load.Customer.load(customerId), load.Product.load(productId)]);
    const device = deviceId ? await load.Device.load(deviceId) : null;
    const { name: customerName, email, phone, userName, externalId, attributes } = found(customer);
    const { type: channelType, name: channelName, siteAddress, phoneNumber: businessPhone, accountName, appName } = channel;
    const where = { channelType, channelName, siteAddress, businessPhone, accountName, appName, appVersion: device?.appVersion ?? null };
    const who = { customerName, email, phone, userName, externalId, attributes, device };
    return { ...who, startedAt, productName: found(product).name, ...where };
  }
}

@Resolver(() => Customer)
export class CustomerFieldsResolver {
  @FieldResolver(() => [Device], {
    description: 'The devices the customer signed in or began a chat on, the latest first, at most 20; empty when none was told.',
  })
  devices(@Root() { id }: Customer, @Ctx() { load }: Context) {
    return load.devicesOfCustomer.load(id);
  }
}

@Resolver(() => Assignment)
export class AssignmentFieldsResolver {
  @FieldResolver(() => Agent, { description: 'Who had the conversation.' })
  agent(@Root() { agentId }: Assignment, @Ctx() { load }: Context) {
    return load.Agent.load(agentId);
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'Who handed it over; null when it was routed by itself.' })
  assignedBy(@Root() { assignedById }: Assignment, @Ctx() { load }: Context) {
    return assignedById && load.Agent.load(assignedById);
  }
}

@Resolver(() => Note)
export class NoteFieldsResolver {
  @FieldResolver(() => Agent, { description: 'Who wrote it.' })
  agent(@Root() { agentId }: Note, @Ctx() { load }: Context) {
    return load.Agent.load(agentId);
  }

  @FieldResolver(() => Conversation, { description: 'The conversation it stands beside.' })
  conversation(@Root() { conversationId }: Note, @Ctx() { load }: Context) {
    return load.Conversation.load(conversationId);
  }
}
