import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RedisServer } from '../../src/cluster/redis-server.js';
import { encodeId } from '../../src/ids.js';
import { startChat } from '../support/chats.js';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { codesOf } from '../support/mutations.js';
import { whyNoRedis } from '../support/redis.js';
import { ServerProcesses } from '../support/server-processes.js';

const withRedis = whyNoRedis ? describe.skip : describe;

withRedis(`two processes with Redis${whyNoRedis ? ` (${whyNoRedis})` : ''}`, () => {
  let redis: RedisServer;
  let servers: ServerProcesses;
  beforeAll(async () => {
    redis = await RedisServer.start();
    servers = await ServerProcesses.start(2, { REDIS_URL: redis.url });
  }, 60_000);
  afterAll(async () => {
    await servers.stop();
    await redis.stop('SIGKILL');
  });

  const readiness = async (): Promise<unknown[]> =>
    Promise.all(
      servers.urls.map(async (url) => {
        const response = await fetch(`${url}/readyz`);
        return [response.status, await response.json()];
      }),
    );
  const becomes = async (redisIs: string, hints: string): Promise<void> => {
    const each = [200, { status: 'ready', database: 'reachable', redis: redisIs, hints }];
    const seen = await eventually(readiness, (look) => JSON.stringify(look) === JSON.stringify([each, each]), 15_000);
    expect(seen).toEqual([each, each]);
  };

  test('Redis goes and comes back while messages are written: each reaches the other process once, in order', async () => {
    const { desk } = servers;
    const workspace = await desk.seed.workspace();
    const product = await desk.seed.product(workspace);
    const channel = await desk.seed.channel(product);
    const ayse = await desk.seed.agent(workspace, 'Ayşe', { grants: [{ product }] });
    const chat = await startChat(desk, channel);
    const [, there] = (await servers.as(ayse)) as [Client, Client];
    const token = await desk.seed.accessToken({ workspaceId: workspace.id, customerId: await customerOf(chat.id) });
    const writer = servers.client(0, token);
    const heard = there.follow<{ messageAdded: { message?: { sequence: number } } }>(
      'subscription ($id: ID!) { messageAdded(conversationId: $id, after: "e0") { ... on MessageAdded { message { sequence } } } }',
      { id: encodeId('conversation', chat.id) },
    );
    await becomes('reachable', 'redis');
    let sent = 1;
    const write = async (many: number): Promise<void> => {
      for (let each = 0; each < many; each++, sent++) {
        const input = { conversationId: chat.conversationId, clientMessageId: `m${sent}`, text: 'Orada mısınız?' };
        expect(await codesOf(writer, 'sendMessage', input)).toEqual([]);
        await pause(5);
      }
    };
    await write(20);
    const writing = write(100);
    await redis.stop('SIGKILL');
    await writing;
    await becomes('away', 'polling');
    await write(20);
    await heard.next(({ messageAdded }) => messageAdded.message?.sequence === sent, 20_000);
    const returning = write(100);
    await redis.start();
    await returning;
    await becomes('reachable', 'redis');
    await write(20);
    await heard.next(({ messageAdded }) => messageAdded.message?.sequence === sent, 20_000);
    expect(heard.seen.map(({ messageAdded }) => messageAdded.message?.sequence)).toEqual(Array.from({ length: sent }, (_, n) => n + 1));
    const words = servers.complaints().map((line) => JSON.parse(line).msg);
    expect([...new Set(words)]).toEqual(['Redis is away: the event log is polled instead, and signals stay in this process']);
    expect(words).toHaveLength(2);
  }, 120_000);

  const customerOf = async (conversationId: string): Promise<string> => {
    const [row] = await servers.desk.sql<{ customer_id: string }>('select customer_id from conversation where id = $1', [conversationId]);
    return row?.customer_id ?? '';
  };
});
