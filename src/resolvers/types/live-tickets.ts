import { createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Ticket } from '../../entities/ticket.js';
import { Cursor } from '../scalars.js';
import { ChannelFilter, StreamGap } from './live.js';

export enum TicketHappening {
  CREATED = 'CREATED',
  CHANGED = 'CHANGED',
  REPLIED = 'REPLIED',
  RECEIVED = 'RECEIVED',
  NOTED = 'NOTED',
  MAIL_SENT = 'MAIL_SENT',
  MAIL_FAILED = 'MAIL_FAILED',
  MAIL_RETRIED = 'MAIL_RETRIED',
}
registerEnumType(TicketHappening, {
  name: 'TicketHappening',
  description: 'What happened to a ticket.',
  valuesConfig: {
    CREATED: { description: 'A conversation became a ticket.' },
    CHANGED: { description: 'Status, priority, type, topic, subject, tags or assignee changed.' },
    REPLIED: { description: 'An agent answered.' },
    RECEIVED: { description: 'A mail of the requester came in; the status may have changed with it.' },
    NOTED: { description: 'An internal note was added.' },
    MAIL_SENT: { description: 'A mail to the requester was sent.' },
    MAIL_FAILED: { description: 'A mail to the requester failed, or came back.' },
    MAIL_RETRIED: { description: 'A mail that had failed is sent again.' },
  },
});

@ObjectType({ description: 'Something happened to a ticket.' })
export class TicketChanged {
  @Field(() => Cursor, { description: 'The position of this event, for `after`.' })
  cursor!: bigint;

  @Field(() => TicketHappening, { description: 'What happened.' })
  change!: TicketHappening;

  @Field(() => Ticket, { description: 'The ticket as it stands now.' })
  ticket!: Ticket;
}

export const TicketChangedOrGap = createUnionType({
  name: 'TicketChangedOrGap',
  description: 'A change of a ticket, or word that some are missing.',
  types: () => [TicketChanged, StreamGap] as const,
  resolveType: (value: object) => ('resumeFrom' in value ? StreamGap : TicketChanged),
});

@InputType({ description: 'Which tickets to follow. What is not given does not narrow.' })
export class TicketChangedFilter extends ChannelFilter {
  @Field(() => ID, { nullable: true, description: 'Only this ticket.' })
  ticketId?: string | null;
}
