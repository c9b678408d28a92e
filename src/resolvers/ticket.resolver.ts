import { Arg, Args, Ctx, ID, Resolver } from 'type-graphql';
import { Ticket } from '../entities/ticket.js';
import { findTicket } from '../services/nodes/find-node.js';
import { addTicketNote } from '../services/tickets/add-ticket-note.js';
import { assignTicket } from '../services/tickets/assign-ticket.js';
import { changeTicketStatus } from '../services/tickets/change-ticket-status.js';
import { convertToTicket } from '../services/tickets/convert-to-ticket.js';
import { listTickets } from '../services/tickets/list-tickets.js';
import { replyToTicket } from '../services/tickets/reply-to-ticket.js';
import { retryTicketMail } from '../services/tickets/retry-ticket-mail.js';
import { updateTicket } from '../services/tickets/update-ticket.js';
import type { Context } from './context.js';
import { RootMutation, RootQuery } from './root.js';
import { toConnection } from './types/connection.js';
import { ForwardPaging } from './types/paging.js';
import {
  AddTicketNoteInput,
  AddTicketNotePayload,
  AssignTicketInput,
  AssignTicketPayload,
  ChangeTicketStatusInput,
  ChangeTicketStatusPayload,
  ConvertToTicketInput,
  ConvertToTicketPayload,
  ReplyToTicketInput,
  ReplyToTicketPayload,
  RetryTicketMailInput,
  RetryTicketMailPayload,
  TicketConnection,
  TicketFilter,
  UpdateTicketInput,
  UpdateTicketPayload,
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
      'Converts a conversation to a ticket, which takes its topic and its messages so far. From the archive: anyone authorised for its channel. An active one is resolved first, by the agent who has it or a supervisor. Converting again with the same address gives the same ticket and changes nothing, also after a reactivation. The requester gets a mail with the number and the transcript: `ticket.confirmation` tells how far it is.',
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
      'Writes a reply, kept in the ticket once, however often it is retried with the same `clientMessageId`, and sends it to the requester by e-mail: `message.mail` tells how far that is.',
    errors: ['NOT_FOUND'],
  })
  replyToTicket(
    @Arg('input', () => ReplyToTicketInput, { description: 'The ticket and the reply.' }) input: ReplyToTicketInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(replyToTicket, input);
  }

  @RootMutation(() => UpdateTicketPayload, {
    right: 'ticket.handle',
    description: 'Changes subject, priority, type, topic and tags. What is as it was is no change.',
    errors: ['NOT_FOUND', 'TOPIC_NOT_USABLE'],
  })
  updateTicket(
    @Arg('input', () => UpdateTicketInput, { description: 'The ticket and its changes.' }) input: UpdateTicketInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(updateTicket, input);
  }

  @RootMutation(() => AssignTicketPayload, {
    right: 'ticket.handle',
    description: 'Gives a ticket to an agent, whatever their status, or to nobody. Who has it already keeps it: nothing changes.',
    errors: ['NOT_FOUND', 'AGENT_NOT_AUTHORISED'],
  })
  assignTicket(
    @Arg('input', () => AssignTicketInput, { description: 'The ticket and the agent.' }) input: AssignTicketInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(assignTicket, input);
  }

  @RootMutation(() => AddTicketNotePayload, {
    right: 'ticket.handle',
    description: 'Adds an internal note to a ticket: for the desk only, in no mail.',
    errors: ['NOT_FOUND'],
  })
  addTicketNote(
    @Arg('input', () => AddTicketNoteInput, { description: 'The ticket and the note.' }) input: AddTicketNoteInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(addTicketNote, input);
  }

  @RootMutation(() => RetryTicketMailPayload, {
    right: 'ticket.handle',
    description: 'Sends a mail again that FAILED, with the product’s mail settings and texts of now, under the same Message-ID.',
    errors: ['NOT_FOUND', 'INVALID_STATE'],
  })
  retryTicketMail(
    @Arg('input', () => RetryTicketMailInput, { description: 'The mail.' }) input: RetryTicketMailInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(retryTicketMail, input);
  }
}
