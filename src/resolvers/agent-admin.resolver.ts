import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Agent } from '../entities/agent.js';
import { acceptInvitation } from '../services/agents/accept-invitation.js';
import { deactivateAgent } from '../services/agents/deactivate-agent.js';
import { inviteAgent } from '../services/agents/invite-agent.js';
import { listAgents } from '../services/agents/list-agents.js';
import { updateAgent } from '../services/agents/update-agent.js';
import type { Context } from './context.js';
import { RootMutation, RootQuery } from './root.js';
import {
  AcceptInvitationInput,
  AcceptInvitationPayload,
  AgentConnection,
  AgentFilter,
  AgentInput,
  DeactivateAgentPayload,
  InviteAgentInput,
  InviteAgentPayload,
  UpdateAgentInput,
  UpdateAgentPayload,
} from './types/agent-admin.js';
import { toConnection } from './types/connection.js';
import { ForwardPaging } from './types/paging.js';

const theAgent = { description: 'The agent, and what to do with them.' };

@Resolver(() => Agent)
export class AgentAdminResolver {
  @FieldResolver(() => Boolean, { description: 'Whether they have yet to accept their invitation: without a password nobody signs in.' })
  invitationPending(@Root() { passwordHash, deactivatedAt }: Agent) {
    return passwordHash === null && deactivatedAt === null;
  }

  @RootQuery(() => AgentConnection, {
    right: 'agents.read',
    description: 'The agents by name: for an agent the active ones with a channel in common, and oneself; for supervisors all.',
  })
  async agents(
    @Arg('filter', () => AgentFilter, { nullable: true, description: 'Which ones. Default: all that are active.' })
    filter: AgentFilter | null,
    @Args(() => ForwardPaging) paging: ForwardPaging,
    @Ctx() ctx: Context,
  ) {
    return toConnection(await ctx.ask(listAgents, { filter, paging }));
  }

  @RootMutation(() => InviteAgentPayload, {
    right: 'agents.manage',
    description:
      'Makes an agent, Offline. No mail is sent: hand on the payload’s `invitationToken`, with which they choose a password, or give a password here.',
    errors: ['NOT_FOUND', 'INVALID_STATE', 'EMAIL_TAKEN', 'ROLE_NOT_ALLOWED'],
  })
  inviteAgent(@Arg('input', () => InviteAgentInput, theAgent) input: InviteAgentInput, @Ctx() ctx: Context) {
    return ctx.run(inviteAgent, input);
  }

  @RootMutation(() => AcceptInvitationPayload, {
    right: 'session.open',
    description:
      'Chooses the password of an invited agent, who may sign in from then on. An invitation holds for 7 days and is used up by this.',
    errors: ['INVITATION_INVALID'],
  })
  acceptInvitation(
    @Arg('input', () => AcceptInvitationInput, { description: 'The token and the password.' }) input: AcceptInvitationInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(acceptInvitation, input);
  }

  @RootMutation(() => UpdateAgentPayload, {
    right: 'agents.manage',
    description:
      'Changes an active agent. Open conversations in channels that are no longer granted are handed back, those awaiting a topic go to the supervisors’ list.',
    errors: ['NOT_FOUND', 'INVALID_STATE', 'ROLE_NOT_ALLOWED', 'LAST_ADMINISTRATOR'],
  })
  updateAgent(@Arg('input', () => UpdateAgentInput, theAgent) input: UpdateAgentInput, @Ctx() ctx: Context) {
    return ctx.run(updateAgent, input);
  }

  @RootMutation(() => DeactivateAgentPayload, {
    right: 'agents.manage',
    description:
      'Ends an agent’s time at the desk: Offline, sessions revoked, open conversations handed back, those awaiting a topic to the supervisors’ list. The e-mail address stays taken. Deactivating twice changes nothing.',
    errors: ['NOT_FOUND', 'ROLE_NOT_ALLOWED', 'LAST_ADMINISTRATOR'],
  })
  deactivateAgent(@Arg('input', () => AgentInput, theAgent) input: AgentInput, @Ctx() ctx: Context) {
    return ctx.run(deactivateAgent, input);
  }
}
