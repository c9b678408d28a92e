import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { supervises } from '../auth/actor.js';
import { Agent } from '../entities/agent.js';
import { Conversation } from '../entities/conversation.js';
import { type CandidateRefusal, ConversationState } from '../entities/enums.js';
import { RoutingDecision } from '../entities/routing-decision.js';
import { assignableAgents } from '../services/routing/assignable-agents.js';
import { whyWaiting } from '../services/routing/rules.js';
import type { Context } from './context.js';
import { RootQuery } from './root.js';
import { AssignableAgent, ConversationRouting, RefusalCount, RoutingCandidate, type RoutingWait } from './types/routing.js';

const waitOf = async ({ id, state, channelId, queuedAt }: Conversation, { load }: Context): Promise<RoutingWait | null> => {
  if (state !== ConversationState.QUEUED) return null;
  const [staffing, agents] = await Promise.all([load.staffingOfChannel.load(channelId), load.refusalsOfWaiting.load(id)]);
  return { since: queuedAt, reason: whyWaiting(staffing), agents };
};

@Resolver(() => Conversation)
export class ConversationRoutingResolver {
  @FieldResolver(() => ConversationRouting, {
    nullable: true,
    description: 'Why it came to its agent, or why it still waits. For supervisors and administrators; null for everybody else.',
  })
  async routing(@Root() conversation: Conversation, @Ctx() ctx: Context): Promise<ConversationRouting | null> {
    if (ctx.actor.kind !== 'agent' || !supervises(ctx.actor)) return null;
    const [decisions, waiting] = await Promise.all([ctx.load.decisionsOfConversation.load(conversation.id), waitOf(conversation, ctx)]);
    return { decisions, waiting };
  }

  @FieldResolver(() => GraphQLDateTimeISO, {
    nullable: true,
    description:
      'Until when its agent must answer the waiting customer, else it goes to the next eligible agent (if there is one; else it stays, and is looked at again). Null when no accept time runs: see `Product.acceptSeconds`.',
  })
  acceptBy(@Root() { state, endedAt, acceptDueAt }: Conversation) {
    return state === ConversationState.ACTIVE && !endedAt ? acceptDueAt : null;
  }

  @RootQuery(() => [AssignableAgent], {
    right: 'conversation.handle',
    description:
      'Exactly those whom `assignConversation` takes from the caller at this moment, the fewest conversations first: Online, authorised for its product and channel, and below capacity (of a conversation that its customer has ended: at capacity too). Without the agent who has it. Empty when the caller may not hand it over, or there is no such conversation that the caller may see; at most 1000.',
  })
  assignableAgents(@Arg('conversationId', () => ID, { description: 'The conversation.' }) conversationId: string, @Ctx() ctx: Context) {
    return ctx.ask(assignableAgents, { conversationId });
  }
}

@Resolver(() => RoutingDecision)
export class RoutingDecisionResolver {
  @FieldResolver(() => Agent, { nullable: true, description: 'Who got it; null when nobody did.' })
  agent(@Root() { agentId }: RoutingDecision, @Ctx() { load }: Context) {
    return agentId && load.Agent.load(agentId);
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'Who decided; null when it was routed by itself.' })
  decidedBy(@Root() { decidedById }: RoutingDecision, @Ctx() { load }: Context) {
    return decidedById && load.Agent.load(decidedById);
  }

  @FieldResolver(() => [RoutingCandidate], {
    description:
      'Who was looked at: of a ROUTED one all who were Online and authorised for its channel, the chosen one first, then the nearest, at most 50 in all; of the others only whom it was about.',
  })
  candidates(@Root() { candidates }: RoutingDecision): RoutingCandidate[] {
    return candidates.named.map(([agentId, load, capacity, refusal]) => ({ agentId, load, capacity, refusal }));
  }

  @FieldResolver(() => [RefusalCount], { description: 'Those beyond the 50, counted by why not.' })
  otherCandidates(@Root() { candidates }: RoutingDecision): RefusalCount[] {
    return Object.entries(candidates.others).map(([refusal, count]) => ({ refusal: refusal as CandidateRefusal, count }));
  }
}

@Resolver(() => RoutingCandidate)
export class RoutingCandidateResolver {
  @FieldResolver(() => Agent, { nullable: true, description: 'The agent.' })
  agent(@Root() { agentId }: RoutingCandidate, @Ctx() { load }: Context) {
    return load.Agent.load(agentId);
  }
}

@Resolver(() => AssignableAgent)
export class AssignableAgentResolver {
  @FieldResolver(() => Agent, { description: 'The agent.' })
  agent(@Root() { agentId }: AssignableAgent, @Ctx() { load }: Context) {
    return load.Agent.load(agentId);
  }
}
