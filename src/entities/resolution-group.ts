import { Entity, Index } from '@mikro-orm/decorators/legacy';
import { ForeignKey } from './columns.js';
import { Conversation } from './conversation.js';
import { Group } from './group.js';

/** A group that the person who archived a conversation was in at that moment: what the archive's group filter asks. */
@Entity({ tableName: 'resolution_group' })
@Index({ name: 'resolution_group_group', properties: ['groupId', 'conversationId'] })
export class ResolutionGroup {
  @ForeignKey(() => Conversation, 'conversation_id', { primary: true }) conversationId!: string;
  @ForeignKey(() => Group, 'group_id', { primary: true }) groupId!: string;
}
