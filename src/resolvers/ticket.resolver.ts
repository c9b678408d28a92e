import { Arg, Args, Ctx, ID, Resolver } from 'type-graphql';
import { Ticket } from '../entities/ticket.js';
import { findTicket } from '../services/nodes/find-node.js';
import { changeTicketStatus } from '../services/tickets/change-ticket-status.js';
import { convertToTicket } from '../services/tickets/convert-to-ticket.js';
import { listTickets } from '../services/tickets/list-tickets.js';
import { replyToTicket } from '../services/tickets/reply-to-ticket.js';
import type { Context } from './context.js';
import { RootMutation, RootQuery } from './root.js';
import { toConnection } from './types/connection.js';
import { ForwardPaging } from './types/paging.js';
import {
  ChangeTicketStatusInput,
  ChangeTicketStatusPayload,
  ConvertToTicketInput,
  ConvertToTicketPayload,
  ReplyToTicketInput,
  ReplyToTicketPayload,
  TicketConnection,
  TicketFilter,
} from './types/ticket.js';

@Resolver()
export class TicketResolver {
  @RootQuery(() => Ticket, {
    right: 'ticket.read',
    nullable: true,
    description: 'One ticket; null when there is none with this id that the caller may see.',
  })
  ticket(@Arg('id', () => ID, { description: 'The ticket’s id.' }) id: string, @Ctx() ctx: Context) {
    return ctx.ask(findTicket, { id });
  }

  @RootQuery(() => TicketConnection, { right: 'ticket.read', description: 'Tickets, the newest first.' })
  async tickets(
    @Arg('filter', () => TicketFilter, { nullable: true, description: 'What to narrow to. Default: everything the caller may see.' })
    filter: TicketFilter | null,
    @Args(() => ForwardPaging) { first, after }: ForwardPaging,
    @Ctx() ctx: Context,
  ) {
    return toConnection(await ctx.ask(listTickets, { filter, paging: { first, after } }));
  }

  @RootMutation(() => ConvertToTicketPayload, {
    right: 'ticket.handle',
    description:
      'Converts a conversation to a ticket, which takes its topic and its messages so far. From the archive: anyone authorised for its channel. An active one is resolved first, by the agent who has it or a supervisor. Converting again with the same address gives the same ticket and changes nothing, also after a reactivation.',
    errors: ['NOT_FOUND', 'INVALID_STATE', 'NOT_ASSIGNED_TO_YOU', 'TOPIC_REQUIRED', 'TOPIC_NOT_USABLE', 'ALREADY_CONVERTED'],
  })
  convertToTicket(
    @Arg('input', () => ConvertToTicketInput, { description: 'The conversation, and where the answer goes.' }) input: ConvertToTicketInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(convertToTicket, input);
  }

  @RootMutation(() => ChangeTicketStatusPayload, {
    right: 'ticket.handle',
    description: 'Sets a ticket WAITING or RESOLVED. The status it has already changes nothing.',
    errors: ['NOT_FOUND', 'TOPIC_REQUIRED', 'TOPIC_NOT_USABLE'],
  })
  changeTicketStatus(
    @Arg('input', () => ChangeTicketStatusInput, { description: 'The ticket and the status.' }) input: ChangeTicketStatusInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(changeTicketStatus, input);
  }

  @RootMutation(() => ReplyToTicketPayload, {
    right: 'ticket.handle',
    description:
      'Writes a reply, kept in the ticket once, however often it is retried with the same `clientMessageId`. It is not yet sent by e-mail.',
    errors: ['NOT_FOUND'],
  })
  replyToTicket(
    @Arg('input', () => ReplyToTicketInput, { description: 'The ticket and the reply.' }) input: ReplyToTicketInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(replyToTicket, input);
  }
}
