import { Entity, Enum, Index } from '@mikro-orm/decorators/legacy';
import { Channel } from './channel.js';
import { ForeignKey, Moment, Text } from './columns.js';
import { ChannelType } from './enums.js';
import { Workspace } from './workspace.js';

/** The account on a platform that a channel is connected to. It is gone when the channel is disconnected. Never an object type. */
@Entity({ tableName: 'channel_account' })
@Index({
  name: 'channel_account_taken',
  expression: 'create unique index "channel_account_taken" on "channel_account" (type, external_id)',
})
@Index({
  name: 'channel_account_business',
  expression: 'create index "channel_account_business" on "channel_account" (business_account_id) where business_account_id is not null',
})
export class ChannelAccount {
  @ForeignKey(() => Channel, 'channel_id', { primary: true }) channelId!: string;
  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;

  /** The channel's own: an account of one platform may have the number that another has. */
  @Enum({ items: () => ChannelType }) type!: ChannelType;

  /** WhatsApp's phone number id, the Facebook page's id, or the Instagram professional account's id. */
  @Text() externalId!: string;

  /** WhatsApp: the business account, which owns the templates. */
  @Text({ nullable: true }) businessAccountId: string | null = null;

  @Text() accessTokenSealed!: string;
  @Text() appSecretSealed!: string;
  @Moment() connectedAt!: Date;

  /** Why nothing goes out, in words; null while it works. */
  @Text({ nullable: true }) problem: string | null = null;
}
