import { Entity, Enum, Index } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { Agent } from './agent.js';
import { ForeignKey, Id, Moment, Text } from './columns.js';
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

  @Field(() => String, { description: 'What was written, 1 to 20000 characters.' })
  @Text()
  text!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When the server took it.' })
  @Moment()
  sentAt!: Date;
}
