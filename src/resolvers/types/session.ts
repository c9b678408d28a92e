import { GraphQLDateTimeISO, GraphQLEmailAddress } from 'graphql-scalars';
import { createUnionType, Field, InputType, ObjectType } from 'type-graphql';
import { Agent } from '../../entities/agent.js';
import { Customer } from '../../entities/customer.js';
import { Payload } from './payload.js';

@InputType({ description: 'E-mail and password.' })
export class SignInInput {
  @Field(() => GraphQLEmailAddress, { description: 'The agent’s e-mail address; capitals do not matter.' })
  email!: string;

  @Field(() => String, { description: 'The password, at most 200 characters.' })
  password!: string;
}

@ObjectType({ implements: Payload, description: 'A session of an agent.' })
export class SignInPayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'Who signed in.' })
  agent?: Agent;

  @Field(() => String, {
    nullable: true,
    description: 'For `Authorization: Bearer …` on HTTP, and `connectionParams.authorization` on WebSocket. Lasts 15 minutes.',
  })
  accessToken?: string;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When the access token ends.' })
  accessTokenExpiresAt?: Date;

  @Field(() => String, {
    nullable: true,
    description: 'For `refreshSession`, once: each refresh gives the next. Lasts 30 days from its last use.',
  })
  refreshToken?: string;
}

@InputType({ description: 'A refresh token.' })
export class RefreshSessionInput {
  @Field(() => String, { description: 'The refresh token that `signIn`, `startChat` or the last `refreshSession` gave.' })
  refreshToken!: string;
}

@ObjectType({ implements: Payload, description: 'The next pair of tokens of a session.' })
export class RefreshSessionPayload extends Payload {
  @Field(() => String, { nullable: true, description: 'The next access token, for 15 minutes.' })
  accessToken?: string;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When the access token ends.' })
  accessTokenExpiresAt?: Date;

  @Field(() => String, { nullable: true, description: 'The next refresh token; the one given is used up.' })
  refreshToken?: string;
}

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
