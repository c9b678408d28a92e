import { Entity, Index } from '@mikro-orm/decorators/legacy';
import { ForeignKey, Text } from './columns.js';
import { Conversation } from './conversation.js';
import { Workspace } from './workspace.js';

/**
 * What the archive's search reads: the customer's name, e-mail, phone, user name and the public messages, folded, in one
 * text made when the conversation is archived. Nothing is indexed while a chat is under way, so sending stays cheap. Without
 * `fastupdate`, whose list of pending entries somebody's resolving would have to clear, for a second and more.
 */
@Entity({ tableName: 'archive_document' })
@Index({
  name: 'archive_document_trigrams',
  expression:
    'create index "archive_document_trigrams" on "archive_document" using gin (workspace_id, document gin_trgm_ops) with (fastupdate = off)',
})
export class ArchiveDocument {
  @ForeignKey(() => Conversation, 'conversation_id', { primary: true }) conversationId!: string;
  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @Text() document!: string;
}
