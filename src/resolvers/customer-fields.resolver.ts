import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Conversation } from '../entities/conversation.js';
import { ConversationState } from '../entities/enums.js';
import type { Context } from './context.js';
import { messagesOf } from './message-pages.js';
import { AssignedAgent, CustomerConversation, CustomerMessageConnection, EstimatedWait } from './types/chat.js';
import { BothWaysPaging } from './types/paging.js';

/** The customer's view is read from the same records as the desk's; only what is named here and on the interface gets out. */
@Resolver(() => CustomerConversation)
export class CustomerConversationFieldsResolver {
  @FieldResolver(() => String, { description: 'The name of the product.' })
  async productName(@Root() { productId }: Conversation, @Ctx() { load }: Context) {
    return (await load.Product.load(productId))?.name;
  }

  @FieldResolver(() => AssignedAgent, { nullable: true, description: 'Who answers; null while the customer waits.' })
  agent(@Root() { agentId, state }: Conversation, @Ctx() { load }: Context) {
    return state === ConversationState.ACTIVE && agentId ? load.Agent.load(agentId) : null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'The place in the queue of the channel, 1 for the next; null when it does not wait.',
  })
  placeInQueue(@Root() { id, state }: Conversation, @Ctx() { load }: Context) {
    return state === ConversationState.QUEUED ? load.placeOfConversation.load(id) : null;
  }

  @FieldResolver(() => EstimatedWait, {
    nullable: true,
    description:
      'How long it may still wait, as a range: from how long customers stood first in this channel’s queue lately, times its place, for as many agents as are there now. Null when it does not wait, while fewer than ten of the last two hours are known, and while nobody is there.',
  })
  async estimatedWait(@Root() { id, state, channelId }: Conversation, @Ctx() { app, load }: Context) {
    return state === ConversationState.QUEUED ? app.waits.of(channelId, await load.placeOfConversation.load(id)) : null;
  }

  @FieldResolver(() => CustomerMessageConnection, { description: 'The messages, in the order of `sequence`.' })
  messages(@Root() { id }: Conversation, @Args(() => BothWaysPaging) paging: BothWaysPaging, @Ctx() ctx: Context) {
    return messagesOf(ctx, { conversationId: id }, paging);
  }
}
