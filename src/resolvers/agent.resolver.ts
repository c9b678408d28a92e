import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Agent } from '../entities/agent.js';
import { Group } from '../entities/group.js';
import { changeAgentStatus, changeMyStatus } from '../services/agents/change-status.js';
import { seenGrants, seenGroups } from '../services/nodes/seen.js';
import type { Context } from './context.js';
import { RootMutation } from './root.js';
import { ChangeAgentStatusInput, ChangeAgentStatusPayload, ChangeMyStatusInput, ChangeMyStatusPayload, Grant } from './types/agent.js';

/** Without an agent’s token an agent is reached only by `signIn`: it is oneself. */
const isOwn = ({ actor }: Context, agentId: string): boolean => actor.kind !== 'agent' || actor.agentId === agentId;

@Resolver(() => Agent)
export class AgentResolver {
  @FieldResolver(() => Int, { description: 'Active conversations that take capacity: those the customer has ended do not.' })
  activeCount(@Root() { id }: Agent, @Ctx() { load }: Context) {
    return load.activeCountOfAgent.load(id);
  }

  @FieldResolver(() => [Group], { description: 'The groups in use that the agent is in, as far as the viewer may see them, by name.' })
  async groups(@Root() { id }: Agent, @Ctx() ctx: Context) {
    const groups = await ctx.load.groupsOfAgent.load(id);
    return isOwn(ctx, id) ? groups : seenGroups(ctx, groups);
  }

  @FieldResolver(() => [Grant], { description: 'What the agent is authorised for, as far as the viewer may see it.' })
  async grants(@Root() { id }: Agent, @Ctx() ctx: Context) {
    const { load } = ctx;
    const all = await load.grantsOfAgent.load(id);
    const grants = isOwn(ctx, id) ? all : await seenGrants(ctx, all);
    return grants.map(({ productId, channelId }) => ({
      product: () => load.Product.load(productId),
      channel: () => channelId && load.Channel.load(channelId),
    }));
  }

  @RootMutation(() => ChangeMyStatusPayload, {
    right: 'status.changeOwn',
    description:
      'Sets the caller’s status; the “time spent” count restarts, unless it is the status they have already. Going Online fills their free capacity from the queue.',
    errors: [],
  })
  changeMyStatus(@Arg('input', () => ChangeMyStatusInput, { description: 'The status.' }) input: ChangeMyStatusInput, @Ctx() ctx: Context) {
    return ctx.run(changeMyStatus, input);
  }

  @RootMutation(() => ChangeAgentStatusPayload, {
    right: 'status.changeOthers',
    description: 'Sets the status of an agent who is Online, Invisible or on Break. An Offline agent changes their own only.',
    errors: ['NOT_FOUND', 'AGENT_OFFLINE'],
  })
  changeAgentStatus(
    @Arg('input', () => ChangeAgentStatusInput, { description: 'The agent and the status.' }) input: ChangeAgentStatusInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(changeAgentStatus, input);
  }
}
