import { Entity } from '@mikro-orm/decorators/legacy';
import { Id, Moment, Text } from './columns.js';

/** What a platform told, as it came and once its signature was found to fit: it stands here until a job has read it. */
@Entity({ tableName: 'inbound_webhook' })
export class InboundWebhook {
  @Id() id!: string;
  /** Text, not jsonb: a customer may send U+0000, which jsonb does not take. */
  @Text() body!: string;
  @Moment() receivedAt!: Date;
}
