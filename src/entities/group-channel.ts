import { Entity, Index } from '@mikro-orm/decorators/legacy';
import { Channel } from './channel.js';
import { ForeignKey } from './columns.js';
import { Group } from './group.js';

@Entity({ tableName: 'group_channel' })
@Index({ name: 'group_channel_channel', properties: ['channelId'] })
export class GroupChannel {
  @ForeignKey(() => Group, 'group_id', { primary: true }) groupId!: string;
  @ForeignKey(() => Channel, 'channel_id', { primary: true }) channelId!: string;
}
