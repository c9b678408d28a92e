import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Agent } from '../entities/agent.js';
import { Group } from '../entities/group.js';
import { changeAgentStatus, changeMyStatus } from '../services/agents/change-status.js';
import type { Context } from './context.js';
import { RootMutation } from './root.js';
import { ChangeAgentStatusInput, ChangeAgentStatusPayload, ChangeMyStatusInput, ChangeMyStatusPayload, Grant } from './types/agent.js';

@Resolver(() => Agent)
export class AgentResolver {
  @FieldResolver(() => Int, { description: 'Active conversations that take capacity: those the customer has ended do not.' })
  activeCount(@Root() { id }: Agent, @Ctx() { load }: Context) {
    return load.activeCountOfAgent.load(id);
  }

  @FieldResolver(() => [Group], { description: 'The groups in use that the agent is in, by name.' })
  groups(@Root() { id }: Agent, @Ctx() { load }: Context) {
    return load.groupsOfAgent.load(id);
  }

  @FieldResolver(() => [Grant], { description: 'What the agent is authorised for.' })
  async grants(@Root() { id }: Agent, @Ctx() { load }: Context) {
    const grants = await load.grantsOfAgent.load(id);
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
  changeAgentStatus(@Arg('input', () => ChangeAgentStatusInput, { description: 'The agent and the status.' }) input: ChangeAgentStatusInput, @Ctx() ctx: Context) {
    return ctx.run(changeAgentStatus, input);
  }
}
