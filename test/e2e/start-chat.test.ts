import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Channel } from '../../src/entities/channel.js';
import { ChannelType } from '../../src/entities/enums.js';
import { Company } from '../support/company.js';
import { Desk } from '../support/desk.js';

const SECRET = 'the company’s own secret';

let desk: Desk;
let company: Company;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());
beforeEach(async () => {
  company = await Company.open(desk);
});

const hashOf = (externalId: string) => createHmac('sha256', SECRET).update(externalId).digest('hex');

/** A channel whose customers the company's own server vouches for. */
const verified = () =>
  desk.seed.channel(company.product, ChannelType.IN_APP_IOS, { identitySecretSealed: desk.server.app.secretBox.seal(SECRET) });

describe('the log', () => {
  const typesOf = async (conversationUuid: string): Promise<string[]> =>
    (await desk.sql<{ type: string }>('select type from event where conversation_id = $1 order by id', [conversationUuid])).map(
      ({ type }) => type,
    );

  test('tells of a conversation before it tells of its first message', async () => {
    const ali = await company.customerWithChat('Ali');
    expect(await typesOf(ali.conversationUuid)).toEqual(['conversation.queued', 'message.added']);
  });

  test('tells of coming back from the archive before the message that brought it back, whose cursor the payload has', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    await ayse.resolves(ali, company.topic);
    const messages = ali.followsMessages(await company.now());
    const { cursor } = await ali.writes('One thing more');
    expect((await typesOf(ali.conversationUuid)).slice(-2)).toEqual(['conversation.reactivated', 'message.added']);
    expect((await messages.next()).messageAdded.cursor).toBe(cursor);
  });

  test('tells of the next conversation, begun after one has ended, before its message', async () => {
    const ali = await company.customerWithChat('Ali');
    await ali.ends();
    await ali.writes('Hello again');
    expect(await typesOf(ali.conversationUuid)).toEqual(['conversation.queued', 'message.added']);
  });
});

describe('starting a chat', () => {
  test('knowing an e-mail opens nothing: each is a new customer with a conversation of their own', async () => {
    const [ali, impostor] = [company.customer('Ali'), company.customer('Impostor')];
    await ali.startsChat('My order number is 4711', { email: 'ali@example.com' });
    await impostor.startsChat('Hello', { email: 'ali@example.com', externalId: 'ali' });
    expect(impostor.conversationId).not.toBe(ali.conversationId);
    expect(JSON.stringify(await impostor.looks())).not.toContain('4711');
    expect(await impostor.looks()).toHaveLength(1);
  });

  test('with one’s own token goes on with the open conversation', async () => {
    const ali = await company.customerWithChat('Ali');
    const first = ali.conversationId;
    const again = await ali.startsChat('Are you there?');
    expect(again).toMatchObject({ id: first, messages: { nodes: [{ text: 'Ali asks' }, { sequence: 2, text: 'Are you there?' }] } });
    expect(await ali.looks()).toHaveLength(1);
  });

  test('again with the same clientMessageId, the answer having been lost, changes nothing, whatever became of the chat', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    const again = () => ali.startsChat('Are you there?', { clientMessageId: 'the one' });
    await again();
    expect((await again()).messages.nodes).toHaveLength(2);
    await ayse.resolves(ali, company.topic);
    expect(await again()).toMatchObject({ id: ali.conversationId, state: 'RESOLVED' });
    expect(await ayse.reactivates(ali)).toMatchObject({ conversation: { unreadCount: 0 } });
    await ali.ends();
    expect((await again()).messages.nodes).toHaveLength(2);
    expect(await ali.looks()).toHaveLength(1);
  });

  test('with one’s own token after ending: a new conversation of the same customer', async () => {
    const ali = await company.customerWithChat('Ali');
    const first = ali.conversationId;
    await ali.ends();
    await ali.startsChat('Something else');
    expect((await ali.looks()).map(({ id }) => id)).toEqual([ali.conversationId, first]);
  });

  test('with the token of another channel’s customer: a new customer', async () => {
    const other = await desk.seed.channel(company.product, ChannelType.IN_APP_ANDROID);
    const ali = await company.customerWithChat('Ali');
    const elsewhere = company.customer('Ali', other);
    elsewhere.client = ali.client;
    await elsewhere.startsChat('Hello');
    expect(await elsewhere.looks()).toHaveLength(1);
    expect((await ali.looks()).map(({ id }) => id)).toEqual([ali.conversationId]);
  });

  test.each([ChannelType.WHATSAPP, ChannelType.INSTAGRAM, ChannelType.MESSENGER])('by the key of a %s channel is refused', async (type) => {
    const ali = company.customer('Ali', await desk.seed.channel(company.product, type));
    await expect(ali.startsChat('Hello')).rejects.toThrow('CHANNEL_NOT_AVAILABLE input.channelKey');
  });

  test('by an unknown key, or an archived channel’s, is refused alike', async () => {
    const archived = await desk.seed.channel(company.product, ChannelType.IN_APP_IOS, { archivedAt: desk.clock.now() });
    for (const key of ['no-such-key', archived.key]) {
      await expect(company.customer('Ali', { key } as Channel).startsChat('Hello')).rejects.toThrow(
        'CHANNEL_NOT_AVAILABLE input.channelKey',
      );
    }
  });

  test('is limited for an address: the next one waits, other addresses do not', async () => {
    const strict = await Desk.start({ env: { TRUST_PROXY: '1', LIMIT_START_CHATS_PER_MINUTE: '3' } });
    try {
      const { web } = await Company.open(strict);
      const input = { channelKey: web.key, customer: { name: 'Ali', email: 'ali@example.com' } };
      const start = async (address: string) => {
        const query = 'mutation ($input: StartChatInput!) { startChat(input: $input) { conversation { id } userErrors { code } } }';
        const headers = { 'content-type': 'application/json', 'x-forwarded-for': address };
        const response = await fetch(`${strict.url}/graphql`, {
          method: 'POST',
          headers,
          body: JSON.stringify({ query, variables: { input } }),
        });
        const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
        return errors?.[0]?.extensions.code ?? 'STARTED';
      };
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => start('198.51.100.1')));
      expect(outcomes.filter((outcome) => outcome === 'STARTED')).toHaveLength(3);
      expect(outcomes.filter((outcome) => outcome === 'RATE_LIMITED')).toHaveLength(5);
      expect(await start('198.51.100.2')).toBe('STARTED');
    } finally {
      await strict.stop();
    }
  });
});

describe('starting a chat where identities are verified', () => {
  test('a proven customer comes back to the open conversation, from any device', async () => {
    const channel = await verified();
    const proof = { externalId: 'user-17', identityHash: hashOf('user-17') };
    const [phone, tablet] = [company.customer('Ali', channel), company.customer('Ali', channel)];
    await phone.startsChat('Hello', proof);
    await tablet.startsChat('Me again', proof);
    expect(tablet.conversationId).toBe(phone.conversationId);
    const other = company.customer('Veli', channel);
    await other.startsChat('Hello', { externalId: 'user-18', identityHash: hashOf('user-18') });
    expect(other.conversationId).not.toBe(phone.conversationId);
  });

  test('ten devices at once are one customer with one conversation', async () => {
    const channel = await verified();
    const devices = Array.from({ length: 10 }, () => company.customer('Ali', channel));
    await Promise.all(devices.map((device) => device.startsChat('Hello', { externalId: 'user-17', identityHash: hashOf('user-17') })));
    expect(new Set(devices.map(({ conversationId }) => conversationId)).size).toBe(1);
    expect((await devices[0]?.looksAtChat())?.messages.nodes.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test.each([
    ['nothing', {}, 'IDENTITY_REQUIRED input.customer.externalId'],
    ['no hash', { externalId: 'user-17' }, 'IDENTITY_REQUIRED input.customer.identityHash'],
    ['a hash for nobody', { identityHash: 'ab'.repeat(32) }, 'IDENTITY_REQUIRED input.customer.externalId'],
    ['another’s hash', { externalId: 'user-17', identityHash: hashOf('user-18') }, 'IDENTITY_INVALID input.customer.identityHash'],
    [
      'a hash cut short',
      { externalId: 'user-17', identityHash: hashOf('user-17').slice(0, 62) },
      'IDENTITY_INVALID input.customer.identityHash',
    ],
    ['no hexadecimal', { externalId: 'user-17', identityHash: 'z'.repeat(64) }, 'IDENTITY_INVALID input.customer.identityHash'],
  ])('with %s: refused, and nobody is made', async (_what, identity, refusal) => {
    const ali = company.customer('Ali', await verified());
    await expect(ali.startsChat('Hello', identity)).rejects.toThrow(refusal);
    expect(await desk.sql('select from customer where workspace_id = $1', [company.workspace.id])).toHaveLength(0);
  });
});
