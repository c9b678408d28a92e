import { Check, Entity, Enum, Index } from '@mikro-orm/decorators/legacy';
import { Agent } from './agent.js';
import { ForeignKey, Id, Moment } from './columns.js';
import { AgentStatus } from './enums.js';

/** One stay in a status, who began it and when; the timer and the reports read the same rows. Never changed once closed. */
@Entity({ tableName: 'agent_status_interval' })
@Check({
  name: 'agent_status_interval_no_overlap',
  expression: `exclude using gist (agent_id with =, tstzrange(started_at, ended_at) with &&)`,
})
@Index({
  name: 'agent_status_interval_open',
  expression: 'create unique index "agent_status_interval_open" on "agent_status_interval" (agent_id) where ended_at is null',
})
export class AgentStatusInterval {
  @Id() id!: string;
  @ForeignKey(() => Agent, 'agent_id') agentId!: string;
  @Enum({ items: () => AgentStatus }) status!: AgentStatus;
  @Moment() startedAt!: Date;
  @Moment({ nullable: true }) endedAt: Date | null = null;
  @ForeignKey(() => Agent, 'changed_by_id', { nullable: true }) changedById: string | null = null;
}
