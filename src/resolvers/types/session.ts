import { GraphQLEmailAddress } from 'graphql-scalars';
import { createUnionType, Field, InputType, ObjectType } from 'type-graphql';
import { Agent } from '../../entities/agent.js';
import { Customer } from '../../entities/customer.js';
import { ATTRIBUTES, ATTRIBUTES_HASH, CustomerAttributeInput, CustomerConversation, DeviceInput } from './chat.js';
import { Payload } from './payload.js';
import { TokensPayload } from './tokens-payload.js';

@InputType({ description: 'E-mail and password.' })
export class SignInInput {
  @Field(() => GraphQLEmailAddress, { description: 'The agent’s e-mail address; capitals do not matter.' })
  email!: string;

  @Field(() => String, { description: 'The password, at most 200 characters.' })
  password!: string;
}

@ObjectType({ implements: Payload, description: 'A session of an agent.' })
export class SignInPayload extends TokensPayload {
  @Field(() => Agent, { nullable: true, description: 'Who signed in.' })
  agent?: Agent;
}

@InputType({ description: 'A refresh token.' })
export class RefreshSessionInput {
  @Field(() => String, { description: 'The refresh token that `signIn`, `startChat`, `signInCustomer` or the last `refreshSession` gave.' })
  refreshToken!: string;
}

@ObjectType({ implements: Payload, description: 'The next pair of tokens of a session.' })
export class RefreshSessionPayload extends TokensPayload {}

@ObjectType({ implements: Payload, description: 'The end of a session.' })
export class SignOutPayload extends Payload {
  @Field(() => Boolean, { nullable: true, description: 'True: the session’s tokens hold no longer.' })
  signedOut?: boolean;
}

@ObjectType({ description: 'The customer a token stands for, as that customer sees it.' })
export class CustomerProfile {
  @Field(() => String, { description: 'First and last name, as given.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The e-mail address, as given.' })
  email: string | null = null;
}

@InputType({ description: 'A customer whom the company’s server vouches for.' })
export class SignInCustomerInput {
  @Field(() => String, { description: 'The public key of a web or in-app channel that has an identity secret.' })
  channelKey!: string;

  @Field(() => String, { description: 'The customer’s id in the company’s own system, 1 to 200 characters.' })
  externalId!: string;

  @Field(() => String, {
    description: 'HMAC-SHA256 of `externalId` under the channel’s identity secret, hexadecimal, made by the company’s server.',
  })
  identityHash!: string;

  @Field(() => String, { description: 'First and last name, 1 to 120 characters.' })
  name!: string;

  @Field(() => GraphQLEmailAddress, { nullable: true, description: 'The e-mail address. Not verified. Default: as it was.' })
  email?: string | null;

  @Field(() => [CustomerAttributeInput], ATTRIBUTES)
  attributes?: CustomerAttributeInput[] | null;

  @Field(() => String, ATTRIBUTES_HASH)
  attributesHash?: string | null;

  @Field(() => DeviceInput, {
    nullable: true,
    description: 'The device. It has one session of this customer: a new one ends the one before. Default: none.',
  })
  device?: DeviceInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'The customer’s language, a BCP 47 tag such as `tr`, for conversations that name none. Default: as it was.',
  })
  language?: string | null;
}

@ObjectType({ implements: Payload, description: 'A session of a known customer.' })
export class SignInCustomerPayload extends TokensPayload {
  @Field(() => CustomerProfile, { nullable: true, description: 'Who signed in.' })
  customer?: CustomerProfile;

  @Field(() => CustomerConversation, {
    nullable: true,
    description: 'Their open conversation; null when there is none. `myConversations` has the earlier ones.',
  })
  conversation?: CustomerConversation | null;
}

@ObjectType({ description: 'An agent’s token.' })
export class AgentViewer {
  readonly kind = 'agent';

  @Field(() => Agent, { description: 'Who it is.' })
  agent!: Agent;

  @Field(() => [String], { description: 'The rights of the role, as the schema’s root fields name them, e.g. `conversation.handle`.' })
  rights!: string[];
}

@ObjectType({ description: 'A customer’s token.' })
export class CustomerViewer {
  readonly kind = 'customer';

  @Field(() => CustomerProfile, { description: 'Who it is.' })
  customer!: Customer;

  @Field(() => [String], { description: 'The rights of a customer, as the schema’s root fields name them, e.g. `message.send`.' })
  rights!: string[];
}

export const Viewer = createUnionType({
  name: 'Viewer',
  description: 'Whom the token stands for.',
  types: () => [AgentViewer, CustomerViewer] as const,
  resolveType: (value: { kind: 'agent' | 'customer' }) => (value.kind === 'agent' ? AgentViewer : CustomerViewer),
});
