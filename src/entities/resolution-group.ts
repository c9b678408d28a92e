import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { ForeignKey, Moment } from './columns.js';
import { Conversation } from './conversation.js';
import { Group } from './group.js';

/** A copy of the conversation's column, which stays as it is for as long as the row holds. */
const Copied = (column: string): PropertyDecorator => Property({ type: 'uuid', fieldName: column }) as PropertyDecorator;

/**
 * A group that the person who archived a conversation was in at that moment: what the archive's group filter asks. Written anew at each
 * archiving; what is copied from the conversation puts the group's conversations into the archive's order, and
 * `archivedAt` tells whether the row still holds: of one moved back to active it does not.
 */
@Entity({ tableName: 'resolution_group' })
@Index({
  name: 'resolution_group_archive',
  expression:
    'create index "resolution_group_archive" on "resolution_group" (group_id, channel_id, archived_at desc, conversation_id desc) include (resolved_by_id, topic_id)',
})
export class ResolutionGroup {
  @ForeignKey(() => Conversation, 'conversation_id', { primary: true }) conversationId!: string;
  @ForeignKey(() => Group, 'group_id', { primary: true }) groupId!: string;
  @Copied('channel_id') channelId!: string;
  @Copied('resolved_by_id') resolvedById!: string;
  @Copied('topic_id') topicId!: string;
  @Moment() archivedAt!: Date;
}
