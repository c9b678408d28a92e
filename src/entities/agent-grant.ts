import { Entity, Index } from '@mikro-orm/decorators/legacy';
import { Agent } from './agent.js';
import { Channel } from './channel.js';
import { ForeignKey, Id } from './columns.js';
import { Product } from './product.js';

/** An agent's authorisation for a product: for one channel of it, or (channel null) for all it has and will have. */
@Entity({ tableName: 'agent_grant' })
@Index({
  name: 'agent_grant_once',
  expression: 'create unique index "agent_grant_once" on "agent_grant" (agent_id, product_id, channel_id) nulls not distinct',
})
@Index({ name: 'agent_grant_product', properties: ['productId'] })
export class AgentGrant {
  @Id() id!: string;
  @ForeignKey(() => Agent, 'agent_id') agentId!: string;
  @ForeignKey(() => Product, 'product_id') productId!: string;
  @ForeignKey(() => Channel, 'channel_id', { nullable: true }) channelId: string | null = null;
}
