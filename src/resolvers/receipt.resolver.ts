import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import type { Conversation } from '../entities/conversation.js';
import { ConversationView } from '../entities/conversation-view.js';
import type { Message } from '../entities/message.js';
import { MessageView } from '../entities/message-view.js';
import type { StreamItem } from '../events/event-stream.js';
import { followOwn, followOwnInput, RECEIPTS } from '../services/live/follow-own.js';
import { markDelivered, markRead } from '../services/receipts/mark-messages.js';
import type { Context } from './context.js';
import { AFTER, afterOf, parsed, type Subscribing } from './live.resolver.js';
import { RootMutation, RootSubscription } from './root.js';
import { Cursor } from './scalars.js';
import { MarkDeliveredInput, MarkDeliveredPayload, MarkReadInput, MarkReadPayload, ReadStateChangedOrGap } from './types/receipt.js';

const upTo = { description: 'The conversation, and up to which message.' };

@Resolver()
export class ReceiptResolver {
  @RootMutation(() => MarkReadPayload, {
    right: 'message.follow',
    description:
      'Says that the caller’s side has seen everything up to a message: the customer, or the agent who has the conversation (in the archive, who had it last). It only rises: an earlier message, or the same again, changes nothing. What was read was delivered too, and whoever writes has read what stands before, without saying so.',
    errors: ['NOT_FOUND', 'NOT_ASSIGNED_TO_YOU'],
  })
  markRead(@Arg('input', () => MarkReadInput, upTo) input: MarkReadInput, @Ctx() ctx: Context) {
    return ctx.run(markRead, input);
  }

  @RootMutation(() => MarkDeliveredPayload, {
    right: 'message.follow',
    description:
      'Says that everything up to a message has reached a device of the caller’s side, seen or not. Of the same people as `markRead`, and rising like it.',
    errors: ['NOT_FOUND', 'NOT_ASSIGNED_TO_YOU'],
  })
  markDelivered(@Arg('input', () => MarkDeliveredInput, upTo) input: MarkDeliveredInput, @Ctx() ctx: Context) {
    return ctx.run(markDelivered, input);
  }

  @RootSubscription(() => ReadStateChangedOrGap, {
    right: 'message.follow',
    description:
      'The ticks beside messages, live: what either side of a conversation got or read, one’s own other devices included. That somebody who writes has read what stands before is no event of its own: `messageAdded` tells it.',
    subscribe: ({ args, context }: Subscribing) => followOwn(context, RECEIPTS, parsed(followOwnInput, args).conversationId, afterOf(args)),
  })
  readStateChanged(
    @Root() item: StreamItem,
    @Arg('conversationId', () => ID, {
      nullable: true,
      description: 'The conversation. Default: all that the caller has, for badges; a customer’s are all their own.',
    })
    _conversationId: string | null,
    @Arg('after', () => Cursor, AFTER) _after: bigint | null,
    @Ctx() { load }: Context,
  ) {
    if (item.gap) return item.gap;
    const { id: cursor, subjectId, conversationId } = item.event;
    const receipt = load.Receipt.load(subjectId ?? '');
    return {
      cursor,
      kind: async () => (await receipt)?.kind,
      by: async () => (await receipt)?.reader,
      sequence: async () => (await receipt)?.sequence,
      at: async () => (await receipt)?.at,
      conversation: () => load.Conversation.load(conversationId ?? ''),
    };
  }
}

@Resolver(() => MessageView)
export class MessageViewFieldsResolver {
  @FieldResolver(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When it reached a device of the other side (the customer; for a customer’s message the desk); null until then.',
  })
  async deliveredAt(@Root() message: Message, @Ctx() { load }: Context) {
    return (await load.momentsOfMessage.load(message)).deliveredAt;
  }

  @FieldResolver(() => GraphQLDateTimeISO, {
    nullable: true,
    description:
      'When the other side had seen it: `markRead` said so, or they wrote after it; null until then. Never later than they answered.',
  })
  async readAt(@Root() message: Message, @Ctx() { load }: Context) {
    return (await load.momentsOfMessage.load(message)).readAt;
  }
}

@Resolver(() => ConversationView)
export class ConversationViewFieldsResolver {
  @FieldResolver(() => Int, {
    description:
      'The badge: messages of the other side that were not read. For the desk customer messages since the agent who has it last said `markRead`, answered or resolved; for the customer what the desk wrote since they last said `markRead` or wrote.',
  })
  async unreadCount(@Root() { id, unreadCount }: Conversation, @Ctx() { load, actor }: Context) {
    if (actor.kind === 'customer') return load.unreadByCustomer.load(id);
    // Resolving ends what was unread too, without a receipt: nobody may have looked.
    return unreadCount === 0 ? 0 : Math.min(unreadCount, await load.unreadByDesk.load(id));
  }
}
