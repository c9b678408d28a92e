import { Entity, Index, PrimaryKey } from '@mikro-orm/decorators/legacy';
import { Agent } from './agent.js';
import { ForeignKey, Moment } from './columns.js';

/**
 * That a process holds a socket of an agent, and when the agent last answered there. A row a process, written anew at each
 * heartbeat: the agent's own row is held by routing, and is written only when the fact changes.
 */
@Entity({ tableName: 'agent_lease' })
@Index({ name: 'agent_lease_seen', properties: ['seenAt'] })
export class AgentLease {
  @ForeignKey(() => Agent, 'agent_id', { primary: true }) agentId!: string;
  /** The process: a random id of each start. */
  @PrimaryKey({ type: 'uuid' }) nodeId!: string;
  @Moment() seenAt!: Date;
}
