import type { Opt } from '@mikro-orm/core';
import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { Channel } from './channel.js';
import { ForeignKey, Id, Moment, Text, Whole } from './columns.js';

/** What a platform told, as it came: it stands here until a job has read it. */
@Entity({ tableName: 'inbound_webhook' })
@Index({
  name: 'inbound_webhook_due',
  expression: 'create index "inbound_webhook_due" on "inbound_webhook" (channel_id, id) where due_at is not null',
})
export class InboundWebhook {
  /** In the order they came. */
  @Id() id!: string;
  /** In whose turn it is read: the first of `channelIds`. */
  @ForeignKey(() => Channel, 'channel_id') channelId!: string;
  /** The channels whose account's secret the signature was found to fit: what it says of others is not believed. */
  @Property({ type: 'string[]', columnType: 'uuid[]' }) channelIds!: string[];
  /** Text, not jsonb: a customer may send U+0000, which jsonb does not take. */
  @Text() body!: string;
  @Moment() receivedAt!: Date;
  @Whole({ default: 0 }) attempts: Opt<number> = 0;
  /** Not read before; null once it was given up, and is kept for whoever looks into why. */
  @Moment({ nullable: true }) dueAt: Date | null = null;
  /** What went wrong when it was read. */
  @Text({ nullable: true }) problem: string | null = null;
}
