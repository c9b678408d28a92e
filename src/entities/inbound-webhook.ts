import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Id, Moment, Text } from './columns.js';

/** What a platform told, as it came: it stands here until a job has read it. */
@Entity({ tableName: 'inbound_webhook' })
export class InboundWebhook {
  @Id() id!: string;
  /** Text, not jsonb: a customer may send U+0000, which jsonb does not take. */
  @Text() body!: string;
  /** The channels whose account's secret the signature was found to fit: what it says of others is not believed. */
  @Property({ type: 'string[]', columnType: 'uuid[]' }) channelIds!: string[];
  @Moment() receivedAt!: Date;
}
