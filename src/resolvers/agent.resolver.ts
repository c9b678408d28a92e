import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Agent } from '../entities/agent.js';
import { NotAssignableReason } from '../entities/enums.js';
import { Group } from '../entities/group.js';
import { notAssignable } from '../services/agents/assignable.js';
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

  @FieldResolver(() => Boolean, {
    description: 'Whether new conversations can come to the agent now, by themselves and by hand; `notAssignableReason` says why not.',
  })
  async assignable(@Root() agent: Agent, @Ctx() { load }: Context) {
    return (await notAssignable(load, agent)) === null;
  }

  @FieldResolver(() => NotAssignableReason, {
    nullable: true,
    description: 'Why no conversation can come to the agent now, the first reason that holds; null when `assignable`.',
  })
  notAssignableReason(@Root() agent: Agent, @Ctx() { load }: Context) {
    return notAssignable(load, agent);
  }

  @FieldResolver(() => GraphQLDateTimeISO, {
    nullable: true,
    description:
      'When anything was last seen of the agent: through a WebSocket (to one heartbeat, 15 seconds by default), or by a status they chose or a conversation they took; null: never.',
  })
  lastSeenAt(@Root() { id }: Agent, @Ctx() { load }: Context) {
    return load.lastSeenOfAgent.load(id);
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
      'Sets the caller’s status; the “time spent” count restarts, unless it is the status they have already. Going Online fills their free capacity from the queue. Work comes to who is connected: keep a WebSocket open. Any status but OFFLINE counts as being seen now; without a WebSocket the connection ends after the grace (60 seconds by default), and with it new work.',
    errors: [],
  })
  changeMyStatus(@Arg('input', () => ChangeMyStatusInput, { description: 'The status.' }) input: ChangeMyStatusInput, @Ctx() ctx: Context) {
    return ctx.run(changeMyStatus, input);
  }

  @RootMutation(() => ChangeAgentStatusPayload, {
    right: 'status.changeOthers',
    description:
      'Sets the status of an agent who is Online, Invisible or on Break. An Offline agent changes their own only. It does not connect them: who is set Online without a connection gets nothing until they are back.',
    errors: ['NOT_FOUND', 'AGENT_OFFLINE'],
  })
  changeAgentStatus(
    @Arg('input', () => ChangeAgentStatusInput, { description: 'The agent and the status.' }) input: ChangeAgentStatusInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(changeAgentStatus, input);
  }
}
