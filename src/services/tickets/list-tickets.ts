import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import { TicketPriority, TicketStatus } from '../../entities/enums.js';
import { TicketType } from '../../entities/mail-enums.js';
import { Ticket } from '../../entities/ticket.js';
import { toRecord } from '../../records.js';
import { channelConditions, channelFilter } from '../channel-filter.js';
import { dateRange, email, ids } from '../inputs.js';
import { Conditions, encodePosition, forwardPaging, type Page, readPage } from '../paging.js';
import { agentQuery } from '../use-case.js';
import { tags } from './ticket-inputs.js';

const ticketFilter = z.object({
  ...channelFilter,
  statuses: z.array(z.enum(TicketStatus)).nullish(),
  priorities: z.array(z.enum(TicketPriority)).nullish(),
  topicIds: ids('topic').nullish(),
  types: z.array(z.enum(TicketType)).nullish(),
  tags: tags.nullish(),
  assigneeIds: ids('agent').nullish(),
  unassigned: z.boolean().nullish(),
  createdByIds: ids('agent').nullish(),
  requesterEmail: email.nullish(),
  numbers: z.array(z.number().int()).max(100, 'At most 100 numbers.').nullish(),
  createdAt: dateRange.nullish(),
});
type TicketFilter = z.output<typeof ticketFilter>;

const positionOf = ({ createdAt, id }: Ticket): string => encodePosition([createdAt.toISOString(), id]);

const conditionsOf = (actor: AgentActor, filter: TicketFilter): Conditions => {
  const { statuses, priorities, topicIds, types, createdByIds, requesterEmail, numbers, createdAt } = filter;
  const conditions = channelConditions(new Conditions(), 't', actor, filter);
  if (statuses) conditions.add('t.status = any(?::text[])', statuses);
  if (priorities) conditions.add('t.priority = any(?::text[])', priorities);
  if (topicIds) conditions.add('t.topic_id = any(?::uuid[])', topicIds);
  if (types) conditions.add('t.type = any(?::text[])', types);
  if (filter.tags) conditions.add('t.tags && ?::text[]', filter.tags);
  if (createdByIds) conditions.add('t.created_by_id = any(?::uuid[])', createdByIds);
  if (requesterEmail) conditions.add('t.requester_email = ?', requesterEmail);
  if (numbers) conditions.add('t.number = any(?::int[])', numbers);
  addAssignee(conditions, filter);
  if (createdAt?.from) conditions.add('t.created_at >= ?', createdAt.from);
  if (createdAt?.to) conditions.add('t.created_at < ?', createdAt.to);
  return conditions;
};

/** Nobody and somebody do not narrow each other: a desk looks at its own and at those nobody has in one list. */
const addAssignee = (conditions: Conditions, { assigneeIds, unassigned }: TicketFilter): void => {
  if (assigneeIds && unassigned) conditions.add('(t.assignee_id = any(?::uuid[]) or t.assignee_id is null)', assigneeIds);
  else if (assigneeIds) conditions.add('t.assignee_id = any(?::uuid[])', assigneeIds);
  else if (unassigned != null) conditions.add(`(t.assignee_id is null) = ?::boolean`, unassigned);
};

/** The tickets of the channels the caller may see, the newest first. */
export const listTickets = agentQuery(
  z.object({ filter: ticketFilter.nullish(), paging: forwardPaging }),
  async ({ em, actor }, { filter, paging }): Promise<Page<Ticket>> => {
    const { where, params } = conditionsOf(actor, filter ?? {});
    const sort = { column: 't.created_at', type: 'timestamptz', id: 't.id', descending: true } as const;
    const { rows, ...page } = await readPage(em, { columns: 't.*', from: 'ticket t', where, params, sort }, paging);
    return { nodes: rows.map((row) => toRecord(em, Ticket, row)), positionOf, ...page };
  },
);
