import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Moment, Text } from './columns.js';
import type { EventType } from './enums.js';

/**
 * The event log: one row for each thing that happened, written last in its transaction. `id` is order and cursor
 * (identity, cache 1). No foreign keys: rows outlive what they name, and inserts must not lock other tables.
 */
@Entity({ tableName: 'event' })
@Index({ name: 'event_workspace', properties: ['workspaceId', 'id'] })
@Index({
  name: 'event_conversation',
  expression: 'create index "event_conversation" on "event" (conversation_id, id) where conversation_id is not null',
})
export class Event {
  @PrimaryKey({ type: 'bigint', columnType: 'bigint', autoincrement: true, generated: 'by default as identity' }) id!: string;
  @Property({ type: 'uuid' }) workspaceId!: string;
  @Text() type!: EventType;
  @Property({ type: 'uuid', nullable: true }) conversationId: string | null = null;
  @Property({ type: 'uuid', nullable: true }) channelId: string | null = null;
  /** The customer whose conversation it is. */
  @Property({ type: 'uuid', nullable: true }) customerId: string | null = null;
  /** The agent it concerns: who got, had or has the conversation; whose status or rights changed. */
  @Property({ type: 'uuid', nullable: true }) agentId: string | null = null;
  /** The record it is about: message, note, ticket. */
  @Property({ type: 'uuid', nullable: true }) subjectId: string | null = null;
  @Moment() at!: Date;
}
