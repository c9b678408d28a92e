import type { Opt } from '@mikro-orm/core';
import { Entity, Enum, Index } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { Agent } from './agent.js';
import { Flag, ForeignKey, Id, Moment, Text } from './columns.js';
import { SenderKind } from './enums.js';
import { Ticket } from './ticket.js';
import { Workspace } from './workspace.js';

@ObjectType({ description: 'A reply in a ticket, of an agent or of the requester.' })
@Entity({ tableName: 'ticket_message' })
@Index({ name: 'ticket_message_ticket', properties: ['ticketId', 'sentAt'] })
@Index({
  name: 'ticket_message_once',
  expression:
    'create unique index "ticket_message_once" on "ticket_message" (ticket_id, agent_id, client_message_id) where client_message_id is not null',
})
@Index({
  name: 'ticket_message_mail',
  expression: 'create unique index "ticket_message_mail" on "ticket_message" (ticket_id, mail_id) where mail_id is not null',
})
export class TicketMessage {
  @Field(() => ID, { description: 'The reply’s typed id, `ticketmessage_…`.' })
  @Id()
  id!: string;

  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @ForeignKey(() => Ticket, 'ticket_id') ticketId!: string;

  @Field(() => SenderKind, { description: 'Who wrote it: AGENT or CUSTOMER.' })
  @Enum({ items: () => SenderKind })
  senderKind!: SenderKind;

  @ForeignKey(() => Agent, 'agent_id', { nullable: true }) agentId: string | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'The id the sending client gave, by which a retry is recognised; null when it gave none.',
  })
  @Text({ nullable: true })
  clientMessageId: string | null = null;

  @Field(() => String, {
    description:
      'What was written: of an agent 1 to 20000 characters; of the requester at most 100000, and empty when the mail says nothing.',
  })
  @Text()
  text!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Of a mail: what it quotes of earlier ones, folded away from `text`, at most 100000 characters; null when it quotes nothing.',
  })
  @Text({ nullable: true })
  quotedText: string | null = null;

  @Field(() => String, {
    nullable: true,
    description:
      'Of a mail that had HTML: all of it, cleaned before it was stored: no scripts, no styles, no forms, nothing that is fetched from elsewhere. Null when there was none.',
  })
  @Text({ nullable: true })
  html: string | null = null;

  @Field(() => String, { nullable: true, description: 'Of a mail: the name it says it comes from; null when it does not say.' })
  @Text({ nullable: true })
  fromName: string | null = null;

  @Field(() => String, {
    nullable: true,
    description:
      'Of a mail: the address it says it comes from, in lower case, at most 254 characters. Not proven: who knows the ticket’s reply address can write to it. Null for an agent’s reply.',
  })
  @Text({ nullable: true })
  fromAddress: string | null = null;

  @Field(() => Boolean, {
    description: 'Whether it was sent by a machine (out of office and the like). It changes no status and is never answered.',
  })
  @Flag({ default: false })
  automatic: Opt<boolean> = false;

  /** The mail’s Message-ID, by which the same mail is recognised; a digest of the mail when it had none. */
  @Text({ nullable: true }) mailId: string | null = null;

  @Field(() => GraphQLDateTimeISO, { description: 'When the server took it.' })
  @Moment()
  sentAt!: Date;
}
