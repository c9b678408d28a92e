import { Check, Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import type { Opt } from '@mikro-orm/postgresql';
import { Agent } from './agent.js';
import { ForeignKey, Id, Moment, Text } from './columns.js';
import { Customer } from './customer.js';
import { Device } from './device.js';
import { Workspace } from './workspace.js';

/** A sign-in of an agent, or a customer's chat token; holds only hashes of its refresh tokens (SHA-256, hex). See sessions/rules.ts. */
@Entity({ tableName: 'session' })
@Index({ name: 'session_agent', properties: ['agentId'] })
@Index({ name: 'session_customer', properties: ['customerId'] })
@Index({
  name: 'session_of_device',
  expression: 'create unique index "session_of_device" on "session" (device_id) where device_id is not null and revoked_at is null',
})
@Check({ name: 'session_one_principal', expression: '(agent_id is null) <> (customer_id is null)' })
export class Session {
  @Id() id!: string;
  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @ForeignKey(() => Agent, 'agent_id', { nullable: true }) agentId: string | null = null;
  @ForeignKey(() => Customer, 'customer_id', { nullable: true }) customerId: string | null = null;
  /** The customer's device it belongs to, which has no other that lives; null when the client told none. */
  @ForeignKey(() => Device, 'device_id', { nullable: true }) deviceId: string | null = null;
  /** Of the newest refresh token. */
  @Text() refreshHash!: string;
  /** Of those that came before it and may still be used, because the answers with them may have been lost; the newest last. */
  @Property({ type: 'string[]', columnType: 'text[]', default: [] as unknown as string }) unusedHashes: Opt<string[]> = [];
  /** Of the one that was used last; null before the first use. */
  @Text({ nullable: true }) previousHash: string | null = null;
  @Moment() createdAt!: Date;
  @Moment() expiresAt!: Date;
  @Moment({ nullable: true }) revokedAt: Date | null = null;
}
