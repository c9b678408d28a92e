import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Channel } from '../../src/entities/channel.js';
import { ChannelType } from '../../src/entities/enums.js';
import type { Product } from '../../src/entities/product.js';
import { decodeId } from '../../src/ids.js';
import { comesThroughPlatform } from '../../src/services/conversations/rules.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
import { Company } from '../support/company.js';
import { Desk } from '../support/desk.js';
import { perform } from '../support/perform.js';
import { seedPlatformChat } from '../support/platform-chat.js';
import type { MessageSeen } from '../support/views.js';

const { WEB_CHAT, IN_APP_IOS, IN_APP_ANDROID, WHATSAPP, MESSENGER, INSTAGRAM } = ChannelType;
const HOUR = 3_600_000;

/** How many hours after the customer's last message a conversation may come back from the archive. */
const REACTIVATION: [ChannelType, number][] = [
  [WEB_CHAT, 24],
  [IN_APP_IOS, 24],
  [IN_APP_ANDROID, 24],
  [WHATSAPP, 24],
  [MESSENGER, 168],
  [INSTAGRAM, 168],
];

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
  desk.clock.stop();
});
afterAll(() => desk.stop());

interface Begun {
  company: Company;
  ayse: AgentAtWork;
  channel: Channel;
  chat: { conversationId: string };
}

/** A conversation on a channel of this type, with Ayşe, whose customer has just written. */
const begin = async (type: ChannelType, settings: Partial<Product> = {}): Promise<Begun> => {
  const company = await Company.open(desk, settings);
  const channel = type === WEB_CHAT ? company.web : await desk.seed.channel(company.product, type);
  const chat = comesThroughPlatform(type) ? await seedPlatformChat(desk, channel, 'Ali') : await company.customerWithChat('Ali', channel);
  const ayse = await company.onlineAgent('Ayşe');
  expect(await ayse.looksAt(chat)).toMatchObject({ state: 'ACTIVE', agent: { name: 'Ayşe' } });
  return { company, ayse, channel, chat: { conversationId: chat.conversationId } };
};

/** The tokens of before hold no longer afterwards. */
const later = async (milliseconds: number, ...agents: AgentAtWork[]): Promise<void> => {
  desk.clock.advance(milliseconds);
  for (const agent of agents) await agent.signsInAgain();
};

/** Their customer writes, with a token of this moment; on a platform's channel too, whose webhook is not there yet. */
const customerWrites = async ({ company, chat }: Begun, text: string): Promise<MessageSeen> => {
  const id = decodeId('conversation', chat.conversationId);
  const [row] = await desk.sql<{ customerId: string }>('select customer_id as "customerId" from conversation where id = $1', [id]);
  const client = desk.withToken(await desk.seed.accessToken({ workspaceId: company.workspace.id, customerId: row?.customerId }));
  const input = { conversationId: chat.conversationId, clientMessageId: randomUUID(), text };
  return (await perform<{ message: MessageSeen }>(client, 'sendMessage', input, 'message { id conversationId sequence text }')).message;
};

describe('an agent moves a conversation back from the archive', () => {
  test.each(REACTIVATION)('%s: until %i hours after the customer’s last message', async (type, hours) => {
    const { ayse, chat, company } = await begin(type);
    await ayse.resolves(chat, company.topic);
    await later(hours * HOUR, ayse);
    const { conversation } = await ayse.reactivates(chat);
    expect(conversation).toMatchObject({
      state: 'ACTIVE',
      agent: { name: 'Ayşe' },
      outcome: null,
      resolvedAt: null,
      topic: { name: 'Delivery' },
    });
    expect(conversation.assignments.map(({ reason, endReason }) => [reason, endReason])).toEqual([
      ['ROUTED', 'RESOLVED'],
      ['REACTIVATED', null],
    ]);
    expect(await ayse.writes(chat, 'Is it there now?')).toMatchObject({ message: { sequence: 2 } });
  });

  test.each(REACTIVATION)('%s: not a millisecond later than %i hours', async (type, hours) => {
    const { ayse, chat, company } = await begin(type);
    await ayse.resolves(chat, company.topic);
    await later(hours * HOUR + 1, ayse);
    await expect(ayse.reactivates(chat)).rejects.toThrow('REACTIVATION_WINDOW_CLOSED input.conversationId');
    expect(await ayse.looksAt(chat)).toMatchObject({ state: 'RESOLVED' });
    expect(await ayse.converts(chat, 'ali@example.com')).toMatchObject({ ticket: { status: 'UNRESOLVED' } });
  });

  test.each([
    [WEB_CHAT, 48, 48],
    [IN_APP_IOS, 1, 1],
    [IN_APP_ANDROID, 720, 720],
    [WHATSAPP, 720, 24],
    [MESSENGER, 1, 168],
  ])('%s, with %i hours set for the product: %i hours', async (type, reactivationHours, hours) => {
    const { ayse, chat, company } = await begin(type, { reactivationHours });
    await ayse.resolves(chat, company.topic);
    await later(hours * HOUR, ayse);
    await ayse.reactivates(chat);
    await ayse.resolves(chat);
    await later(1);
    await expect(ayse.reactivates(chat)).rejects.toThrow('REACTIVATION_WINDOW_CLOSED');
  });

  test('the window counts from the customer’s last message, not from the agent’s and not from resolving', async () => {
    const begun = await begin(WEB_CHAT);
    const { ayse, chat, company } = begun;
    await later(10 * HOUR, ayse);
    await customerWrites(begun, 'And another thing');
    await later(10 * HOUR, ayse);
    await ayse.writes(chat, 'Done');
    await ayse.resolves(chat, company.topic);
    await later(14 * HOUR, ayse);
    await ayse.reactivates(chat);
    await ayse.resolves(chat);
    await later(1);
    await expect(ayse.reactivates(chat)).rejects.toThrow('REACTIVATION_WINDOW_CLOSED');
  });

  test('of a customer who never wrote a word it counts from the beginning', async () => {
    const company = await Company.open(desk);
    const ali = company.customer('Ali');
    await ali.startsChat();
    const ayse = await company.onlineAgent('Ayşe');
    await ayse.resolves(ali, company.topic);
    await later(24 * HOUR, ayse);
    await ayse.reactivates(ali);
    await ayse.resolves(ali);
    await later(1);
    await expect(ayse.reactivates(ali)).rejects.toThrow('REACTIVATION_WINDOW_CLOSED');
  });

  test('whoever moves it back has it, not who had it before', async () => {
    const { ayse, chat, company } = await begin(MESSENGER);
    await ayse.resolves(chat, company.topic);
    const mehmet = await company.onlineAgent('Mehmet');
    expect(await mehmet.reactivates(chat)).toMatchObject({ conversation: { state: 'ACTIVE', agent: { name: 'Mehmet' } } });
    await expect(ayse.writes(chat, 'Hello')).rejects.toThrow('NOT_ASSIGNED_TO_YOU input.conversationId');
  });

  test('only when Online, authorised, and from the archive', async () => {
    const { ayse, chat, company } = await begin(WEB_CHAT);
    await expect(ayse.reactivates(chat)).rejects.toThrow('INVALID_STATE input.conversationId');
    await ayse.resolves(chat, company.topic);
    for (const status of ['BREAK', 'INVISIBLE', 'OFFLINE']) {
      await ayse.goes(status);
      await expect(ayse.reactivates(chat)).rejects.toThrow('AGENT_NOT_ONLINE input.conversationId');
    }
    const suna = await company.supervisor();
    await suna.goesOnline();
    await expect(suna.reactivates(chat)).rejects.toThrow('AGENT_NOT_AUTHORISED input.conversationId');
    const veli = await company.customerWithChat('Veli');
    await veli.ends();
    await expect(suna.reactivates(veli)).rejects.toThrow('INVALID_STATE input.conversationId');
  });
});

describe('a customer writes after resolve', () => {
  test.each(REACTIVATION)('%s: within %i hours into the same conversation, with its last agent', async (type, hours) => {
    const begun = await begin(type);
    await begun.ayse.resolves(begun.chat, begun.company.topic);
    await later(hours * HOUR, begun.ayse);
    expect(await customerWrites(begun, 'Still broken')).toMatchObject({ conversationId: begun.chat.conversationId, sequence: 2 });
    expect(await begun.ayse.looksAt(begun.chat)).toMatchObject({ state: 'ACTIVE', agent: { name: 'Ayşe' } });
  });

  test.each(REACTIVATION)('%s: a millisecond after %i hours into a new one, linked to it', async (type, hours) => {
    const begun = await begin(type);
    await begun.ayse.resolves(begun.chat, begun.company.topic);
    await later(hours * HOUR + 1, begun.ayse);
    const { conversationId, sequence } = await customerWrites(begun, 'Another question');
    expect(sequence).toBe(1);
    expect(await begun.ayse.looksAt({ conversationId })).toMatchObject({
      state: 'ACTIVE',
      topic: null,
      previousConversation: { id: begun.chat.conversationId },
    });
    expect(await begun.ayse.looksAt(begun.chat)).toMatchObject({ state: 'RESOLVED' });
  });
});

describe('an agent answers', () => {
  test.each([
    [WHATSAPP, 24, 'STANDARD'],
    [MESSENGER, 168, 'HUMAN_AGENT'],
    [INSTAGRAM, 168, 'HUMAN_AGENT'],
  ])('%s: until %i hours after the customer’s last message, and not a millisecond longer', async (type, hours, kind) => {
    const begun = await begin(type);
    const { ayse, chat } = begun;
    expect(await ayse.looksAt(chat)).toMatchObject({ replyWindow: { kind: 'STANDARD' } });
    await later(24 * HOUR, ayse);
    expect(await ayse.looksAt(chat)).toMatchObject({ replyWindow: { kind: 'STANDARD' } });
    await later((hours - 24) * HOUR, ayse);
    expect(await ayse.looksAt(chat)).toMatchObject({ replyWindow: { kind, until: desk.clock.now().toISOString() } });
    const sent = await ayse.writes(chat, 'In time', 'in-time');

    await later(1);
    expect(await ayse.looksAt(chat)).toMatchObject({ replyWindow: { kind: 'CLOSED' } });
    await expect(ayse.writes(chat, 'Too late')).rejects.toThrow('REPLY_WINDOW_CLOSED input.conversationId');
    expect((await ayse.writes(chat, 'In time', 'in-time')).message).toEqual(sent.message);
    expect((await ayse.looksAt(chat)).messages.nodes.map(({ text }) => text)).toEqual(['Ali asks', 'In time']);

    await customerWrites(begun, 'Hello?');
    expect(await ayse.looksAt(chat)).toMatchObject({ replyWindow: { kind: 'STANDARD' } });
    expect(await ayse.writes(chat, 'Here I am')).toMatchObject({ message: { sequence: 4 } });
  });

  test.each([WEB_CHAT, IN_APP_IOS, IN_APP_ANDROID])('%s: without an end', async (type) => {
    const { ayse, chat } = await begin(type);
    await later(2_000 * HOUR, ayse);
    expect(await ayse.looksAt(chat)).toMatchObject({ replyWindow: null });
    expect(await ayse.writes(chat, 'Sorry for the wait')).toMatchObject({ message: { sequence: 2 } });
  });
});
