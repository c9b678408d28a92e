import { Entity, Index } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { Agent } from './agent.js';
import { ForeignKey, Id, Moment, Text } from './columns.js';
import { Ticket } from './ticket.js';
import { Workspace } from './workspace.js';

@ObjectType({ description: 'An internal note on a ticket: the desk only, in no mail.' })
@Entity({ tableName: 'ticket_note' })
@Index({ name: 'ticket_note_ticket', properties: ['ticketId', 'writtenAt'] })
export class TicketNote {
  @Field(() => ID, { description: 'The note’s typed id, `ticketnote_…`.' })
  @Id()
  id!: string;

  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @ForeignKey(() => Ticket, 'ticket_id') ticketId!: string;
  @ForeignKey(() => Agent, 'agent_id') agentId!: string;

  @Field(() => String, { description: 'What was noted, 1 to 4000 characters.' })
  @Text()
  text!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was written.' })
  @Moment()
  writtenAt!: Date;
}
