import { Entity, Index } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ForeignKey, Id, Text, Whole } from './columns.js';
import { TicketMessage } from './ticket-message.js';
import { Workspace } from './workspace.js';

@ObjectType({ description: 'A file that came with a mail of the requester.' })
@Entity({ tableName: 'ticket_attachment' })
@Index({ name: 'ticket_attachment_message', properties: ['ticketMessageId'] })
export class TicketAttachment {
  @Field(() => ID, { description: 'The file’s typed id, `ticketattachment_…`.' })
  @Id()
  id!: string;

  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @ForeignKey(() => TicketMessage, 'ticket_message_id') ticketMessageId!: string;

  @Field(() => String, { description: 'Its name, cleaned: no path, no control characters, at most 120 characters.' })
  @Text()
  name!: string;

  @Field(() => String, {
    description:
      'Its media type, found in its content, not in what the sender said; `application/octet-stream` when it is none that is known.',
  })
  @Text()
  contentType!: string;

  @Field(() => Int, { description: 'Its size in bytes.' })
  @Whole()
  size!: number;

  @Text() storageKey!: string;
}
