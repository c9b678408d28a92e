import { Entity, Index } from '@mikro-orm/decorators/legacy';
import { Channel } from './channel.js';
import { ForeignKey, Moment, Text } from './columns.js';
import { Message } from './message.js';

/** What the platform calls a message, in either direction. Each name counts once, whatever the platform repeats. */
@Entity({ tableName: 'platform_message' })
@Index({ name: 'platform_message_of', properties: ['messageId'] })
export class PlatformMessage {
  @ForeignKey(() => Channel, 'channel_id', { primary: true }) channelId!: string;
  /** E.g. `wamid.…` or `m_…`. */
  @Text({ primary: true }) platformId!: string;
  @ForeignKey(() => Message, 'message_id') messageId!: string;
  @Moment() knownAt!: Date;
}
