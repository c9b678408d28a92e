import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { encodeId } from '../../src/ids.js';
import { startChat, succeed } from '../support/chats.js';
import type { Client } from '../support/client.js';
import { mutate } from '../support/mutations.js';
import { convert, type Offices, openOffices, TICKETS, type TicketsAnswer } from '../support/tickets.js';

let offices: Offices;
beforeAll(async () => {
  offices = await openOffices();
});
afterAll(() => offices.desk.stop());

const newTicket = async (email = 'ali@example.com'): Promise<string> => {
  const { desk, shoesWeb, ayse, delivery, workspace } = offices;
  const { conversationId } = await startChat(desk, shoesWeb);
  await desk.server.app.router.route(workspace.id);
  await succeed(ayse, 'resolveConversation', { conversationId, topicId: encodeId('topic', delivery.id) });
  const { ticket } = await convert(ayse, { conversationId, email });
  if (!ticket) throw new Error('no ticket');
  return ticket.id;
};

interface Edited {
  ticket: {
    subject: string;
    priority: string;
    type: string | null;
    tags: string[];
    topic: { name: string };
    assignee: { name: string } | null;
    notes: { text: string; agent: { name: string } }[];
    history: { field: string; before: string | null; after: string | null; agent: { name: string } | null }[];
  };
}
const FIELDS =
  'cursor ticket { subject priority type tags topic { name } assignee { name } notes { text agent { name } } history { field before after agent { name } } }';
const edit = (client: Client, mutation: string, input: object) =>
  mutate<Edited & { cursor: string | null }>(client, mutation, input, FIELDS);

describe('a ticket is changed', () => {
  test('each change is a line of the history: who, what, before, after', async () => {
    const { ayse, returns } = offices;
    const ticketId = await newTicket();
    const changes = {
      priority: 'URGENT',
      type: 'COMPLAINT',
      subject: 'İade',
      tags: ['KARGO', 'iade', 'Kargo'],
      topicId: encodeId('topic', returns.id),
    };
    const { codes, fields } = await edit(ayse, 'updateTicket', { ticketId, ...changes });
    expect(codes).toEqual([]);
    expect(fields.ticket).toMatchObject({
      priority: 'URGENT',
      type: 'COMPLAINT',
      subject: 'İade',
      tags: ['kargo', 'iade'],
      topic: { name: 'Returns' },
    });
    const lines = fields.ticket.history.slice(1).map(({ field, before, after, agent }) => [field, before, after, agent?.name]);
    expect(lines.sort()).toEqual([
      ['priority', 'LOW', 'URGENT', 'Ayşe'],
      ['subject', 'Delivery', 'İade', 'Ayşe'],
      ['tags', null, 'kargo, iade', 'Ayşe'],
      ['topic', encodeId('topic', offices.delivery.id), encodeId('topic', returns.id), 'Ayşe'],
      ['type', null, 'COMPLAINT', 'Ayşe'],
    ]);
    const again = await edit(ayse, 'updateTicket', { ticketId, ...changes });
    expect([again.codes, again.fields.cursor]).toEqual([[], null]);
    const cleared = await edit(ayse, 'updateTicket', { ticketId, type: null, tags: [] });
    expect(cleared.fields.ticket).toMatchObject({ type: null, tags: [], priority: 'URGENT' });
  });

  test('it is given to an agent whatever their status, and to nobody', async () => {
    const { ayse, kemalId, kemal } = offices;
    const ticketId = await newTicket();
    const [me] = (
      await ayse.ask<{ agents: { nodes: { id: string; name: string }[] } }>('{ agents(first: 100) { nodes { id name } } }')
    ).agents.nodes.filter(({ name }) => name === 'Mehmet');
    const { fields } = await edit(ayse, 'assignTicket', { ticketId, agentId: me?.id });
    expect(fields.ticket.assignee).toEqual({ name: 'Mehmet' });
    expect((await edit(ayse, 'assignTicket', { ticketId, agentId: encodeId('agent', kemalId) })).codes).toEqual(['AGENT_NOT_AUTHORISED']);
    expect((await edit(kemal, 'assignTicket', { ticketId, agentId: me?.id })).codes).toEqual(['NOT_FOUND']);
    expect((await edit(ayse, 'assignTicket', { ticketId, agentId: me?.id })).fields.cursor).toBeNull();
    const nobody = await edit(ayse, 'assignTicket', { ticketId });
    expect(nobody.fields.ticket.assignee).toBeNull();
    expect(nobody.fields.ticket.history.at(-1)).toMatchObject({ field: 'assignee', before: me?.id, after: null });
  });

  test('notes are the desk’s', async () => {
    const ticketId = await newTicket();
    const { fields } = await edit(offices.mehmet, 'addTicketNote', { ticketId, text: 'Kargoyu aradım' });
    expect(fields.ticket.notes).toEqual([{ text: 'Kargoyu aradım', agent: { name: 'Mehmet' } }]);
    expect(fields.ticket.history.at(-1)).toMatchObject({ field: 'note', agent: { name: 'Mehmet' } });
  });
});

describe('the list', () => {
  const list = async (filter: object, client = offices.suna): Promise<string[]> =>
    (await client.ask<TicketsAnswer>(TICKETS, { filter, first: 100 })).tickets.nodes.map(({ id }) => id);

  test('narrows by each filter, alone and together', async () => {
    const { ayse } = offices;
    const [one, two] = [await newTicket('filter@example.com'), await newTicket('filter@example.com')];
    const { nodes: agents } = (
      await ayse.ask<{ agents: { nodes: { id: string; name: string }[] } }>('{ agents(first: 100) { nodes { id name } } }')
    ).agents;
    const idOf = (name: string) => agents.find((agent) => agent.name === name)?.id;
    await edit(ayse, 'updateTicket', { ticketId: one, type: 'PROBLEM', tags: ['ışıklı', 'kutu'] });
    await edit(ayse, 'assignTicket', { ticketId: one, agentId: idOf('Ayşe') });
    const requesterEmail = 'FILTER@example.com';
    expect(await list({ requesterEmail })).toEqual([two, one]);
    const cases: [object, string[]][] = [
      [{ types: ['PROBLEM'] }, [one]],
      [{ types: ['QUESTION'] }, []],
      [{ types: [] }, []],
      [{ tags: ['KUTU', 'başka'] }, [one]],
      [{ tags: [] }, []],
      [{ assigneeIds: [idOf('Ayşe')] }, [one]],
      [{ unassigned: true }, [two]],
      [{ unassigned: false }, [one]],
      [{ assigneeIds: [idOf('Ayşe')], unassigned: true }, [two, one]],
      [{ assigneeIds: [idOf('Mehmet')] }, []],
      [{ createdByIds: [idOf('Ayşe')] }, [two, one]],
      [{ createdByIds: [idOf('Mehmet')] }, []],
      [{ types: ['PROBLEM'], tags: ['kutu'], assigneeIds: [idOf('Ayşe')], statuses: ['UNRESOLVED'], priorities: ['LOW'] }, [one]],
    ];
    for (const [filter, expected] of cases) expect([filter, await list({ requesterEmail, ...filter })]).toEqual([filter, expected]);
    const { nodes } = (await offices.suna.ask<TicketsAnswer>(TICKETS, { filter: { requesterEmail }, first: 1 })).tickets;
    expect(await list({ numbers: [nodes[0]?.number] })).toEqual([two]);
    expect(await list({ requesterEmail }, offices.zeynep)).toEqual([]);
  });
});

describe('ticketChanged', () => {
  const DOCUMENT = `subscription ($filter: TicketChangedFilter, $after: Cursor) {
    ticketChanged(filter: $filter, after: $after) { ... on TicketChanged { cursor change ticket { id } } ... on StreamGap { reason } }
  }`;
  interface Changed {
    ticketChanged: { cursor: string; change: string; ticket: { id: string } };
  }

  test('tells of each change, and after a cursor of what was missed, no event twice', async () => {
    const { ayse, mehmet } = offices;
    const ticketId = await newTicket();
    const all = mehmet.follow<Changed>(DOCUMENT, { filter: { ticketId }, after: 'e0' });
    const first = await all.next();
    expect(first.ticketChanged).toMatchObject({ change: 'CREATED', ticket: { id: ticketId } });
    await edit(ayse, 'addTicketNote', { ticketId, text: 'x' });
    await edit(ayse, 'updateTicket', { ticketId, priority: 'HIGH' });
    expect((await all.next()).ticketChanged.change).toBe('NOTED');
    expect((await all.next()).ticketChanged.change).toBe('CHANGED');
    all.stop();
    await succeed(ayse, 'replyToTicket', { ticketId, text: 'Yarın' });
    const rest = mehmet.follow<Changed>(DOCUMENT, { filter: { ticketId }, after: first.ticketChanged.cursor });
    await rest.next(({ ticketChanged }) => ticketChanged.change === 'REPLIED');
    expect(rest.seen.map(({ ticketChanged }) => ticketChanged.change)).toEqual(['NOTED', 'CHANGED', 'REPLIED']);
    rest.stop();
  });

  test('who has no grant for the channel hears nothing, nor does another workspace', async () => {
    const quiet = [offices.zeynep, offices.foreigner].map((client) => client.follow<Changed>(DOCUMENT, { after: 'e0' }));
    const heard = offices.suna.follow<Changed>(DOCUMENT, { filter: { productId: encodeId('product', offices.shoes.id) } });
    const ticketId = await newTicket();
    await heard.next(({ ticketChanged }) => ticketChanged.ticket.id === ticketId);
    for (const each of quiet) {
      expect([each.seen, each.errors]).toEqual([[], []]);
      each.stop();
    }
    heard.stop();
  });
});
