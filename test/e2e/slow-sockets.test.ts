import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AgentAtWork } from '../support/agent-at-work.js';
import { Company } from '../support/company.js';
import type { Customer } from '../support/customer.js';
import { eventually } from '../support/eventually.js';
import { gauge } from '../support/metrics.js';
import { RawSocket } from '../support/raw-socket.js';

/** More than one answer, far less than what is written to a socket that is not read. */
const BUFFERED = 262_144;
const LONG = 'x'.repeat(3_900);
/** A frame of some 80 KB: the kernel takes several MB for a socket before anything waits in the process. */
const STREAM = `subscription ($after: Cursor, $id: ID!) { conversationChanged(after: $after, filter: { conversationId: $id }) {
  __typename ... on ConversationChanged { cursor conversation { ... on Conversation { messages(first: 20) { nodes { text } } } } }
  ... on StreamGap { reason resumeFrom } } }`;

interface Item {
  __typename: 'ConversationChanged' | 'StreamGap';
  cursor?: string;
  reason?: string;
  resumeFrom?: string;
}

let company: Company;
beforeAll(async () => {
  company = await Company.open({
    env: {
      LIMIT_BUFFERED_BYTES: String(BUFFERED),
      SLOW_SOCKET_SECONDS: '1',
      LIMIT_SUBSCRIBES_PER_SECOND: '100000',
      LIMIT_OPERATIONS_PER_SOCKET: '1000',
    },
  });
});
afterAll(() => company.close());

const socketOf = async ({ client }: AgentAtWork): Promise<RawSocket> => {
  const socket = await new RawSocket(company.desk.url).init({ authorization: `Bearer ${client.accessToken}` });
  await socket.frame('connection_ack');
  return socket;
};
const itemsOf = (socket: RawSocket): Item[] =>
  socket.frames
    .filter(({ type }) => type === 'next')
    .map(({ payload }) => (payload as { data: { conversationChanged: Item } }).data.conversationChanged);
const cursorsOf = (socket: RawSocket): (string | undefined)[] =>
  itemsOf(socket).flatMap((item) => (item.__typename === 'ConversationChanged' ? [item.cursor] : []));

describe('a socket that is not read', () => {
  /** So many changes of a conversation whose every frame shows twenty long messages. */
  const chatter = async (agent: AgentAtWork, chat: Customer, count: number, cursors: string[] = []): Promise<string[]> => {
    for (let n = 0; n < count; n++) cursors.push((await agent.notes(chat, `note ${n}`)).cursor ?? '');
    return cursors;
  };

  test('holds up nobody, takes no more than the limit, is told of the gap, closed with 1013, and loses nothing by resuming', async () => {
    const [ayse, ali] = [await company.onlineAgent('Ayşe'), await company.customerWithChat('Ali')];
    for (let n = 0; n < 20; n++) await ali.writes(`${n} ${LONG}`);
    const [after, variables] = [await company.now(), { id: ali.conversationId }];
    const [slow, quick] = [await socketOf(ayse), await socketOf(ayse)];
    for (const socket of [slow, quick]) socket.subscribe('1', STREAM, { ...variables, after });
    const first = await chatter(ayse, ali, 1);
    for (const socket of [slow, quick]) await socket.frame('next');
    slow.pause();
    let most = 0;
    const flow = { isOver: false };
    const watched = (async () => {
      while (!flow.isOver) most = Math.max(most, await gauge(company.desk, 'sohbet_sockets_buffered_bytes'));
    })();
    const cursors = [...first];
    const writing = chatter(ayse, ali, 200, cursors);
    // Closed, as far as the server is concerned; the goodbye is on its way, for ten seconds: on a busy machine that is less than the writing takes.
    expect(
      await eventually(
        () => gauge(company.desk, 'sohbet_sockets'),
        (count) => count === 1,
        60_000,
      ),
    ).toBe(1);
    const soFar = [...cursors];
    await eventually(
      () => cursorsOf(quick).length,
      (count) => count >= soFar.length,
    );
    expect(cursorsOf(quick).slice(0, soFar.length)).toEqual(soFar);
    flow.isOver = true;
    await watched;
    expect(most).toBeGreaterThan(BUFFERED);
    // One frame may be written when the limit is not reached yet; the other socket may have some on its way.
    expect(most).toBeLessThan(BUFFERED + 400_000);
    slow.resume();
    expect(await slow.closed).toMatchObject({ code: 1013 });
    await writing;
    await eventually(
      () => cursorsOf(quick).length,
      (count) => count === cursors.length,
      10_000,
    );
    expect(cursorsOf(quick)).toEqual(cursors);
    const gap = itemsOf(slow).at(-1);
    expect(gap).toMatchObject({ __typename: 'StreamGap', reason: 'TOO_SLOW' });
    expect(slow.frames.at(-1)).toEqual({ type: 'complete', id: '1' });
    const seen = cursorsOf(slow);
    expect([seen, gap?.resumeFrom]).toEqual([cursors.slice(0, seen.length), seen.at(-1)]);
    const again = await socketOf(ayse);
    again.subscribe('1', STREAM, { ...variables, after: gap?.resumeFrom });
    await eventually(
      () => cursorsOf(again).length,
      (count) => count === cursors.length - seen.length,
      10_000,
    );
    expect([...seen, ...cursorsOf(again)]).toEqual(cursors);
    for (const socket of [again, quick]) await socket.close();
  }, 90_000);

  test('that catches up slowly is waited for: it gets everything, and nothing piles up', async () => {
    const [ayse, ali] = [await company.onlineAgent('Ayşe'), await company.customerWithChat('Ali')];
    for (let n = 0; n < 20; n++) await ali.writes(`${n} ${LONG}`);
    const [after, variables] = [await company.now(), { id: ali.conversationId }];
    const cursors = await chatter(ayse, ali, 200);
    const socket = await socketOf(ayse);
    socket.subscribe('1', STREAM, { ...variables, after });
    await socket.frame('next');
    for (let n = 0; n < 5; n++) {
      socket.pause();
      await gauge(company.desk, 'sohbet_sockets_buffered_bytes');
      socket.resume();
    }
    await eventually(
      () => cursorsOf(socket).length,
      (count) => count === cursors.length,
      15_000,
    );
    expect(cursorsOf(socket)).toEqual(cursors);
    await socket.close();
  }, 90_000);
});

describe('what ended', () => {
  test('leaves nothing behind: thousands of subscriptions, completed, refused, cut off, given up before they stood', async () => {
    const { hub } = company.desk.server.app.live;
    const staff = await Promise.all(['A', 'B', 'C'].map((name) => company.agent(`Leaver ${name}`)));
    const ali = await company.customerWithChat('Ali');
    const after = await company.now();
    const held = (): Promise<number[]> =>
      Promise.all(['sohbet_sockets', 'sohbet_subscribers', 'sohbet_shared_subscriptions'].map((name) => gauge(company.desk, name)));
    await eventually(held, ([sockets]) => sockets === 0);
    const before = await held();
    const roots = [
      'queueSizeChanged',
      'agentCountsChanged { online }',
      'inboxMessageAdded { __typename }',
      `messageAdded(conversationId: "${ali.conversationId}", after: "${after}") { __typename }`,
      `messageAdded(conversationId: "conversation_nonsense") { __typename }`,
      `conversationChanged(after: "${after}") { __typename }`,
      'agentChanged { ... on AgentChanged { agent { groups { name } } } }',
      `channelAvailabilityChanged(channelKey: "${company.web.key}") { online }`,
    ];
    const visit = async (agent: AgentAtWork, round: number): Promise<void> => {
      const socket = await socketOf(agent);
      for (let n = 0; n < 50; n++) {
        socket.subscribe(String(n), `subscription { ${roots[(n + round) % roots.length]} }`);
        if (n % 3 === 0) socket.send({ type: 'complete', id: String(n) });
      }
      if (round % 2) await socket.frame('next');
      if (round % 4 === 3) await agent.goes(round % 8 === 3 ? 'ONLINE' : 'BREAK');
      for (let n = 0; n < 50; n += 4) socket.send({ type: 'complete', id: String(n) });
      if (round % 3) socket.cut();
      else await socket.close();
    };
    await Promise.all(
      staff.map(async (agent) => {
        for (let round = 0; round < 24; round++) await visit(agent, round);
      }),
    );
    await eventually(held, (now) => now.every((count, n) => count === before[n]), 10_000);
    expect([await held(), hub.size]).toEqual([before, before[1]]);
  }, 90_000);
});
