import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { encodeId } from '../../src/ids.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
import type { Client } from '../support/client.js';
import { Company } from '../support/company.js';
import type { Customer } from '../support/customer.js';
import { Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { type Done, perform } from '../support/perform.js';

const SECOND = 1_000;

let desk: Desk;
let company: Company;
let suna: AgentAtWork;

beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());
beforeEach(async () => {
  company = await Company.open(desk);
  suna = await company.supervisor();
});

const setting = (settings: object) =>
  perform(suna.client, 'updateProductSettings', { productId: encodeId('product', company.product.id), ...settings });
const leaves = (client: Client, more: object): Promise<Done<{ ticketNumber: number; conversation: { state: string } | null }>> =>
  perform(
    client,
    'leaveEmail',
    { text: 'Where is my parcel?\nOrder 7', clientMessageId: randomUUID(), ...more },
    'ticketNumber conversation { state }',
  );

const TICKETS = `{ tickets(first: 10) { nodes { id number status subject topic { name } createdBy { name } requester { name email }
  conversation { state outcome } transcript(first: 10) { nodes { text senderKind } } history { field agent { name } } } } }`;
interface TicketSeen {
  id: string;
  number: number;
  status: string;
  subject: string;
  topic: { name: string } | null;
  createdBy: { name: string } | null;
  requester: { name: string; email: string };
  conversation: { state: string; outcome: string };
  transcript: { nodes: { text: string; senderKind: string }[] };
  history: { field: string; agent: { name: string } | null }[];
}
const tickets = async (): Promise<TicketSeen[]> => (await suna.client.ask<{ tickets: { nodes: TicketSeen[] } }>(TICKETS)).tickets.nodes;

describe('a queue with a limit', () => {
  test('takes so many and no more; whoever comes then is told to leave an e-mail', async () => {
    await setting({ queueLimit: 2 });
    for (const name of ['First', 'Second']) await company.customerWithChat(name);
    await expect(company.customerWithChat('Third')).rejects.toThrow('QUEUE_FULL');
    const ayse = await company.onlineAgent('Ayşe', { capacity: 1 });
    const third = await company.customerWithChat('Third');
    expect(await third.looksAtChat()).toMatchObject({ state: 'QUEUED', placeInQueue: 2 });
    await expect(company.customerWithChat('Fourth')).rejects.toThrow('QUEUE_FULL');
    await setting({ queueLimit: null });
    await company.customerWithChat('Fourth');
    expect(await ayse.activeList()).toEqual(['First']);
  });

  test('of nobody lets in those for whom somebody is free', async () => {
    await setting({ queueLimit: 0 });
    await expect(company.customerWithChat('Early')).rejects.toThrow('QUEUE_FULL');
    await company.onlineAgent('Ayşe', { capacity: 2 });
    for (const name of ['First', 'Second'])
      expect(await (await company.customerWithChat(name)).looksAtChat()).toMatchObject({ state: 'ACTIVE' });
    await expect(company.customerWithChat('Third')).rejects.toThrow('QUEUE_FULL');
  });

  test('is not overrun by many at once, and turns away nobody who has a chat already', async () => {
    await setting({ queueLimit: 3 });
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => company.customerWithChat(`Customer${n}`)));
    const waiting = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(waiting).toHaveLength(3);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(String(outcome.reason)).toContain('QUEUE_FULL');
    const [one] = waiting;
    expect(await one?.startsChat('still here')).toMatchObject({ state: 'QUEUED' });
  });
});

describe('leaving an e-mail address', () => {
  test('from the queue: the conversation leaves it for the archive, and there is a ticket without a topic', async () => {
    const ali = await company.customerWithChat('Ali');
    const veli = await company.customerWithChat('Veli');
    const left = await leaves(ali.client, { conversationId: ali.conversationId, email: 'Ali@Example.com' });
    expect(left).toMatchObject({ ticketNumber: 1, conversation: { state: 'ABANDONED' } });
    expect(await veli.looksAtChat()).toMatchObject({ placeInQueue: 1 });
    expect(await tickets()).toEqual([
      {
        ...{ id: expect.any(String), number: 1, status: 'UNRESOLVED', subject: 'Where is my parcel?', topic: null, createdBy: null },
        requester: { name: 'Ali', email: 'ali@example.com' },
        conversation: { state: 'ABANDONED', outcome: 'LEFT_EMAIL' },
        transcript: {
          nodes: [
            { text: 'Ali asks', senderKind: 'CUSTOMER' },
            { text: 'Where is my parcel?\nOrder 7', senderKind: 'CUSTOMER' },
          ],
        },
        history: [{ field: 'created', agent: null }],
      },
    ]);
    expect(await suna.archived({ outcomes: ['LEFT_EMAIL'] })).toEqual(['Ali']);
    expect(await suna.archived({ outcomes: ['ABANDONED'] })).toEqual([]);
    // Nobody is given what is no longer waiting.
    const ayse = await company.onlineAgent('Ayşe');
    expect(await ayse.activeList()).toEqual(['Veli']);
  });

  test('makes one ticket, however often and however many at once', async () => {
    const ali = await company.customerWithChat('Ali');
    const again = { conversationId: ali.conversationId, email: 'ali@example.com', clientMessageId: 'one' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => leaves(ali.client, again)));
    expect(answers.map(({ ticketNumber }) => ticketNumber)).toEqual([1, 1, 1, 1, 1]);
    await expect(leaves(ali.client, { ...again, email: 'other@example.com' })).rejects.toThrow('ALREADY_CONVERTED input.email');
    const outside = { channelKey: company.web.key, name: 'Can', email: 'can@example.com', clientMessageId: 'two' };
    const visitors = await Promise.all(Array.from({ length: 5 }, () => leaves(desk.visitor(), outside)));
    expect(new Set(visitors.map(({ ticketNumber }) => ticketNumber))).toEqual(new Set([2]));
    expect((await leaves(desk.visitor(), { ...outside, clientMessageId: 'three' })).ticketNumber).toBe(3);
    expect(await tickets()).toHaveLength(3);
  });

  test('without a chat shows nothing but the number, and is not in the way of the queue', async () => {
    await setting({ queueLimit: 0 });
    const left = await leaves(desk.visitor(), { channelKey: company.web.key, name: 'Can', email: 'can@example.com' });
    expect(left).toMatchObject({ ticketNumber: 1, conversation: null });
    expect(await tickets()).toMatchObject([
      { requester: { name: 'Can' }, transcript: { nodes: [{ text: 'Where is my parcel?\nOrder 7' }] } },
    ]);
    expect(await suna.client.ask('{ queueSize }')).toEqual({ queueSize: 0 });
  });

  test('is for those who wait: with an agent there is somebody to write to', async () => {
    await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    const input = { conversationId: ali.conversationId, email: 'ali@example.com' };
    await expect(leaves(ali.client, input)).rejects.toThrow('INVALID_STATE input.conversationId');
    const veli = await company.customerWithChat('Veli');
    await expect(leaves(veli.client, input)).rejects.toThrow('NOT_FOUND input.conversationId');
  });

  test('asks for a topic before the ticket is resolved', async () => {
    await leaves(desk.visitor(), { channelKey: company.web.key, name: 'Can', email: 'can@example.com' });
    const [ticket] = await tickets();
    const change = (more: object) => perform(suna.client, 'changeTicketStatus', { ticketId: ticket?.id, ...more });
    await change({ status: 'WAITING' });
    await expect(change({ status: 'RESOLVED' })).rejects.toThrow('TOPIC_REQUIRED input.topicId');
    await change({ status: 'RESOLVED', topicId: encodeId('topic', company.topic.id) });
    expect(await tickets()).toMatchObject([
      { status: 'RESOLVED', topic: { name: 'Delivery' }, history: [{}, {}, { field: 'topic' }, { field: 'status' }] },
    ]);
  });
});

describe('the estimated wait', () => {
  const ESTIMATE = '{ myConversations { placeInQueue estimatedWait { fromSeconds toSeconds } } }';
  const own = async ({ client }: Customer) =>
    (
      await client.ask<{ myConversations: { placeInQueue: number; estimatedWait: { fromSeconds: number; toSeconds: number } | null }[] }>(
        ESTIMATE,
      )
    ).myConversations[0];

  test('is nothing while little is known, then a range by place, for as many agents as are there; live to the customer', async () => {
    const ayse = await company.onlineAgent('Ayşe', { capacity: 1 });
    await company.customerWithChat('Talking');
    const waiting: Customer[] = [];
    for (let n = 0; n < 13; n++) waiting.push(await company.customerWithChat(`Waiting${n}`));
    expect((await own(waiting[0] as Customer))?.estimatedWait).toBeNull();
    let talking = { conversationId: await onlyOf(ayse) };
    for (let n = 0; n < 11; n++) {
      desk.clock.advance(60 * SECOND);
      await ayse.resolves(talking, company.topic);
      talking = { conversationId: await onlyOf(ayse) };
    }
    desk.clock.advance(6 * SECOND);
    const [next, afterThat] = [waiting[11] as Customer, waiting[12] as Customer];
    const first = await own(next);
    expect(first).toMatchObject({ placeInQueue: 1 });
    // A minute a place, and the little that the test itself takes.
    expect(first?.estimatedWait?.fromSeconds).toBeGreaterThanOrEqual(59);
    expect(first?.estimatedWait?.toSeconds).toBeLessThan(90);
    expect((await own(afterThat))?.estimatedWait?.fromSeconds).toBeGreaterThanOrEqual(119);

    const followed = afterThat.client.follow<{
      conversationChanged: { change: string; conversation: { estimatedWait: { toSeconds: number } | null } };
    }>(
      `subscription { conversationChanged { ... on ConversationChanged { change conversation { ... on CustomerConversation { placeInQueue estimatedWait { toSeconds } } } } } }`,
    );
    const told = () => followed.seen.map(({ conversationChanged: { change, conversation } }) => ({ change, ...conversation }));
    expect(await eventually(told, (seen) => seen.length > 0)).toMatchObject([{ change: 'PLACE_CHANGED', placeInQueue: 2 }]);
    await ayse.resolves(talking, company.topic);
    const moved = await eventually(told, (seen) => seen.some((one) => 'placeInQueue' in one && one.placeInQueue === 1));
    expect(moved.at(-1)?.estimatedWait?.toSeconds).toBeLessThan(90);
    followed.stop();

    await company.onlineAgent('Full', { capacity: 1, grants: [{ product: company.product }] });
    await ayse.goes('BREAK');
    desk.clock.advance(6 * SECOND);
    const late = await company.customerWithChat('Late');
    expect((await own(late))?.estimatedWait).not.toBeNull();
    await suna.setsStatusOf(ayse, 'BREAK');
  });

  const onlyOf = async (agent: AgentAtWork): Promise<string> => {
    const document = 'query ($filter: ActiveConversationsFilter) { activeConversations(filter: $filter, first: 1) { nodes { id } } }';
    const found = await agent.client.ask<{ activeConversations: { nodes: { id: string }[] } }>(document, {
      filter: { agentIds: [agent.id] },
    });
    return found.activeConversations.nodes[0]?.id ?? '';
  };
});
