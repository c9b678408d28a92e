import { GraphQLEmailAddress } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Agent } from '../../entities/agent.js';
import { AgentStatus, Role } from '../../entities/enums.js';
import { connectionOf } from './connection.js';
import { Payload } from './payload.js';

export const AgentConnection = connectionOf('Agent', () => Agent);

@InputType({ description: 'Which agents; what is not given does not narrow.' })
export class AgentFilter {
  @Field(() => [AgentStatus], { nullable: true, description: 'Only those in one of these statuses.' })
  statuses?: AgentStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only members of one of these groups; at most 100.' })
  groupIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those authorised for one of these channels; at most 100.' })
  channelIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Only those authorised for this product, wholly or for a channel of it.' })
  productId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only those whose name contains this; capitals and accents do not matter. 1 to 120 characters.',
  })
  search?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Supervisors: whether deactivated ones are listed too. Default: false.' })
  includeDeactivated?: boolean | null;
}

@InputType({ description: 'An authorisation: a product, wholly or one channel of it.' })
export class GrantInput {
  @Field(() => ID, { description: 'The product.' })
  productId!: string;

  @Field(() => ID, { nullable: true, description: 'A channel of the product. Default: all it has and will have.' })
  channelId?: string | null;
}

@InputType({ description: 'Somebody who is to answer at the desk.' })
export class InviteAgentInput {
  @Field(() => String, { description: 'First and last name, as customers see it, 1 to 120 characters.' })
  name!: string;

  @Field(() => GraphQLEmailAddress, {
    description: 'The address to sign in with; no other agent’s of any workspace, deactivated ones included.',
  })
  email!: string;

  @Field(() => Role, { nullable: true, description: 'Default: AGENT. Only an administrator makes administrators.' })
  role?: Role | null;

  @Field(() => [GrantInput], { nullable: true, description: 'What they are authorised for, at most 500. Default: nothing.' })
  grants?: GrantInput[] | null;

  @Field(() => [ID], { nullable: true, description: 'Groups in use to be a member of, at most 100. Default: none.' })
  groupIds?: string[] | null;

  @Field(() => Int, { nullable: true, description: 'Conversations at once, 1 to 50. Default: 20.' })
  capacity?: number | null;

  @Field(() => [String], { nullable: true, description: 'BCP 47 tags such as `tr`, at most 20. Default: none.' })
  languages?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'The password, 12 to 200 characters. Default: they choose it themselves, with the payload’s `invitationToken`.',
  })
  password?: string | null;
}

@InputType({ description: 'An invitation to accept.' })
export class AcceptInvitationInput {
  @Field(() => String, { description: 'The token that `inviteAgent` or `updateAgent` gave.' })
  token!: string;

  @Field(() => String, { description: 'The password to sign in with from now on, 12 to 200 characters.' })
  password!: string;
}

@InputType({ description: 'An agent.' })
export class AgentInput {
  @Field(() => ID, { description: 'The agent.' })
  agentId!: string;
}

@InputType({ description: 'Changes of an agent; what is not given stays.' })
export class UpdateAgentInput extends AgentInput {
  @Field(() => String, { nullable: true, description: 'First and last name, 1 to 120 characters.' })
  name?: string | null;

  @Field(() => Role, { nullable: true, description: 'What the agent may do. Only an administrator makes and changes administrators.' })
  role?: Role | null;

  @Field(() => [GrantInput], { nullable: true, description: 'All they are authorised for from now on, at most 500.' })
  grants?: GrantInput[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Conversations at once, 1 to 50. Below the present load nothing is taken away and nothing new comes.',
  })
  capacity?: number | null;

  @Field(() => [String], { nullable: true, description: 'All languages from now on, BCP 47 tags such as `tr`, at most 20.' })
  languages?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: a new `invitationToken` for an agent who has not accepted yet; the one before holds no longer. Default: false.',
  })
  renewInvitation?: boolean | null;
}

const agent = { nullable: true, description: 'The agent as they stand now.' };

@ObjectType({ implements: Payload, description: 'An agent who was invited.' })
export class InviteAgentPayload extends Payload {
  @Field(() => Agent, agent)
  agent?: Agent;

  @Field(() => String, {
    nullable: true,
    description: 'For `acceptInvitation`, once, within 7 days; shown only here. Null when a password was given.',
  })
  invitationToken?: string | null;
}

@ObjectType({ implements: Payload, description: 'An invitation that was accepted; sign in with `signIn`.' })
export class AcceptInvitationPayload extends Payload {
  @Field(() => GraphQLEmailAddress, { nullable: true, description: 'The address to sign in with.' })
  email?: string;
}

@ObjectType({ implements: Payload, description: 'An agent who was changed.' })
export class UpdateAgentPayload extends Payload {
  @Field(() => Agent, agent)
  agent?: Agent;

  @Field(() => String, {
    nullable: true,
    description: 'With `renewInvitation`: for `acceptInvitation`, once, within 7 days; shown only here.',
  })
  invitationToken?: string | null;
}

@ObjectType({ implements: Payload, description: 'An agent who was deactivated.' })
export class DeactivateAgentPayload extends Payload {
  @Field(() => Agent, agent)
  agent?: Agent;
}
