import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { CandidateRefusal, WaitingReason } from '../../entities/enums.js';
import { RoutingDecision } from '../../entities/routing-decision.js';

@ObjectType({ description: 'How many agents do not get a conversation for one reason.' })
export class RefusalCount {
  @Field(() => CandidateRefusal, { description: 'The reason.' })
  refusal!: CandidateRefusal;

  @Field(() => Int, { description: 'How many agents.' })
  count!: number;
}

@ObjectType({ description: 'Why a conversation waits at this moment.' })
export class RoutingWait {
  @Field(() => GraphQLDateTimeISO, { description: 'Since when it waits: it last entered the queue.' })
  since!: Date;

  @Field(() => WaitingReason, { nullable: true, description: 'Why, in one word; null while it is being assigned.' })
  reason: WaitingReason | null = null;

  @Field(() => [RefusalCount], {
    description: 'The active agents authorised for its channel, by why each does not get it now. Whoever is eligible is not counted.',
  })
  agents!: RefusalCount[];
}

@ObjectType({ description: 'Why a conversation is where it is.' })
export class ConversationRouting {
  @Field(() => [RoutingDecision], { description: 'The last decisions, at most 20, the newest first.' })
  decisions!: RoutingDecision[];

  @Field(() => RoutingWait, { nullable: true, description: 'Why it waits; null when it does not.' })
  waiting: RoutingWait | null = null;
}

/** The agent is read through a loader: see RoutingCandidateResolver. */
@ObjectType({ description: 'An agent who was looked at in a decision.' })
export class RoutingCandidate {
  agentId!: string;

  @Field(() => Int, { nullable: true, description: 'Active conversations at that moment; null when it was not looked at.' })
  load: number | null = null;

  @Field(() => Int, { nullable: true, description: 'Capacity at that moment; null when it was not looked at.' })
  capacity: number | null = null;

  @Field(() => CandidateRefusal, { nullable: true, description: 'Why they did not get it; null for the one who did.' })
  refusal: CandidateRefusal | null = null;
}

/** The agent is read through a loader: see AssignableAgentResolver. */
@ObjectType({ description: 'An agent to whom a conversation may be handed now.' })
export class AssignableAgent {
  agentId!: string;

  @Field(() => Int, { description: 'Active conversations that take capacity.' })
  load!: number;

  @Field(() => Int, { description: 'How many conversations at once.' })
  capacity!: number;
}
