import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ChannelType, OnOffline } from '../../src/entities/enums.js';
import { encodeId } from '../../src/ids.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
import { Company } from '../support/company.js';
import type { Customer } from '../support/customer.js';
import { Desk } from '../support/desk.js';
import { perform, Refused } from '../support/perform.js';
import { RawSocket } from '../support/raw-socket.js';

let desk: Desk;
let company: Company;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());
beforeEach(async () => {
  company = await Company.open(desk);
});

const events = async (conversationUuid: string): Promise<string[]> =>
  (await desk.sql<{ type: string }>('select type from event where conversation_id = $1 order by id', [conversationUuid])).map(
    ({ type }) => type,
  );

describe('the customer ends', () => {
  test('while QUEUED, never assigned: ABANDONED, in the archive with that outcome, contact details kept', async () => {
    const ali = await company.customerWithChat('Ali');
    expect(await ali.ends()).toMatchObject({ state: 'ABANDONED', endedBy: 'CUSTOMER', placeInQueue: null });
    const ayse = await company.onlineAgent('Ayşe');
    expect(await ayse.looksAt(ali)).toMatchObject({
      outcome: 'ABANDONED',
      agent: null,
      customer: { name: 'Ali', email: 'ali@example.com' },
    });
    expect(await ayse.archived({ outcomes: ['ABANDONED'] })).toEqual(['Ali']);
    expect(await ayse.looksAtSelf()).toMatchObject({ activeCount: 0 });
  });

  test('after a hand-back, while QUEUED: back to the last agent, awaiting its topic, taking no capacity', async () => {
    company = await Company.open(desk, { onOffline: OnOffline.HAND_BACK });
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    await ayse.goesOffline();
    expect(await ali.looksAtChat()).toMatchObject({ state: 'QUEUED', placeInQueue: 1 });
    expect(await ali.ends()).toMatchObject({ state: 'ACTIVE', endedBy: 'CUSTOMER', placeInQueue: null });
    expect(await ayse.looksAt(ali)).toMatchObject({ agent: { name: 'Ayşe' }, assignments: [{ endReason: 'AGENT_OFFLINE' }] });
    expect(await ayse.looksAtSelf()).toMatchObject({ activeCount: 0 });
    expect(await ayse.activeList({ agentIds: [ayse.id] })).toEqual(['Ali']);
    expect(await ayse.resolves(ali, company.topic)).toMatchObject({ conversation: { state: 'RESOLVED' } });
  });

  test.each(['waiting', 'active'])('twice (%s): the second changes nothing', async (when) => {
    if (when === 'active') await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    const first = await ali.ends();
    const before = await events(ali.conversationUuid);
    const again = await perform(ali.client, 'endChat', { conversationId: ali.conversationId }, 'conversation { state endedAt }');
    expect(again).toMatchObject({ cursor: null, conversation: { state: first.state, endedAt: first.endedAt } });
    expect(await events(ali.conversationUuid)).toEqual(before);
  });

  test('a resolved one: ALREADY_RESOLVED', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    await ayse.resolves(ali, company.topic);
    await expect(ali.ends()).rejects.toThrow('ALREADY_RESOLVED input.conversationId');
    expect(await ayse.looksAt(ali)).toMatchObject({ state: 'RESOLVED', endedAt: null });
  });

  test('and lets the next one in: resolving the ended one then assigns nobody more than capacity allows', async () => {
    const ayse = await company.onlineAgent('Ayşe', { capacity: 1 });
    const ali = await company.customerWithChat('Ali');
    const [veli, zehra] = [await company.customerWithChat('Veli'), await company.customerWithChat('Zehra')];
    await ali.ends();
    expect(await veli.looksAtChat()).toMatchObject({ state: 'ACTIVE' });
    await ayse.resolves(ali, company.topic);
    expect(await zehra.looksAtChat()).toMatchObject({ state: 'QUEUED', placeInQueue: 1 });
    expect(await ayse.looksAtSelf()).toMatchObject({ activeCount: 1 });
  });
});

describe('the customer writes', () => {
  test.each(['ACTIVE', 'ABANDONED', 'RESOLVED'])('after ending (now %s): a new conversation, linked to the previous one', async (state) => {
    const ayse = await company.agent('Ayşe');
    if (state !== 'ABANDONED') await ayse.goesOnline();
    const ali = await company.customerWithChat('Ali');
    await ali.ends();
    if (state === 'RESOLVED') await ayse.resolves(ali, company.topic);
    const ended = ali.conversationId;
    expect(await ayse.looksAt({ id: ended })).toMatchObject({ state });
    expect(await ali.writes('One more thing')).toMatchObject({ sequence: 1 });
    expect(ali.conversationId).not.toBe(ended);
    expect(await ayse.looksAt(ali)).toMatchObject({ previousConversation: { id: ended }, lastMessage: { text: 'One more thing' } });
    expect(await ayse.looksAt({ id: ended })).toMatchObject({ state });
  });

  test('after resolve outside the window: a new conversation, linked to the previous one', async () => {
    company = await Company.open(desk, { reactivationHours: 0 });
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    const first = ali.conversationId;
    await ayse.resolves(ali, company.topic);
    await ali.writes('Hello again');
    expect(ali.conversationId).not.toBe(first);
    expect(await ayse.looksAt(ali)).toMatchObject({ state: 'ACTIVE', topic: null, previousConversation: { id: first } });
    expect(await ayse.looksAt({ id: first })).toMatchObject({ state: 'RESOLVED' });
  });

  test('after resolve, within the window: reopened, to the last agent when eligible', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    await company.onlineAgent('Mehmet');
    const ali = await company.customerWithChat('Ali');
    const { agent } = await ayse.looksAt(ali);
    const holder = agent?.name;
    const supervisor = await company.supervisor();
    await supervisor.resolves(ali, company.topic);
    const first = ali.conversationId;
    expect(await ali.writes('Still broken')).toMatchObject({ conversationId: first, sequence: 2 });
    const reopened = await supervisor.looksAt(ali);
    expect(reopened).toMatchObject({ state: 'ACTIVE', agent: { name: holder }, resolvedAt: null, resolvedBy: null, outcome: null });
    expect(reopened.assignments.map(({ reason, endReason }) => [reason, endReason])).toEqual([
      ['ROUTED', 'RESOLVED'],
      ['REOPENED', null],
    ]);
    expect(await supervisor.archived()).toEqual([]);
  });

  test.each([
    ['at capacity', () => company.customerWithChat('Veli')],
    ['on Break', (ayse: AgentAtWork) => ayse.goes('BREAK')],
    ['Offline', (ayse: AgentAtWork) => ayse.goesOffline()],
  ])('after resolve, within the window, the last agent %s: reopened into the queue', async (_when, becomes) => {
    const ayse = await company.onlineAgent('Ayşe', { capacity: 1 });
    const ali = await company.customerWithChat('Ali');
    await ayse.resolves(ali, company.topic);
    await becomes(ayse);
    await ali.writes('Still broken');
    expect(await ali.looksAtChat()).toMatchObject({ state: 'QUEUED', placeInQueue: 1, agent: null });
  });
});

describe('the customer writes ten times at once', () => {
  const writeTen = (ali: Customer) => Promise.all(Array.from({ length: 10 }, (_, n) => ali.writes(`${n}`)));
  const sequences = (messages: { sequence: number }[]) => messages.map(({ sequence }) => sequence).sort((a, b) => a - b);

  test('after ending: one new conversation has them all', async () => {
    await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    await ali.ends();
    const messages = await writeTen(ali);
    expect(new Set(messages.map(({ conversationId }) => conversationId)).size).toBe(1);
    expect(sequences(messages)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await ali.looks()).toHaveLength(2);
  });

  test('after resolve, within the window: it is reopened once and has them all', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    await ayse.resolves(ali, company.topic);
    expect(sequences(await writeTen(ali))).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect((await ayse.looksAt(ali)).assignments.map(({ reason }) => reason)).toEqual(['ROUTED', 'REOPENED']);
    expect(await ali.looks()).toHaveLength(1);
  });

  test('after resolve, while the agent takes it back: one or the other, and no second conversation', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    await ayse.resolves(ali, company.topic);
    const [taken] = await Promise.allSettled([ayse.reactivates(ali), writeTen(ali)]);
    if (taken.status === 'rejected') expect(String(taken.reason)).toMatch(/INVALID_STATE|OPEN_CONVERSATION_EXISTS/);
    const seen = await ayse.looksAt(ali);
    expect(seen).toMatchObject({ state: 'ACTIVE', agent: { name: 'Ayşe' }, unreadCount: 10 });
    expect(seen.assignments).toHaveLength(2);
    expect(await ali.looks()).toHaveLength(1);
  });
});

describe('reactivation', () => {
  test('at capacity: AT_CAPACITY', async () => {
    const ayse = await company.onlineAgent('Ayşe', { capacity: 1 });
    const ali = await company.customerWithChat('Ali');
    await ayse.resolves(ali, company.topic);
    await company.customerWithChat('Veli');
    await expect(ayse.reactivates(ali)).rejects.toThrow('AT_CAPACITY input.conversationId');
    expect(await ayse.looksAt(ali)).toMatchObject({ state: 'RESOLVED' });
  });

  test('while another is open: OPEN_CONVERSATION_EXISTS', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    const first = { id: ali.conversationId };
    await ali.ends();
    await ayse.resolves(first, company.topic);
    await ali.writes('Another question');
    await expect(ayse.reactivates(first)).rejects.toThrow('OPEN_CONVERSATION_EXISTS input.conversationId');
    await ayse.resolves(ali, company.topic);
    expect(await ayse.reactivates(first)).toMatchObject({ conversation: { state: 'ACTIVE', endedAt: null } });
  });
});

describe('resolving and converting', () => {
  test('resolve twice: ALREADY_RESOLVED, the first topic and person stay', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const supervisor = await company.supervisor();
    const ali = await company.customerWithChat('Ali');
    const { conversation: first } = await ayse.resolves(ali, company.topic);
    const other = await desk.seed.topic(company.workspace, 'Returns');
    await expect(supervisor.resolves(ali, other)).rejects.toThrow('ALREADY_RESOLVED input.conversationId');
    expect(await supervisor.looksAt(ali)).toMatchObject({
      topic: { name: 'Delivery' },
      resolvedBy: { name: 'Ayşe' },
      resolvedAt: first.resolvedAt,
    });
  });

  test('convert again: the same ticket; with another e-mail: ALREADY_CONVERTED with the ticket', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    await ayse.resolves(ali, company.topic);
    const { ticket } = await ayse.converts(ali, 'ali@example.com');
    expect((await ayse.converts(ali, 'Ali@Example.com')).ticket).toEqual(ticket);
    const refused = await ayse.converts(ali, 'veli@example.com').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect((refused as Refused).message).toContain('ALREADY_CONVERTED input.email');
    expect((refused as Refused).payload.ticket).toEqual(ticket);
  });

  test('converted, reactivated, resolved again: the ticket stays', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    const { ticket } = await ayse.converts(ali, 'ali@example.com', { topicId: encodeId('topic', company.topic.id) });
    expect(await ayse.reactivates(ali)).toMatchObject({ conversation: { state: 'ACTIVE', outcome: null, ticket } });
    expect(await ayse.resolves(ali)).toMatchObject({ conversation: { state: 'RESOLVED', outcome: 'CONVERTED', ticket } });
    expect((await ayse.converts(ali, 'ali@example.com')).ticket).toEqual(ticket);
  });
});

describe('who may not have it any longer', () => {
  const begin = async () => {
    const ayse = await company.onlineAgent('Ayşe', { capacity: 2 });
    const supervisor = await company.supervisor();
    const open = await company.customerWithChat('Ali');
    const ended = await company.customerWithChat('Veli');
    await ended.ends();
    return { ayse, supervisor, open, ended };
  };

  const expectLeft = async ({ supervisor, open, ended }: Awaited<ReturnType<typeof begin>>) => {
    expect(await supervisor.looksAt(open)).toMatchObject({
      state: 'QUEUED',
      agent: null,
      assignments: [{ endReason: 'AUTHORISATION_LOST' }],
    });
    expect(await supervisor.looksAt(ended)).toMatchObject({ state: 'ACTIVE', endedBy: 'CUSTOMER', agent: null });
    expect((await supervisor.activeList()).sort()).toEqual(['Ali', 'Veli']);
    expect(await supervisor.resolves(ended, company.topic)).toMatchObject({
      conversation: { state: 'RESOLVED', resolvedBy: { name: 'Suna' } },
    });
    const mehmet = await company.onlineAgent('Mehmet');
    expect(await mehmet.activeList()).toEqual(['Ali']);
  };

  test('authorisation lost: open ones handed back, ended ones to the supervisors’ list, nothing left to see', async () => {
    const all = await begin();
    await all.supervisor.changes(all.ayse, { grants: [] });
    await expectLeft(all);
    expect(await all.ayse.finds(all.open)).toBeNull();
    await expect(all.ayse.writes(all.open, 'Are you there?')).rejects.toThrow('NOT_FOUND input.conversationId');
  });

  test('agent deactivated: the same, and their sessions revoked', async () => {
    const all = await begin();
    const socket = await new RawSocket(desk.url).init({ authorization: `Bearer ${all.ayse.client.accessToken}` });
    await socket.frame('connection_ack');
    await all.supervisor.deactivates(all.ayse);
    expect(await socket.closed).toMatchObject({ code: 4401 });
    await expectLeft(all);
    const { errors } = await all.ayse.client.send('{ viewer { __typename } }');
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });
});

test('no agent authorised for the channel: accepted, waits, and a supervisor sees the reason', async () => {
  const lonely = await desk.seed.channel(company.product, ChannelType.IN_APP_IOS);
  const supervisor = await company.supervisor();
  const ayse = await company.onlineAgent('Ayşe', { capacity: 1, grants: [{ product: company.product, channel: company.web }] });
  const ali = await company.customerWithChat('Ali', lonely);
  expect(await ali.looksAtChat()).toMatchObject({ state: 'QUEUED', placeInQueue: 1 });
  expect(await supervisor.looksAt(ali)).toMatchObject({ waitingReason: 'NO_AUTHORISED_AGENTS' });
  expect(await ayse.finds(ali)).toBeNull();

  const [veli, zehra] = [await company.customerWithChat('Veli'), await company.customerWithChat('Zehra')];
  expect(await supervisor.looksAt(veli)).toMatchObject({ state: 'ACTIVE', waitingReason: null });
  expect(await supervisor.looksAt(zehra)).toMatchObject({ waitingReason: 'ALL_AT_CAPACITY' });
  await ayse.goes('BREAK');
  expect(await supervisor.looksAt(zehra)).toMatchObject({ waitingReason: 'NOBODY_ONLINE' });

  await supervisor.changes(ayse, { capacity: 3, grants: [{ productId: encodeId('product', company.product.id) }] });
  await ayse.goesOnline();
  for (const customer of [ali, zehra]) expect(await supervisor.looksAt(customer)).toMatchObject({ state: 'ACTIVE', waitingReason: null });
});
