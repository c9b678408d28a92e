import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startChat } from '../support/chats.js';
import { eventually } from '../support/eventually.js';
import { Follower } from '../support/follower.js';
import { codesOf } from '../support/mutations.js';
import { ServerProcesses } from '../support/server-processes.js';

const SUBSCRIBERS = 120;

let servers: ServerProcesses;
beforeAll(async () => {
  servers = await ServerProcesses.start(2, {
    DRAIN_SECONDS: '1',
    CLOSE_SECONDS: '1',
    LIMIT_SOCKETS_PER_USER: '1000',
    LIMIT_SUBSCRIBES_PER_SECOND: '1000',
  });
}, 60_000);
afterAll(() => servers.stop());

interface Heard {
  cursor: string;
  message: { sequence: number };
}

const MESSAGE_ADDED = `subscription ($id: ID!, $after: Cursor) {
  event: messageAdded(conversationId: $id, after: $after) { ... on MessageAdded { cursor message { sequence } } ... on StreamGap { reason resumeFrom } }
}`;

test('a process is replaced under load: readiness first, then sockets with 1012; nobody loses a message or an answer', async () => {
  const { desk } = servers;
  const workspace = await desk.seed.workspace();
  const product = await desk.seed.product(workspace);
  const channel = await desk.seed.channel(product);
  const ayse = await desk.seed.agent(workspace, 'Ayşe', { grants: [{ product }], capacity: 50 });
  const token = await desk.seed.accessToken({ workspaceId: workspace.id, agentId: ayse.id });
  const chat = await startChat(desk, channel);
  const [leaving = '', staying = ''] = servers.urls;
  const isLeft = { yet: false };

  const followers = Array.from({ length: SUBSCRIBERS }, () => {
    let at = leaving;
    return new Follower<Heard>({
      // A client that was sent away goes to another address, as a load balancer sends it.
      at: () => {
        const here = at;
        at = staying;
        return here;
      },
      token: () => token,
      query: MESSAGE_ADDED,
      variables: { id: chat.conversationId },
      after: 'e0',
    });
  });
  const allHave = (many: number) =>
    eventually(
      () => followers.map(({ heard }) => heard.length),
      (lengths) => lengths.every((length) => length >= many),
      30_000,
    );
  await allHave(1);

  let sent = 1;
  const write = async (until: () => boolean): Promise<void> => {
    const [here, there] = [servers.client(0, chat.customer.accessToken), servers.client(1, chat.customer.accessToken)];
    while (!until()) {
      const input = { conversationId: chat.conversationId, clientMessageId: `m${sent}`, text: 'Orada mısınız?' };
      expect(await codesOf(isLeft.yet ? there : here, 'sendMessage', input)).toEqual([]);
      sent += 1;
      await pause(5);
    }
  };
  const isOver = { yet: false };
  const writing = write(() => isOver.yet);

  const ended = servers.end(0);
  const readiness = await eventually(
    async () => (await fetch(`${leaving}/readyz`)).status,
    (status) => status === 503,
  );
  expect(readiness).toBe(503);
  // From here on a load balancer sends new requests elsewhere.
  isLeft.yet = true;
  expect(await ended).toEqual({ code: 0, signal: null });
  isOver.yet = true;
  await writing;

  await allHave(sent);
  const expected = Array.from({ length: sent }, (_, n) => n + 1);
  for (const { heard, closes, faults } of followers) {
    expect(heard.map(({ message }) => message.sequence)).toEqual(expected);
    expect([closes[0], faults]).toEqual([1012, []]);
  }
  await Promise.all(followers.map((follower) => follower.stop()));
  expect(servers.complaints()).toEqual(['SIGTERM: stopping…']);
}, 120_000);
