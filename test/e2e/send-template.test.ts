import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeId, encodeId } from '../../src/ids.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
import {
  type ConnectedCompany,
  openConnectedCompany,
  openPlatformDesk,
  type PlatformDesk,
  subscribeWebhooks,
} from '../support/connected-company.js';
import { eventually } from '../support/eventually.js';
import { mutate } from '../support/mutations.js';
import { perform } from '../support/perform.js';
import { seedPlatformChat } from '../support/platform-chat.js';
import { listedTemplates } from '../support/templates.js';

const HOUR = 3_600_000;
const BODY = 'Merhaba {{first_name}} 👋 {{order}} numaralı siparişin hazır. شكرا';
const VALUES = { 'body.first_name': 'Işıl', 'body.order': 'A-1024' };

let office: PlatformDesk;
let at: ConnectedCompany;
let suna: AgentAtWork;
let templateIds: Record<string, string>;
beforeAll(async () => {
  office = await openPlatformDesk();
  at = await openConnectedCompany(office);
  const components = [{ type: 'BODY' as const, text: BODY }];
  office.platform.template(at.account, { name: 'hazir', parameter_format: 'NAMED', components });
  office.platform.template(at.account, { name: 'bekliyor', status: 'PENDING', components });
  suna = await at.company.supervisor();
  await perform(suna.client, 'refreshTemplates', { channelId: encodeId('channel', at.channel.id) });
  const listed = await listedTemplates(suna.client, at.channel);
  templateIds = Object.fromEntries(listed.map(({ name, id }) => [name, id]));
});
afterAll(() => office.stop());

let ayse: AgentAtWork;
let kemal: AgentAtWork;
beforeEach(async () => {
  await office.desk.sql(`update agent set status = 'OFFLINE' where workspace_id = $1`, [at.company.workspace.id]);
  ayse = await at.company.onlineAgent('Ayşe');
  kemal = await at.company.agent('Kemal');
});

interface Sent {
  id: string;
  conversationId: string;
  sequence: number;
  kind: string;
  text: string;
  delivery: { state: string } | null;
}

let numbers = 0;
/** A number of nobody who has written. */
const newNumber = (): string => `+90532${String(1_000_000 + numbers++)}`;

const send = async (agent: AgentAtWork, to: object, more: object = {}): Promise<Sent> => {
  const input = {
    ...{ channelId: encodeId('channel', at.channel.id), templateId: templateIds.hazir, to, clientMessageId: randomUUID() },
    ...{ variables: Object.entries(VALUES).map(([name, value]) => ({ name, value })), ...more },
  };
  const fields = 'message { id conversationId sequence kind text delivery { state } }';
  return (await perform<{ message: Sent }>(agent.client, 'sendTemplate', input, fields)).message;
};

/** A conversation of somebody who has written on WhatsApp, with Ayşe. */
const chatWithAyse = async (): Promise<{ conversationId: string }> => {
  const chat = await seedPlatformChat(office.desk, at.channel, 'Ali');
  await office.desk.sql(`update customer set platform_id = $2 where id = (select customer_id from conversation where id = $1)`, [
    decodeId('conversation', chat.conversationId),
    newNumber().slice(1),
  ]);
  await office.desk.server.app.router.route(at.company.workspace.id);
  expect(await ayse.looksAt(chat)).toMatchObject({ state: 'ACTIVE', agent: { name: 'Ayşe' } });
  return chat;
};

const setLastWrote = (chat: { conversationId: string }, ago: number) =>
  office.desk.sql('update conversation set last_customer_message_at = $2 where id = $1', [
    decodeId('conversation', chat.conversationId),
    new Date(office.desk.clock.now().getTime() - ago),
  ]);

describe('into a conversation', () => {
  test('that the caller has, whatever the window', async () => {
    const chat = await chatWithAyse();
    await setLastWrote(chat, 30 * HOUR);
    await expect(ayse.writes(chat, 'Merhaba')).rejects.toThrow('REPLY_WINDOW_CLOSED');
    const sent = await send(ayse, chat);
    const text = 'Merhaba Işıl 👋 A-1024 numaralı siparişin hazır. شكرا';
    expect(sent).toMatchObject({ conversationId: chat.conversationId, sequence: 2, kind: 'TEMPLATE', text });
    expect(await ayse.looksAt(chat)).toMatchObject({ state: 'ACTIVE', lastMessage: { text }, replyWindow: { kind: 'CLOSED' } });
    const [{ content } = { content: null }] = await office.desk.sql<{ content: unknown }>('select content from message where id = $1', [
      decodeId('message', sent.id),
    ]);
    const parameters = Object.entries(VALUES).map(([name, value]) => ({ type: 'text', text: value, parameter_name: name.slice(5) }));
    expect(content).toEqual({ template: { name: 'hazir', language: 'tr', components: [{ type: 'body', parameters }] } });
  });

  test('that a colleague has, or that waits: refused', async () => {
    const chat = await chatWithAyse();
    await expect(send(kemal, chat)).rejects.toThrow('NOT_ASSIGNED_TO_YOU input.to.conversationId');
    await expect(send(suna, chat)).rejects.toThrow('NOT_ASSIGNED_TO_YOU input.to.conversationId');
    await ayse.goesOffline();
    const waiting = await seedPlatformChat(office.desk, at.channel, 'Veli');
    await expect(send(kemal, waiting)).rejects.toThrow('INVALID_STATE input.to.conversationId');
  });

  test('that is resolved: it comes back to the caller, whatever the window', async () => {
    const chat = await chatWithAyse();
    await ayse.resolves(chat, at.company.topic);
    await setLastWrote(chat, 400 * HOUR);
    await expect(ayse.reactivates(chat)).rejects.toThrow('REACTIVATION_WINDOW_CLOSED');
    await expect(send(kemal, chat)).rejects.toThrow('AGENT_NOT_ONLINE input.to.conversationId');
    await kemal.goesOnline();
    await send(kemal, chat);
    expect(await kemal.looksAt(chat)).toMatchObject({ state: 'ACTIVE', agent: { name: 'Kemal' }, resolvedAt: null });
  });

  test('of another channel: it is not there', async () => {
    const web = await at.company.customerWithChat('Ece');
    await expect(send(ayse, { conversationId: web.conversationId })).rejects.toThrow('NOT_FOUND input.to.conversationId');
  });
});

describe('to a number', () => {
  test('of somebody who has never written: a conversation begins with the caller, and waits for an answer', async () => {
    const number = newNumber();
    const sent = await send(ayse, { phoneNumber: number, customerName: 'Çağla Öz' });
    const chat = await ayse.looksAt(sent);
    expect(chat).toMatchObject({
      ...{ state: 'ACTIVE', agent: { name: 'Ayşe' }, language: 'tr', replyWindow: { kind: 'CLOSED' }, previousConversation: null },
      ...{ customer: { name: 'Çağla Öz' }, unansweredSince: null, messages: { nodes: [{ senderKind: 'AGENT', sequence: 1 }] } },
      assignments: [{ reason: 'BEGUN', agent: { name: 'Ayşe' }, assignedBy: { name: 'Ayşe' }, endedAt: null }],
    });
    const customers = await office.desk.sql('select platform_id, phone from customer where channel_id = $1 and platform_id = $2', [
      at.channel.id,
      number.slice(1),
    ]);
    expect(customers).toEqual([{ platform_id: number.slice(1), phone: number }]);
    await expect(ayse.writes(chat, 'Merhaba')).rejects.toThrow('REPLY_WINDOW_CLOSED');
    await setLastWrote({ conversationId: chat.id }, 0);
    expect((await ayse.writes(chat, 'Hoş geldiniz')).message.sequence).toBe(2);
  });

  test('however it is written, it is one number; without a name that is what they are called', async () => {
    const number = newNumber();
    const first = await send(ayse, { phoneNumber: number });
    const second = await send(ayse, { phoneNumber: `${number.slice(0, 3)} (${number.slice(3, 6)}) ${number.slice(6)}` });
    expect(second.conversationId).toBe(first.conversationId);
    expect((await ayse.looksAt(first)).customer.name).toBe(number);
  });

  test('of a customer whose open conversation somebody else has, or nobody: refused, in words', async () => {
    const number = newNumber();
    const sent = await send(ayse, { phoneNumber: number });
    await kemal.goesOnline();
    await expect(send(kemal, { phoneNumber: number })).rejects.toThrow('OPEN_CONVERSATION_EXISTS input.to.phoneNumber');
    expect(await ayse.looksAt(sent)).toMatchObject({ agent: { name: 'Ayşe' } });
  });

  test('of a customer whose last conversation is in the archive: a new one, which goes on from it', async () => {
    const number = newNumber();
    const first = await send(ayse, { phoneNumber: number, customerName: 'Ece' });
    await ayse.resolves(first, at.company.topic);
    const second = await send(ayse, { phoneNumber: number, customerName: 'Başka' });
    expect(second.conversationId).not.toBe(first.conversationId);
    expect(await ayse.looksAt(second)).toMatchObject({ previousConversation: { id: first.conversationId }, customer: { name: 'Ece' } });
  });

  test('only by somebody who is Online, authorised and below capacity; and then nothing is left behind', async () => {
    const number = newNumber();
    const left = () =>
      office.desk.sql('select 1 from customer where channel_id = $1 and platform_id = $2', [at.channel.id, number.slice(1)]);
    await expect(send(kemal, { phoneNumber: number })).rejects.toThrow('AGENT_NOT_ONLINE input.to.phoneNumber');
    await suna.goesOnline();
    await expect(send(suna, { phoneNumber: number })).rejects.toThrow('AGENT_NOT_AUTHORISED input.to.phoneNumber');
    const busy = await at.company.onlineAgent('Meşgul', { capacity: 1 });
    await send(busy, { phoneNumber: newNumber() });
    await expect(send(busy, { phoneNumber: number })).rejects.toThrow('AT_CAPACITY input.to.phoneNumber');
    expect(await left()).toEqual([]);
    const stranger = await at.company.onlineAgent('Yaban', { grants: [] });
    await expect(send(stranger, { phoneNumber: number })).rejects.toThrow('NOT_FOUND input.channelId');
  });

  test('twelve at once never bring more than the capacity', async () => {
    const busy = await at.company.onlineAgent('Sınırlı', { capacity: 3 });
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        send(busy, { phoneNumber: newNumber() }).then(
          () => 'sent',
          (error: Error) => error.message.replace(/^.*: /, ''),
        ),
      ),
    );
    expect(answers.filter((answer) => answer === 'sent')).toHaveLength(3);
    expect(new Set(answers)).toEqual(new Set(['sent', 'AT_CAPACITY input.to.phoneNumber']));
    const open = await office.desk.sql(`select 1 from conversation where agent_id = $1 and state = 'ACTIVE'`, [busy.seeded.id]);
    expect(open).toHaveLength(3);
  });
});

describe('at the customer', () => {
  test('it arrives as approved, with its values, and their answer opens the window', async () => {
    const person = office.platform.person({ account: at.account, platform: 'WHATSAPP', name: 'Çağla Öz' });
    const sent = await send(ayse, { phoneNumber: `+${person.id}` });
    const delivery = async () => {
      const document = 'query ($id: ID!) { node(id: $id) { ... on Message { delivery { state reason } } } }';
      return (await ayse.client.ask<{ node: { delivery: { state: string; reason: string | null } } }>(document, { id: sent.id })).node
        .delivery;
    };
    expect(await eventually(delivery, ({ state }) => state !== 'QUEUED' && state !== 'SENDING')).toMatchObject({ reason: null });
    expect(person.receives).toEqual([
      expect.objectContaining({
        type: 'template',
        text: 'Merhaba Işıl 👋 A-1024 numaralı siparişin hazır. شكرا',
        template: { name: 'hazir', language: 'tr' },
      }),
    ]);
  });

  test('who writes at the same moment has one conversation, whoever is first', async () => {
    const beside = await openConnectedCompany(office);
    await subscribeWebhooks(office, beside);
    const { company, channel, account } = beside;
    office.platform.template(account, { name: 'tek', components: [{ type: 'BODY', text: 'Merhaba {{1}}' }] });
    const supervisor = await company.supervisor();
    await perform(supervisor.client, 'refreshTemplates', { channelId: encodeId('channel', channel.id) });
    const [template] = await listedTemplates(supervisor.client, channel);
    const { client } = await company.onlineAgent('Deniz');
    const people = Array.from({ length: 10 }, (_each, n) => office.platform.person({ account, platform: 'WHATSAPP', name: `Kişi ${n}` }));
    const outcomes = await Promise.all(
      people.map(async (person) => {
        person.writes('Merhaba, kargom nerede?');
        const input = {
          ...{ channelId: encodeId('channel', channel.id), templateId: template?.id, to: { phoneNumber: `+${person.id}` } },
          ...{ variables: [{ name: 'body.1', value: person.name }], clientMessageId: randomUUID() },
        };
        return (await mutate(client, 'sendTemplate', input)).codes;
      }),
    );
    for (const codes of outcomes) expect([[], ['OPEN_CONVERSATION_EXISTS']]).toContainEqual(codes);
    await office.platform.settled();
    const conversations = () =>
      office.desk.sql<{ conversations: number; written: number }>(
        `select count(distinct c.id)::int as conversations, count(*) filter (where m.sender_kind = 'CUSTOMER')::int as written
         from customer cu join conversation c on c.customer_id = cu.id left join message m on m.conversation_id = c.id
         where cu.channel_id = $1 group by cu.id`,
        [channel.id],
      );
    const taken = await eventually(conversations, (rows) => rows.length === 10 && rows.every(({ written }) => written === 1));
    expect(taken.map(({ conversations: count }) => count)).toEqual(Array(10).fill(1));
  });
});

describe('once', () => {
  test.each(['a number', 'a resolved conversation', 'an active conversation'])('twenty retries at once to %s send one', async (kind) => {
    const chat = kind === 'a number' ? null : await chatWithAyse();
    if (chat && kind === 'a resolved conversation') await ayse.resolves(chat, at.company.topic);
    const to = chat ?? { phoneNumber: newNumber() };
    const clientMessageId = randomUUID();
    const sent = await Promise.all(Array.from({ length: 20 }, () => send(ayse, to, { clientMessageId })));
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    const [first] = sent;
    const messages = await office.desk.sql(`select 1 from message where client_message_id = $1`, [clientMessageId]);
    const deliveries = await office.desk.sql('select 1 from message_delivery where message_id = $1', [
      decodeId('message', first?.id ?? ''),
    ]);
    expect([messages.length, deliveries.length]).toEqual([1, 1]);
  });

  test('a retry is answered whatever has changed since', async () => {
    const to = { phoneNumber: newNumber() };
    const clientMessageId = randomUUID();
    const first = await send(ayse, to, { clientMessageId });
    await ayse.resolves(first, at.company.topic);
    await ayse.goesOffline();
    expect((await send(ayse, to, { clientMessageId, templateId: templateIds.bekliyor })).id).toBe(first.id);
    expect((await send(ayse, first, { to: { conversationId: first.conversationId }, clientMessageId })).id).toBe(first.id);
  });

  test('two agents at once to one number: one has the conversation', async () => {
    await kemal.goesOnline();
    const number = newNumber();
    const answers = await Promise.all(
      [ayse, kemal].map((agent) =>
        send(agent, { phoneNumber: number }).then(
          () => 'sent',
          (error: Error) => error.message.replace(/^.*: /, ''),
        ),
      ),
    );
    expect(answers.sort()).toEqual(['OPEN_CONVERSATION_EXISTS input.to.phoneNumber', 'sent']);
  });
});

describe('refused', () => {
  const to = () => ({ phoneNumber: newNumber() });

  test('a template that is not approved, one of another channel', async () => {
    await expect(send(ayse, to(), { templateId: templateIds.bekliyor })).rejects.toThrow('TEMPLATE_NOT_SENDABLE input.templateId');
    const other = await openConnectedCompany(office);
    office.platform.template(other.account, { name: 'yabanci' });
    const supervisor = await other.company.supervisor();
    await perform(supervisor.client, 'refreshTemplates', { channelId: encodeId('channel', other.channel.id) });
    const [foreign] = await listedTemplates(supervisor.client, other.channel);
    await expect(send(ayse, to(), { templateId: foreign?.id })).rejects.toThrow('NOT_FOUND input.templateId');
  });

  test('values that are missing or wrong, by their place', async () => {
    const variables = (values: Record<string, string>) => ({ variables: Object.entries(values).map(([name, value]) => ({ name, value })) });
    await expect(send(ayse, to(), variables({ 'body.order': '1' }))).rejects.toThrow('INVALID_INPUT input.variables');
    await expect(send(ayse, to(), variables({ ...VALUES, 'body.order': 'a\nb' }))).rejects.toThrow('INVALID_INPUT input.variables.1.value');
    await expect(send(ayse, to(), variables({ ...VALUES, extra: 'x' }))).rejects.toThrow('INVALID_INPUT input.variables.2.name');
  });

  test('both recipients, neither, and a name without a number', async () => {
    const chat = await chatWithAyse();
    await expect(send(ayse, { ...chat, ...to() })).rejects.toThrow('INVALID_INPUT input.to');
    await expect(send(ayse, {})).rejects.toThrow('INVALID_INPUT input.to');
    await expect(send(ayse, { ...chat, customerName: 'Ali' })).rejects.toThrow('INVALID_INPUT input.to');
    await expect(send(ayse, { phoneNumber: '0532 111 22 33' })).rejects.toThrow('INVALID_INPUT input.to.phoneNumber');
  });

  test('by a channel that is not connected', async () => {
    const other = await openConnectedCompany(office);
    office.platform.template(other.account, { name: 'hazir', components: [{ type: 'BODY', text: 'x' }] });
    const supervisor = await other.company.supervisor();
    const channelId = encodeId('channel', other.channel.id);
    await perform(supervisor.client, 'refreshTemplates', { channelId });
    const [template] = await listedTemplates(supervisor.client, other.channel);
    const deniz = await other.company.onlineAgent('Deniz');
    await perform(supervisor.client, 'disconnectChannel', { channelId });
    await expect(send(deniz, to(), { channelId, templateId: template?.id, variables: [] })).rejects.toThrow(
      'INVALID_STATE input.channelId',
    );
  });
});
