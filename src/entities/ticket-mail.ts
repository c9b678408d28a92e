import type { Opt } from '@mikro-orm/core';
import { Entity, Enum, Index, Unique } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO, GraphQLEmailAddress } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ForeignKey, Id, Moment, Text, Whole } from './columns.js';
import { MailPurpose, MailState } from './mail-enums.js';
import { Ticket } from './ticket.js';
import { TicketMessage } from './ticket-message.js';
import { Workspace } from './workspace.js';

@ObjectType({ description: 'A mail to the requester of a ticket, and how far it is.' })
@Entity({ tableName: 'ticket_mail' })
@Index({ name: 'ticket_mail_ticket', properties: ['ticketId', 'queuedAt'] })
@Index({
  name: 'ticket_mail_of_message',
  expression: 'create unique index "ticket_mail_of_message" on "ticket_mail" (ticket_message_id) where ticket_message_id is not null',
})
@Index({
  name: 'ticket_mail_confirmation',
  expression: `create unique index "ticket_mail_confirmation" on "ticket_mail" (ticket_id) where purpose = 'CONFIRMATION'`,
})
export class TicketMail {
  @Field(() => ID, { description: 'The mail’s typed id, `ticketmail_…`.' })
  @Id()
  id!: string;

  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @ForeignKey(() => Ticket, 'ticket_id') ticketId!: string;
  /** The reply it carries; null for the confirmation. */
  @ForeignKey(() => TicketMessage, 'ticket_message_id', { nullable: true }) ticketMessageId: string | null = null;

  @Field(() => MailPurpose, { description: 'What it is for.' })
  @Enum({ items: () => MailPurpose })
  purpose!: MailPurpose;

  @Field(() => MailState, { description: 'How far it is.' })
  @Enum({ items: () => MailState, default: MailState.QUEUED })
  state: Opt<MailState> = MailState.QUEUED;

  @Field(() => GraphQLEmailAddress, { description: 'Where it goes.' })
  @Text()
  recipient!: string;

  @Field(() => Int, { description: 'How often it was tried.' })
  @Whole({ default: 0 })
  attempts: Opt<number> = 0;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was not sent yet, or not at all, in words; null when there is nothing to say.',
  })
  @Text({ nullable: true })
  reason: string | null = null;

  /** The Message-ID, made when the mail is: each try repeats it, so that a mail sent twice is recognised as one. */
  @Unique({ name: 'ticket_mail_message_id' })
  @Text()
  messageId!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was written.' })
  @Moment()
  queuedAt!: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When the mail server took it; null until then.' })
  @Moment({ nullable: true })
  sentAt: Date | null = null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it failed for good; null unless it is FAILED.' })
  @Moment({ nullable: true })
  failedAt: Date | null = null;
}
