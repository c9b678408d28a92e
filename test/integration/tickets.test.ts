import { encodeId } from '../../src/ids.js';
import { type StartedChat, startChat, succeed } from '../support/chats.js';
import type { Client } from '../support/client.js';
import { change, convert, type Offices, openOffices, reply, TICKET, type TicketAnswer } from '../support/tickets.js';

let offices: Offices;
beforeAll(async () => {
  offices = await openOffices();
});
afterAll(() => offices.desk.stop());

const topicId = (): string => encodeId('topic', offices.delivery.id);

/** With Ayşe, who is the only one Online for shoes. */
const active = (text?: string): Promise<StartedChat> => startChat(offices.desk, offices.shoesWeb, 'Ali Veli', text);

const resolved = async (): Promise<StartedChat> => {
  const chat = await active();
  await succeed(offices.ayse, 'resolveConversation', { conversationId: chat.conversationId, topicId: topicId() });
  return chat;
};

const input = ({ conversationId }: StartedChat, more: object = {}): object => ({ conversationId, email: 'ali@example.com', ...more });

const codeAndPath = ({ userErrors }: { userErrors: { code: string; path: string[] }[] }): unknown[] =>
  userErrors.map(({ code, path }) => [code, path]);

interface Row {
  state: string;
  outcome: string | null;
  topic_id: string | null;
  [column: string]: unknown;
}

const rowOf = async ({ id }: StartedChat): Promise<Row> => {
  const [row] = await offices.desk.sql<Row>('select * from conversation where id = $1', [id]);
  if (!row) throw new Error('the conversation is gone');
  return row;
};

const eventsOf = async ({ id }: StartedChat): Promise<string[]> =>
  (await offices.desk.sql<{ type: string }>('select type from event where conversation_id = $1 order by id', [id])).map(({ type }) => type);

/** Everything a refusal must leave as it was. */
const everything = async (): Promise<unknown> =>
  offices.desk.sql(
    `select (select last_ticket_number from workspace where id = $1), (select count(*) from ticket), (select count(*) from ticket_change),
    (select count(*) from ticket_message), (select count(*) from note), (select max(id) from event),
    (select md5(string_agg(c::text, '' order by id)) from conversation c), (select md5(string_agg(t::text, '' order by id)) from ticket t)`,
    [offices.workspace.id],
  );

const unchanged = async (doing: () => Promise<unknown>): Promise<void> => {
  const before = await everything();
  await doing();
  expect(await everything()).toEqual(before);
};

describe('converting from the archive', () => {
  test('anyone authorised for the channel makes a ticket that takes topic, requester and transcript', async () => {
    const chat = await resolved();
    const answer = await convert(offices.mehmet, input(chat, { email: 'Ali@Example.COM' }));
    expect(answer.userErrors).toEqual([]);
    expect(answer.cursor).toMatch(/^e/);
    expect(answer.conversation).toMatchObject({ state: 'RESOLVED', outcome: 'CONVERTED', ticket: { id: answer.ticket?.id } });
    expect(answer.ticket).toMatchObject({
      status: 'UNRESOLVED',
      priority: 'LOW',
      subject: 'Delivery',
      topic: { name: 'Delivery' },
      requester: { name: 'Ali Veli', email: 'ali@example.com' },
      customer: { name: 'Ali Veli' },
      createdBy: { name: 'Mehmet' },
      product: { name: 'Shoes' },
      channel: { name: 'WEB_CHAT' },
      conversation: { id: chat.conversationId },
      transcript: { nodes: [{ text: 'Merhaba', sequence: 1 }] },
      messages: [],
      history: [{ field: 'created', before: null, after: 'UNRESOLVED', agent: { name: 'Mehmet' } }],
    });
    expect((await eventsOf(chat)).slice(-3)).toEqual(['conversation.resolved', 'ticket.created', 'conversation.converted']);
  });

  test('a subject of one’s own', async () => {
    const { ticket } = await convert(offices.ayse, input(await resolved(), { subject: '  Kargo nerede?  ' }));
    expect(ticket?.subject).toBe('Kargo nerede?');
  });

  test('its own topic may be given again, another one not', async () => {
    const chat = await resolved();
    const other = encodeId('topic', offices.returns.id);
    await unchanged(async () => {
      const refused = await convert(offices.ayse, input(chat, { topicId: other }));
      expect(codeAndPath(refused)).toEqual([['INVALID_INPUT', ['input', 'topicId']]]);
    });
    expect((await convert(offices.ayse, input(chat, { topicId: topicId() }))).userErrors).toEqual([]);
  });

  test('an archived topic that the conversation was resolved with still serves', async () => {
    const chat = await active();
    const topic = await offices.desk.seed.topic(offices.workspace, 'Season');
    await succeed(offices.ayse, 'resolveConversation', { conversationId: chat.conversationId, topicId: encodeId('topic', topic.id) });
    await offices.desk.sql('update topic set archived_at = now() where id = $1', [topic.id]);
    expect((await convert(offices.ayse, input(chat))).ticket?.topic.name).toBe('Season');
  });

  test('an abandoned one needs a topic, and keeps state and outcome', async () => {
    const chat = await startChat(offices.desk, offices.shoesQuiet);
    await succeed(chat.customer, 'endChat', { conversationId: chat.conversationId });
    await unchanged(async () => {
      expect(codeAndPath(await convert(offices.mehmet, input(chat)))).toEqual([['TOPIC_REQUIRED', ['input', 'topicId']]]);
      const unusable = { topicId: encodeId('topic', offices.bagsOnly.id) };
      expect(codeAndPath(await convert(offices.mehmet, input(chat, unusable)))).toEqual([['TOPIC_NOT_USABLE', ['input', 'topicId']]]);
    });
    const { ticket, conversation, userErrors } = await convert(offices.mehmet, input(chat, { topicId: topicId() }));
    expect(userErrors).toEqual([]);
    expect(ticket?.topic.name).toBe('Delivery');
    expect(conversation).toMatchObject({ state: 'ABANDONED', outcome: 'ABANDONED', ticket: { id: ticket?.id } });
    expect(await rowOf(chat)).toMatchObject({ state: 'ABANDONED', outcome: 'ABANDONED', topic_id: null });
  });

  test('the note is internal: beside the conversation, in no transcript, not for the customer', async () => {
    const chat = await resolved();
    const { ticket } = await convert(offices.ayse, input(chat, { note: 'müşteri kızgın' }));
    expect(ticket?.conversation.notes).toMatchObject([{ text: 'müşteri kızgın', afterSequence: 1, agent: { name: 'Ayşe' } }]);
    expect(ticket?.transcript.nodes.map(({ text }) => text)).toEqual(['Merhaba']);
    const own = await chat.customer.ask('{ myConversations { id state messages(first: 10) { nodes { text } } } }');
    expect(JSON.stringify(own)).not.toContain('kızgın');
    expect((await eventsOf(chat)).slice(-3)).toEqual(['note.added', 'ticket.created', 'conversation.converted']);
  });
});

describe('converting an active conversation', () => {
  test('resolves it first, under the same topic and holder rules, and lets the next one in', async () => {
    const { desk, kemal } = offices;
    const [first, second] = [await startChat(desk, offices.shoesNarrow), await startChat(desk, offices.shoesNarrow)];
    await succeed(kemal, 'changeMyStatus', { status: 'ONLINE' });
    expect([(await rowOf(first)).state, (await rowOf(second)).state]).toEqual(['ACTIVE', 'QUEUED']);
    await unchanged(async () => {
      expect(codeAndPath(await convert(kemal, input(first)))).toEqual([['TOPIC_REQUIRED', ['input', 'topicId']]]);
      expect(codeAndPath(await convert(offices.mehmet, input(first, { topicId: topicId() })))).toEqual([
        ['NOT_ASSIGNED_TO_YOU', ['input', 'conversationId']],
      ]);
      const unusable = { topicId: encodeId('topic', offices.bagsOnly.id) };
      expect(codeAndPath(await convert(kemal, input(first, unusable)))).toEqual([['TOPIC_NOT_USABLE', ['input', 'topicId']]]);
      const foreign = { topicId: encodeId('topic', offices.foreignTopic.id) };
      expect(codeAndPath(await convert(kemal, input(first, foreign)))).toEqual([['NOT_FOUND', ['input', 'topicId']]]);
    });
    const { ticket, conversation } = await convert(kemal, input(first, { topicId: topicId() }));
    expect(ticket).toMatchObject({ topic: { name: 'Delivery' }, subject: 'Delivery' });
    expect(conversation).toMatchObject({ state: 'RESOLVED', outcome: 'CONVERTED' });
    expect(await rowOf(second)).toMatchObject({ state: 'ACTIVE', agent_id: offices.kemalId });
    const open = await desk.sql('select from assignment where conversation_id = $1 and ended_at is null', [first.id]);
    expect(open).toEqual([]);
    expect((await eventsOf(first)).slice(-3)).toEqual(['conversation.resolved', 'ticket.created', 'conversation.converted']);
  });

  test('with the topic set before, by a supervisor', async () => {
    const chat = await active();
    await succeed(offices.ayse, 'setConversationTopic', { conversationId: chat.conversationId, topicId: topicId() });
    const { ticket, conversation } = await convert(offices.suna, input(chat));
    expect(ticket?.topic.name).toBe('Delivery');
    expect(conversation).toMatchObject({ state: 'RESOLVED', resolvedBy: { name: 'Suna' } });
  });

  test('that its customer has ended', async () => {
    const chat = await active();
    await succeed(chat.customer, 'endChat', { conversationId: chat.conversationId });
    const { conversation } = await convert(offices.ayse, input(chat, { topicId: topicId() }));
    expect(conversation).toMatchObject({ state: 'RESOLVED', outcome: 'CONVERTED' });
  });

  test('one that waits is refused', async () => {
    const chat = await startChat(offices.desk, offices.shoesQuiet);
    await unchanged(async () => {
      expect(codeAndPath(await convert(offices.suna, input(chat, { topicId: topicId() })))).toEqual([
        ['INVALID_STATE', ['input', 'conversationId']],
      ]);
    });
  });
});

describe('converting again', () => {
  test('gives the same ticket and writes nothing; another address is refused with the ticket', async () => {
    const chat = await resolved();
    const { ticket } = await convert(offices.ayse, input(chat));
    await unchanged(async () => {
      const again = await convert(offices.mehmet, input(chat, { email: 'ALI@EXAMPLE.COM', subject: 'Other', note: 'Other' }));
      expect(again).toMatchObject({ userErrors: [], cursor: null, ticket: { id: ticket?.id, subject: 'Delivery' } });
      const other = await convert(offices.ayse, input(chat, { email: 'veli@example.com' }));
      expect(codeAndPath(other)).toEqual([['ALREADY_CONVERTED', ['input', 'email']]]);
      expect(other).toMatchObject({ cursor: null, ticket: { id: ticket?.id, requester: { email: 'ali@example.com' } } });
    });
  });

  test('converted, reactivated, resolved again: the ticket stays, with the transcript of then', async () => {
    const chat = await resolved();
    const { ticket } = await convert(offices.ayse, input(chat));
    await succeed(offices.ayse, 'reactivateConversation', { conversationId: chat.conversationId });
    await succeed(offices.ayse, 'sendMessage', { conversationId: chat.conversationId, clientMessageId: 'm', text: 'Bir şey daha' });
    await unchanged(async () => {
      const again = await convert(offices.ayse, input(chat));
      expect(again).toMatchObject({ userErrors: [], ticket: { id: ticket?.id }, conversation: { state: 'ACTIVE', outcome: null } });
    });
    await succeed(offices.ayse, 'resolveConversation', { conversationId: chat.conversationId });
    const { conversation, ticket: still } = await convert(offices.ayse, input(chat));
    expect(conversation).toMatchObject({ state: 'RESOLVED', outcome: 'CONVERTED', ticket: { id: ticket?.id } });
    expect(still?.transcript.nodes.map(({ text }) => text)).toEqual(['Merhaba']);
  });

  test('20 at once make one ticket', async () => {
    const chat = await active();
    const clients = [offices.ayse, offices.suna];
    const before = await offices.lastNumber();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => convert(clients[n % 2] as Client, input(chat, { topicId: topicId() }))),
    );
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(new Set(answers.map(({ ticket }) => ticket?.id)).size).toBe(1);
    expect(answers.filter(({ cursor }) => cursor !== null)).toHaveLength(1);
    expect(await offices.lastNumber()).toBe(before + 1);
    expect((await eventsOf(chat)).filter((type) => type === 'ticket.created')).toHaveLength(1);
  });

  test('many different ones at once get numbers without gaps, refused ones among them', async () => {
    const chats: StartedChat[] = [];
    for (let n = 0; n < 30; n++) chats.push(await active());
    const before = await offices.lastNumber();
    const answers = await Promise.all(
      chats.map((chat, n) => convert(offices.suna, input(chat, n % 3 === 0 ? {} : { topicId: topicId() }))),
    );
    expect(answers.filter(({ userErrors }) => userErrors[0]?.code === 'TOPIC_REQUIRED')).toHaveLength(10);
    const numbers = answers.flatMap(({ ticket }) => ticket?.number ?? []).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, n) => before + 1 + n));
    expect(await offices.lastNumber()).toBe(before + 20);
  });
});

describe('handling a ticket', () => {
  let ticket: TicketAnswer;
  beforeAll(async () => {
    const converted = await convert(offices.ayse, input(await resolved()));
    if (!converted.ticket) throw new Error('no ticket');
    ticket = converted.ticket;
  });

  test('WAITING and RESOLVED are set by hand, the same one again changes nothing', async () => {
    const waiting = await change(offices.mehmet, { ticketId: ticket.id, status: 'WAITING' });
    expect(waiting.ticket?.status).toBe('WAITING');
    expect(waiting.cursor).toMatch(/^e/);
    await unchanged(async () => {
      expect(await change(offices.ayse, { ticketId: ticket.id, status: 'WAITING' })).toMatchObject({
        cursor: null,
        userErrors: [],
        ticket: { status: 'WAITING' },
      });
      for (const status of ['UNRESOLVED', 'REOPENED']) {
        expect(codeAndPath(await change(offices.ayse, { ticketId: ticket.id, status }))).toEqual([['INVALID_INPUT', ['input', 'status']]]);
      }
    });
    const { ticket: done } = await change(offices.ayse, { ticketId: ticket.id, status: 'RESOLVED' });
    expect(done?.history.slice(1)).toMatchObject([
      { field: 'status', before: 'UNRESOLVED', after: 'WAITING', agent: { name: 'Mehmet' } },
      { field: 'status', before: 'WAITING', after: 'RESOLVED', agent: { name: 'Ayşe' } },
    ]);
  });

  test('parallel changes leave a history in which each line begins where the one before ended', async () => {
    const { ticket: fresh } = await convert(offices.ayse, input(await resolved()));
    const statuses = Array.from({ length: 12 }, (_, n) => (n % 2 ? 'WAITING' : 'RESOLVED'));
    await Promise.all(statuses.map((status) => change(offices.ayse, { ticketId: fresh?.id, status })));
    const { history = [], status } = (await change(offices.ayse, { ticketId: fresh?.id, status: 'WAITING' })).ticket ?? {};
    expect(history.slice(1).map(({ before }) => before)).toEqual(history.slice(0, -1).map(({ after }) => after));
    expect(history.at(-1)?.after).toBe(status);
  });

  test('a reply is kept once for each client message id of an agent', async () => {
    const once = { ticketId: ticket.id, text: 'Kargonuz yolda', clientMessageId: 'reply-1' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => reply(offices.ayse, once)));
    expect(new Set(answers.map(({ message }) => message?.id)).size).toBe(1);
    expect(answers.filter(({ cursor }) => cursor !== null)).toHaveLength(1);
    const others = [
      await reply(offices.mehmet, once),
      await reply(offices.ayse, { ...once, clientMessageId: null }),
      await reply(offices.ayse, { ...once, clientMessageId: null }),
    ];
    const latest = others.at(-1)?.ticket;
    expect(latest?.messages).toMatchObject([
      { text: 'Kargonuz yolda', senderKind: 'AGENT', clientMessageId: 'reply-1', agent: { name: 'Ayşe' } },
      { clientMessageId: 'reply-1', agent: { name: 'Mehmet' } },
      { clientMessageId: null, agent: { name: 'Ayşe' } },
      { clientMessageId: null, agent: { name: 'Ayşe' } },
    ]);
    expect(latest?.history.filter(({ field }) => field === 'reply').map(({ after }) => after)).toEqual(
      latest?.messages.map(({ id }) => id),
    );
  });

  test('a ticket of another channel or workspace is no ticket', async () => {
    await unchanged(async () => {
      for (const stranger of [offices.zeynep, offices.foreigner]) {
        expect(codeAndPath(await change(stranger, { ticketId: ticket.id, status: 'WAITING' }))).toEqual([
          ['NOT_FOUND', ['input', 'ticketId']],
        ]);
        expect(codeAndPath(await reply(stranger, { ticketId: ticket.id, text: 'x' }))).toEqual([['NOT_FOUND', ['input', 'ticketId']]]);
        const converted = await convert(stranger, { conversationId: ticket.conversation.id, email: 'ali@example.com' });
        expect(codeAndPath(converted)).toEqual([['NOT_FOUND', ['input', 'conversationId']]]);
        expect(converted.ticket).toBeNull();
        expect(await stranger.ask(TICKET, { id: ticket.id })).toEqual({ ticket: null });
      }
      expect(await offices.mehmet.ask(TICKET, { id: ticket.id })).toMatchObject({ ticket: { id: ticket.id } });
      expect(await offices.suna.ask(TICKET, { id: encodeId('ticket', offices.workspace.id) })).toEqual({ ticket: null });
    });
  });
});

describe('bad input', () => {
  const unknown = encodeId('conversation', '01890000-0000-7000-8000-000000000000');
  const unknownTicket = encodeId('ticket', '01890000-0000-7000-8000-000000000000');

  test('of convertToTicket: code and path, nothing changed', async () => {
    const chat = await resolved();
    const cases: [object, string, string][] = [
      [{ conversationId: unknown }, 'NOT_FOUND', 'conversationId'],
      [{ conversationId: topicId() }, 'INVALID_ID', 'conversationId'],
      [{ conversationId: '' }, 'INVALID_ID', 'conversationId'],
      [{ topicId: chat.conversationId }, 'INVALID_ID', 'topicId'],
      [{ subject: '  ' }, 'INVALID_INPUT', 'subject'],
      [{ subject: 'x'.repeat(201) }, 'INVALID_INPUT', 'subject'],
      [{ note: '' }, 'INVALID_INPUT', 'note'],
      [{ note: 'x'.repeat(4001) }, 'INVALID_INPUT', 'note'],
      [{ email: `${'x'.repeat(250)}@example.com` }, 'INVALID_INPUT', 'email'],
    ];
    await unchanged(async () => {
      for (const [given, code, field] of cases)
        expect(codeAndPath(await convert(offices.suna, input(chat, given)))).toEqual([[code, ['input', field]]]);
      const noAddress = await offices.suna.send('mutation ($input: ConvertToTicketInput!) { convertToTicket(input: $input) { cursor } }', {
        input: input(chat, { email: 'nobody' }),
      });
      expect(noAddress.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    });
  });

  test('of changeTicketStatus and replyToTicket', async () => {
    const { ticket } = await convert(offices.ayse, input(await resolved()));
    const ticketId = ticket?.id;
    await unchanged(async () => {
      expect(codeAndPath(await change(offices.suna, { ticketId: unknownTicket, status: 'WAITING' }))).toEqual([
        ['NOT_FOUND', ['input', 'ticketId']],
      ]);
      expect(codeAndPath(await change(offices.suna, { ticketId: unknown, status: 'WAITING' }))).toEqual([
        ['INVALID_ID', ['input', 'ticketId']],
      ]);
      const cases: [object, string, string][] = [
        [{ ticketId: unknownTicket }, 'NOT_FOUND', 'ticketId'],
        [{ ticketId: unknown }, 'INVALID_ID', 'ticketId'],
        [{ text: ' ' }, 'INVALID_INPUT', 'text'],
        [{ text: 'x'.repeat(20_001) }, 'INVALID_INPUT', 'text'],
        [{ clientMessageId: '' }, 'INVALID_INPUT', 'clientMessageId'],
        [{ clientMessageId: 'x'.repeat(65) }, 'INVALID_INPUT', 'clientMessageId'],
      ];
      for (const [given, code, field] of cases)
        expect(codeAndPath(await reply(offices.suna, { ticketId, text: 'x', ...given }))).toEqual([[code, ['input', field]]]);
    });
    expect((await reply(offices.suna, { ticketId, text: 'x'.repeat(20_000) })).userErrors).toEqual([]);
  });
});
