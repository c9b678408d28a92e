import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { encodeId } from '../../src/ids.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
import { Company } from '../support/company.js';
import { Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
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

interface Pong {
  accepted: boolean;
  expiresAt?: string;
  reason?: string;
}

const tokenOf = ({ seeded }: AgentAtWork): Promise<string> =>
  desk.seed.accessToken({ workspaceId: seeded.workspaceId, agentId: seeded.id });

/** A token that ends after so many milliseconds, as one of almost 15 minutes ago does. */
const tokenThatHolds = async (agent: AgentAtWork, milliseconds: number): Promise<string> => {
  const ago = 15 * 60_000 - milliseconds;
  desk.clock.advance(-ago);
  try {
    return await tokenOf(agent);
  } finally {
    desk.clock.advance(ago);
  }
};

const connected = async (token?: string): Promise<RawSocket> => {
  const socket = await new RawSocket(desk.url).init(token && { authorization: `Bearer ${token}` });
  await socket.frame('connection_ack');
  return socket;
};

const renews = async (socket: RawSocket, authorization: unknown): Promise<Pong> => {
  const before = socket.frames.filter(({ type }) => type === 'pong').length;
  socket.send({ type: 'ping', payload: { authorization } });
  const pongs = await eventually(
    () => socket.frames.filter(({ type }) => type === 'pong'),
    ({ length }) => length > before,
  );
  return pongs.at(-1)?.payload as Pong;
};

/** The sequences of the messages that a socket's subscription has brought, each as often as it came. */
const sequencesOf = (socket: RawSocket): number[] =>
  socket.frames
    .filter(({ type }) => type === 'next')
    .map(({ payload }) => (payload as { data: { messageAdded: { message: { sequence: number } } } }).data.messageAdded.message.sequence);

const followMessages = (socket: RawSocket, conversationId: string, after: string): void =>
  socket.subscribe(
    'm',
    `subscription { messageAdded(conversationId: "${conversationId}", after: "${after}") { ... on MessageAdded { message { sequence } } } }`,
  );

describe('a socket is closed', () => {
  test('when its session is ended elsewhere, and when its agent is deactivated, with 4401', async () => {
    const [ayse, mehmet] = [await company.agent('Ayşe'), await company.agent('Mehmet')];
    const token = await tokenOf(ayse);
    const [here, there, other] = [await connected(token), await connected(token), await connected(await tokenOf(mehmet))];
    await desk.withToken(token).ask('mutation { signOut { signedOut userErrors { code } } }');
    for (const socket of [here, there]) expect(await socket.closed).toMatchObject({ code: 4401 });
    await (await company.supervisor()).deactivates(mehmet);
    expect(await other.closed).toMatchObject({ code: 4401, reason: expect.stringContaining('ended') });
  });

  test('with 4403 when something is asked with a token that has ended by the server’s clock', async () => {
    const later = await Company.open();
    try {
      const ayse = await later.agent('Ayşe');
      const socket = await new RawSocket(later.desk.url).init({ authorization: `Bearer ${ayse.client.accessToken}` });
      await socket.frame('connection_ack');
      later.desk.clock.advance(15 * 60_000);
      socket.subscribe('1', '{ viewer { __typename } }');
      expect(await socket.closed).toMatchObject({ code: 4403, reason: expect.stringContaining('expired') });
    } finally {
      await later.close();
    }
  });
});

describe('while a socket is open', () => {
  test('an agent who loses a product hears nothing of it any more, nor of what they missed, and the others go on', async () => {
    const hats = await desk.seed.product(company.workspace, 'Hats');
    const chat = await desk.seed.channel(hats);
    const both = { grants: [{ product: company.product }, { product: hats }] };
    const ayse = await company.onlineAgent('Ayşe', both);
    const [ali, veli] = [await company.customerWithChat('Ali'), await company.customerWithChat('Veli', chat)];
    const now = await company.now();
    const inbox = ayse.followsInbox(now);
    const changes = ayse.followsConversations(null, now);
    await ali.writes('Of shoes');
    await inbox.next(({ inboxMessageAdded: { message } }) => message.text === 'Of shoes');

    await (await company.supervisor()).changes(ayse, { grants: [{ productId: encodeId('product', hats.id) }] });
    await ali.writes('To nobody');
    await ali.ends();
    await veli.writes('Of hats');
    await inbox.next(({ inboxMessageAdded: { message } }) => message.text === 'Of hats');
    await veli.ends();
    await changes.next(({ conversationChanged }) => conversationChanged.change === 'ENDED');
    expect(JSON.stringify(inbox.seen)).not.toContain('To nobody');
    expect(changes.seen.filter(({ conversationChanged }) => conversationChanged.change === 'ENDED')).toHaveLength(1);

    const again = ayse.followsInbox(now);
    await again.next(({ inboxMessageAdded: { message } }) => message.text === 'Of hats');
    expect(JSON.stringify(again.seen)).not.toContain('Of shoes');
  });

  test('an agent who loses a conversation hears no more of it in their inbox, and the others go on', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const [ali, veli] = [await company.customerWithChat('Ali'), await company.customerWithChat('Veli')];
    const mehmet = await company.onlineAgent('Mehmet');
    const inbox = ayse.followsInbox(await company.now());
    await ali.writes('Before');
    await inbox.next();
    await ayse.handsOver(ali, mehmet);
    await ali.writes('To Mehmet');
    await veli.writes('To Ayşe');
    expect(await inbox.next()).toMatchObject({ inboxMessageAdded: { message: { text: 'To Ayşe' } } });
  });
});

describe('a fresh token on the same socket', () => {
  test('is taken by ping, and nothing is lost while messages are written and the first one ends', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    const now = await company.now();
    const socket = await connected(await tokenThatHolds(ayse, 5_000));
    followMessages(socket, ali.conversationId, now);
    const ends = Date.now() + 5_500;
    let written = 0;
    const writing = (async () => {
      for (; Date.now() < ends; written++) await ali.writes(`${written}`);
    })();
    await eventually(
      () => sequencesOf(socket).length,
      (length) => length > 0,
    );
    const accepted = await renews(socket, `Bearer ${await tokenThatHolds(ayse, 600_000)}`);
    expect(accepted.accepted).toBe(true);
    expect(Date.parse(accepted.expiresAt ?? '') - desk.clock.now().getTime()).toBeGreaterThan(500_000);
    await writing;
    const sequences = await eventually(
      () => sequencesOf(socket),
      ({ length }) => length >= written,
    );
    expect(sequences).toEqual(Array.from({ length: written }, (_, n) => n + 2));
    await socket.close();
  });

  test('then counts: the socket stays when the first session ends, and goes when the second one does', async () => {
    const ayse = await company.agent('Ayşe');
    const [first, second] = [await tokenOf(ayse), await tokenOf(ayse)];
    const socket = await connected(first);
    expect((await renews(socket, `Bearer ${second}`)).accepted).toBe(true);
    await desk.withToken(first).ask('mutation { signOut { signedOut userErrors { code } } }');
    socket.subscribe('1', '{ viewer { __typename } }');
    expect(JSON.stringify(await socket.frame('next'))).toContain('AgentViewer');
    await desk.withToken(second).ask('mutation { signOut { signedOut userErrors { code } } }');
    expect(await socket.closed).toMatchObject({ code: 4401 });
  });

  test('is refused when it does not hold or stands for somebody else; the socket goes on with the one it has', async () => {
    const [ayse, mehmet] = [await company.agent('Ayşe'), await company.agent('Mehmet')];
    const ali = await company.customerWithChat('Ali');
    const [socket, visitor, early] = [await connected(await tokenOf(ayse)), await connected(), new RawSocket(desk.url)];
    const others = [`Bearer ${await tokenOf(mehmet)}`, `Bearer ${ali.client.accessToken}`];
    for (const authorization of [...others, 'Bearer nonsense', 'nonsense', '', null, 42]) {
      const answer = await renews(socket, authorization);
      expect([authorization, answer]).toEqual([authorization, { accepted: false, reason: expect.any(String) }]);
    }
    expect(await renews(visitor, others[0])).toMatchObject({ accepted: false });
    socket.subscribe('1', '{ viewer { ... on AgentViewer { agent { name } } } }');
    expect(JSON.stringify(await socket.frame('next'))).toContain('Ayşe');
    socket.send({ type: 'ping', payload: { sent: 1 } });
    await eventually(
      () => socket.frames.at(-1)?.payload,
      (payload) => JSON.stringify(payload) === '{"sent":1}',
    );
    for (const each of [socket, visitor]) await each.close();
    await early.init();
    await early.close();
  });
});
