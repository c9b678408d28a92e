import { Check, Entity, Index } from '@mikro-orm/decorators/legacy';
import { Agent } from './agent.js';
import { ForeignKey, Id, Moment, Text } from './columns.js';
import { Customer } from './customer.js';
import { Workspace } from './workspace.js';

/** A sign-in of an agent, or a customer's chat token; holds only the hash of its present refresh token. */
@Entity({ tableName: 'session' })
@Index({ name: 'session_agent', properties: ['agentId'] })
@Index({ name: 'session_customer', properties: ['customerId'] })
@Check({ name: 'session_one_principal', expression: '(agent_id is null) <> (customer_id is null)' })
export class Session {
  @Id() id!: string;
  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @ForeignKey(() => Agent, 'agent_id', { nullable: true }) agentId: string | null = null;
  @ForeignKey(() => Customer, 'customer_id', { nullable: true }) customerId: string | null = null;
  /** SHA-256, hex. Presenting an older one of the same session revokes the session: it was stolen. */
  @Text() refreshHash!: string;
  @Moment() createdAt!: Date;
  @Moment() expiresAt!: Date;
  @Moment({ nullable: true }) revokedAt: Date | null = null;
}
