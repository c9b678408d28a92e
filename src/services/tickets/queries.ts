import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../../database.js';
import { Ticket } from '../../entities/ticket.js';

// Raw SQL in this file: row locks weaker than FOR UPDATE, so that foreign keys to the rows are not held up.

const LOCK = 'select * from ticket where id = $1 for no key update';

export const lockTicketRow = async (em: EntityManager, id: string): Promise<Ticket | undefined> => {
  const [row] = await named(em, LOCK, [id]);
  return row && em.map(Ticket, row);
};

/** Locks as FOR NO KEY UPDATE does, and moves the counter: a rolled back conversion gives its number back, so there are no gaps. */
const NEXT_NUMBER = 'update workspace set last_ticket_number = last_ticket_number + 1 where id = $1 returning last_ticket_number as number';

/** Every conversion of the workspace waits for this row: ask as late as possible, holding everything else already. */
export const nextTicketNumber = async (em: EntityManager, workspaceId: string): Promise<number> => {
  const [row] = await named<{ number: number }>(em, NEXT_NUMBER, [workspaceId]);
  if (!row) throw new Error('the workspace is missing');
  return row.number;
};

const HANDLES = `select a.role <> 'AGENT' or exists (select from agent_grant g join channel ch on ch.product_id = g.product_id and (g.channel_id is null or g.channel_id = ch.id)
    where g.agent_id = a.id and ch.id = $3) as authorised
  from agent a where a.id = $1 and a.workspace_id = $2 and a.deactivated_at is null`;

/** Whether an active agent of the workspace may see the ticket; undefined when there is no such agent. */
export const mayHandle = async (
  em: EntityManager,
  { workspaceId, channelId }: Ticket,
  agentId: string,
): Promise<{ authorised: boolean } | undefined> =>
  (await named<{ authorised: boolean }>(em, HANDLES, [agentId, workspaceId, channelId]))[0];
