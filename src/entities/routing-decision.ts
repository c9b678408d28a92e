import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { Id, Moment, Text, Whole } from './columns.js';
import type { CandidateRefusal } from './enums.js';
import { RoutingReason, RoutingRule } from './enums.js';

/** Agent, active conversations at that moment, capacity (both null when not looked at), and why not; null for the one chosen. Short, because a rush writes many. */
export type Weighed = readonly [agentId: string, load: number | null, capacity: number | null, refusal: CandidateRefusal | null];

export interface Weighing {
  named: readonly Weighed[];
  /** Those beyond the ones named, counted by why not. */
  others: Partial<Record<CandidateRefusal, number>>;
}

/** Who got a conversation and why, or why nobody. No foreign keys: written in a rush, beside rows that have them, and never joined. */
@ObjectType({ description: 'A decision about who has a conversation. Kept for 30 days (ROUTING_DECISION_DAYS).' })
@Entity({ tableName: 'routing_decision' })
@Index({ name: 'routing_decision_conversation', properties: ['conversationId', 'decidedAt'] })
@Index({
  name: 'routing_decision_waits',
  expression: `create index "routing_decision_waits" on "routing_decision" (channel_id, decided_at) where reason = 'ROUTED'`,
})
@Index({ name: 'routing_decision_age', expression: 'create index "routing_decision_age" on "routing_decision" using brin (decided_at)' })
export class RoutingDecision {
  @Id() id!: string;
  @Property({ type: 'uuid' }) workspaceId!: string;
  @Property({ type: 'uuid' }) conversationId!: string;
  @Property({ type: 'uuid' }) channelId!: string;
  @Property({ type: 'uuid', nullable: true }) agentId: string | null = null;
  @Property({ type: 'uuid', nullable: true }) decidedById: string | null = null;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was decided.' })
  @Moment()
  decidedAt!: Date;

  @Field(() => RoutingReason, { description: 'Why it was decided.' })
  @Text()
  reason!: RoutingReason;

  @Field(() => RoutingRule, { nullable: true, description: 'The rule by which the agent was chosen; null when nobody got it.' })
  @Text({ nullable: true })
  rule: RoutingRule | null = null;

  @Field(() => String, { nullable: true, description: 'The language of the rule that was followed; null when none was.' })
  @Text({ nullable: true })
  language: string | null = null;

  /** How long it had waited, in milliseconds; null when it did not wait. */
  @Whole({ nullable: true }) waitedMs: number | null = null;
  /** How many could have answered on its channel: Online, connected, authorised. */
  @Whole({ nullable: true }) agents: number | null = null;

  @Property({ type: 'json', columnType: 'jsonb' }) candidates!: Weighing;
}
