import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Agent } from '../entities/agent.js';
import { Conversation } from '../entities/conversation.js';
import { Message } from '../entities/message.js';
import type { Context } from './context.js';
import { CustomerMessage } from './types/chat.js';

const nameOfSender = async ({ agentId, customerId }: Message, { load }: Context): Promise<string | null> => {
  if (agentId) return (await load.Agent.load(agentId))?.name ?? null;
  return customerId ? ((await load.Customer.load(customerId))?.name ?? null) : null;
};

const senderName = { nullable: true, description: 'The name of the agent or customer who wrote it; null for a bot and the system.' };

@Resolver(() => Message)
export class MessageFieldsResolver {
  @FieldResolver(() => String, senderName)
  senderName(@Root() message: Message, @Ctx() ctx: Context) {
    return nameOfSender(message, ctx);
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'The agent who wrote it; null when nobody of the desk did.' })
  agent(@Root() { agentId }: Message, @Ctx() { load }: Context) {
    return agentId && load.Agent.load(agentId);
  }

  @FieldResolver(() => Conversation, { description: 'The conversation it stands in.' })
  conversation(@Root() { conversationId }: Message, @Ctx() { load }: Context) {
    return load.Conversation.load(conversationId);
  }
}

@Resolver(() => CustomerMessage)
export class CustomerMessageFieldsResolver {
  @FieldResolver(() => String, senderName)
  senderName(@Root() message: Message, @Ctx() ctx: Context) {
    return nameOfSender(message, ctx);
  }
}
