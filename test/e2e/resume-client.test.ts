import { setTimeout as pause } from 'node:timers/promises';
import { ApolloClient, gql, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createClient as createUrql, subscriptionExchange } from '@urql/core';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type Gap, keepConnected, type Resuming, resuming, SessionOver, type Staying } from '../../clients/resume.js';
import { Random } from '../../src/dialogues/random.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
import { Company } from '../support/company.js';
import type { Customer } from '../support/customer.js';
import { CuttingProxy } from '../support/cutting-proxy.js';
import { Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';

const MESSAGES = 150;
const QUERY = `subscription ($id: ID!, $after: Cursor) {
  messageAdded(conversationId: $id, after: $after) {
    ... on MessageAdded { cursor message { sequence } }
    ... on StreamGap { reason resumeFrom }
  }
}`;
interface Data {
  messageAdded: { cursor?: string; message?: { sequence: number }; reason?: string };
}

let desk: Desk;
let company: Company;
let ayse: AgentAtWork;
let ali: Customer;
let proxy: CuttingProxy;
const clients: Client[] = [];
beforeAll(async () => {
  desk = await Desk.start();
  proxy = await CuttingProxy.before(() => desk.url);
});
afterAll(async () => {
  await proxy.stop();
  await desk.stop();
});
beforeEach(async () => {
  company = await Company.open(desk);
  ayse = await company.onlineAgent('Ayşe');
  ali = await company.customerWithChat('Ali');
});
afterEach(async () => {
  // One that is just connecting again, for nobody any more, says so.
  for (const client of clients.splice(0)) await Promise.resolve(client.dispose()).catch(() => undefined);
});

const tokenOf = ({ seeded }: AgentAtWork): Promise<string> =>
  desk.seed.accessToken({ workspaceId: seeded.workspaceId, agentId: seeded.id });

const connect = (options: Partial<Staying & Resuming> = {}): Client => {
  const { token = () => tokenOf(ayse), longestWait = 40, onGap } = options;
  const url = `${proxy.url.replace('http', 'ws')}/graphql`;
  const client = resuming(createClient({ url, webSocketImpl: WebSocket, ...keepConnected({ token, longestWait }) }), { onGap });
  clients.push(client);
  return client;
};

/** Writes from both sides while the connections are cut again and again; waits until all has arrived, or nothing comes any more. */
const writeAmidCuts = async (seed: number, seen: readonly number[]): Promise<void> => {
  const random = new Random(seed);
  const cutsBefore = proxy.cuts;
  let over = false;
  const cutting = (async () => {
    while (!over) {
      await pause(random.whole(5, 120));
      proxy.cut();
    }
  })();
  for (let n = 0; n < MESSAGES; n++) {
    await (random.chance(0.5) ? ali.writes(`${n}`) : ayse.writes(ali, `${n}`));
    // Not all of it between two cuts, however fast the machine.
    if (n % 10 === 0) await pause(40);
  }
  over = true;
  await cutting;
  await eventually(
    () => seen.length,
    (length) => length >= MESSAGES,
    15_000,
  );
  expect(proxy.cuts - cutsBefore).toBeGreaterThan(1);
};
const ALL = Array.from({ length: MESSAGES }, (_, n) => n + 2);

describe('a subscription through connections that are cut at random misses nothing and doubles nothing', () => {
  test.each([1, 2])('with graphql-ws, seed %i', async (seed) => {
    const seen: number[] = [];
    const failures: unknown[] = [];
    connect().subscribe<Data>(
      { query: QUERY, variables: { id: ali.conversationId, after: await company.now() } },
      {
        next: ({ data }) => seen.push(data?.messageAdded.message?.sequence ?? -1),
        error: (failure) => failures.push(failure),
        complete: () => failures.push('completed'),
      },
    );
    await writeAmidCuts(seed, seen);
    expect([seen, failures]).toEqual([ALL, []]);
  });

  test('with Apollo Client', async () => {
    const apollo = new ApolloClient({ cache: new InMemoryCache(), link: new GraphQLWsLink(connect()) });
    const seen: number[] = [];
    const failures: unknown[] = [];
    const subscription = apollo
      .subscribe<Data>({ query: gql(QUERY), variables: { id: ali.conversationId, after: await company.now() }, fetchPolicy: 'no-cache' })
      .subscribe({
        next: ({ data, error }) => (error ? failures.push(error) : seen.push(data?.messageAdded.message?.sequence ?? -1)),
        error: (failure) => failures.push(failure),
      });
    await writeAmidCuts(3, seen);
    expect([seen, failures]).toEqual([ALL, []]);
    subscription.unsubscribe();
    apollo.stop();
  });

  test('with urql', async () => {
    const client = connect();
    const urql = createUrql({
      url: desk.url,
      preferGetMethod: false,
      exchanges: [
        subscriptionExchange({
          forwardSubscription: ({ query = '', variables }) => ({
            subscribe: (sink) => ({
              unsubscribe: client.subscribe({ query, variables: variables as Record<string, unknown> }, sink as never),
            }),
          }),
        }),
      ],
    });
    const seen: number[] = [];
    const failures: unknown[] = [];
    const { unsubscribe } = urql
      .subscription<Data>(QUERY, { id: ali.conversationId, after: await company.now() })
      .subscribe(({ data, error }) => (error ? failures.push(error) : seen.push(data?.messageAdded.message?.sequence ?? -1)));
    await writeAmidCuts(4, seen);
    expect([seen, failures]).toEqual([ALL, []]);
    unsubscribe();
  });
});

describe('the client’s helper', () => {
  const subscribe = (client: Client, after?: string) => {
    const heard = { seen: [] as number[], failures: [] as unknown[], completed: false };
    const stop = client.subscribe<Data>(
      { query: QUERY, variables: { id: ali.conversationId, ...(after && { after }) } },
      {
        next: ({ data }) => heard.seen.push(data?.messageAdded.message?.sequence ?? -1),
        error: (failure) => heard.failures.push(failure),
        complete: () => {
          heard.completed = true;
        },
      },
    );
    return { heard, stop };
  };
  const reaches = (heard: { seen: number[] }, sequence: number) =>
    eventually(
      () => heard.seen.at(-1),
      (last) => last === sequence,
      10_000,
    );

  test('without `after` begins where the connection began, and a cut before the first event loses nothing', async () => {
    const client = connect();
    const { heard, stop } = subscribe(client);
    await eventually(
      () => desk.server.app.live.hub.size,
      (size) => size > 1,
    );
    proxy.cut();
    await ali.writes('Into the gap');
    await reaches(heard, 2);
    expect(heard.seen).toEqual([2]);
    stop();
    expect(heard.completed).toBe(true);
  });

  test('gives a fresh token before the one it has ends, and refreshes one that has ended', async () => {
    const asked: boolean[] = [];
    const short = async (fresh: boolean): Promise<string> => {
      asked.push(fresh);
      const ago = 15 * 60_000 - (asked.length === 1 ? -1_000 : asked.length === 2 ? 3_000 : 600_000);
      desk.clock.advance(-ago);
      try {
        return await tokenOf(ayse);
      } finally {
        desk.clock.advance(ago);
      }
    };
    const { heard, stop } = subscribe(connect({ token: short }), await company.now());
    const until = Date.now() + 4_500;
    let written = 1;
    for (; Date.now() < until; written++) {
      await ali.writes(`${written}`);
      await pause(50);
    }
    await reaches(heard, written);
    // The first was refused, the second taken at the connection, the third by ping (or, on a slow machine, after the second ended).
    expect(asked.slice(0, 3)).toEqual([false, true, true]);
    expect(heard).toMatchObject({ seen: Array.from({ length: written - 1 }, (_, n) => n + 2), failures: [] });
    stop();
  });

  test('stops when the session is over, and when there is no further token', async () => {
    const token = await tokenOf(ayse);
    const signedOut = subscribe(connect({ token: () => token }), await company.now());
    await ali.writes('Still there');
    await reaches(signedOut.heard, 2);
    await desk.withToken(token).ask('mutation { signOut { signedOut userErrors { code } } }');
    const ended = subscribe(
      connect({
        token: () => {
          throw new SessionOver();
        },
      }),
    );
    for (const { heard } of [signedOut, ended])
      await eventually(
        () => heard.failures.length,
        (length) => length > 0,
      );
    expect(signedOut.heard.failures).toEqual([expect.objectContaining({ code: 4401 })]);
    expect(ended.heard.failures).toEqual([expect.any(SessionOver)]);
  });

  test('goes on after a gap: it says what is gone, and asks for what is not', async () => {
    const gaps: Gap[] = [];
    const { heard, stop } = subscribe(connect({ onGap: (gap) => gaps.push(gap) }), 'ezzzzzzzz');
    await eventually(
      () => gaps.length,
      (length) => length > 0,
    );
    await ali.writes('From now on');
    await reaches(heard, 2);
    expect([gaps[0]?.reason, heard.seen, heard.failures]).toEqual(['UNKNOWN', [-1, 2], []]);
    stop();
  });

  test('refuses a document that would let it lose its place', async () => {
    const failures: unknown[] = [];
    const query = 'subscription ($id: ID!, $after: Cursor) { messageAdded(conversationId: $id, after: $after) { __typename } }';
    connect().subscribe(
      { query, variables: { id: ali.conversationId, after: await company.now() } },
      { next: () => undefined, error: (failure) => failures.push(failure), complete: () => failures.push('completed') },
    );
    await ali.writes('One');
    await eventually(
      () => failures.length,
      (length) => length > 0,
    );
    expect(failures).toEqual([expect.objectContaining({ message: expect.stringContaining('cursor') })]);
  });

  test('iterates, and leaves queries and states alone', async () => {
    const client = connect();
    const stream = client.iterate<Data>({ query: QUERY, variables: { id: ali.conversationId, after: await company.now() } });
    const states = client.iterate<{ queueSizeChanged: number }>({ query: 'subscription { queueSizeChanged }' });
    expect((await states.next()).value?.data?.queueSizeChanged).toBe(0);
    await ali.writes('One');
    expect((await stream.next()).value?.data?.messageAdded.message?.sequence).toBe(2);
    await ali.writes('Two');
    proxy.cut();
    await ali.writes('Three');
    expect((await stream.next()).value?.data?.messageAdded.message?.sequence).toBe(3);
    expect((await stream.next()).value?.data?.messageAdded.message?.sequence).toBe(4);
    for (const each of [stream, states]) await each.return?.();
    expect(await stream.next()).toEqual({ value: undefined, done: true });
  });
});
