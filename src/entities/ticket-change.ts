import { Entity, Index } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { Agent } from './agent.js';
import { ForeignKey, Id, Moment, Text } from './columns.js';
import { Ticket } from './ticket.js';

@ObjectType({ description: 'A line of a ticket’s history: who changed what, when, from which value to which.' })
@Entity({ tableName: 'ticket_change' })
@Index({ name: 'ticket_change_ticket', properties: ['ticketId', 'changedAt'] })
export class TicketChange {
  @Field(() => ID, { description: 'The line’s typed id, `ticketchange_…`.' })
  @Id()
  id!: string;

  @ForeignKey(() => Ticket, 'ticket_id') ticketId!: string;
  @ForeignKey(() => Agent, 'agent_id', { nullable: true }) agentId: string | null = null;

  @Field(() => String, {
    description:
      'What changed: `created`, `status`, `priority`, `type`, `topic`, `assignee`, `subject`, `tags`; `reply` when an agent answered, `received` when the requester did, `note`, and `mail` when a mail was sent, failed or was retried.',
  })
  @Text()
  field!: string;

  @Field(() => String, { nullable: true, description: 'The value before; null when there was none.' })
  @Text({ nullable: true })
  before: string | null = null;

  @Field(() => String, {
    nullable: true,
    description:
      'The value after: the status, priority, type or subject; the id of the topic, assignee, reply or note; the tags, separated by commas; the state of a mail, with its reason.',
  })
  @Text({ nullable: true })
  after: string | null = null;

  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  @Moment()
  changedAt!: Date;
}
