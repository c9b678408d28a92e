import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { Random } from '../../src/dialogues/random.js';
import { decodeId } from '../../src/ids.js';
import { Company } from '../support/company.js';
import { eventually } from '../support/eventually.js';
import { codesOf } from '../support/mutations.js';
import { ServerProcesses } from '../support/server-processes.js';

const MESSAGES = 2_000;
const CHATS = 12;
const WRITERS = 8;
const DAY = 86_400_000;

/** Subscribers and writers who go by their own numbers; printed with a failure, and given to play it again. */
const SEED = Number(process.env.SEAM_SEED ?? 20_261);

let servers: ServerProcesses;
let company: Company;
beforeAll(async () => {
  servers = await ServerProcesses.start();
  company = await Company.open(servers.desk);
}, 60_000);
afterAll(() => servers.stop());

interface Chat {
  conversationId: string;
  token: string;
}

const EVENT = '... on MessageAdded { cursor message { conversationId sequence } } ... on StreamGap { reason resumeFrom }';
const INBOX = `subscription ($after: Cursor) { event: inboxMessageAdded(after: $after) { ${EVENT} } }`;
const CHAT = `subscription ($id: ID!, $after: Cursor) { event: messageAdded(conversationId: $id, after: $after) { ${EVENT} } }`;

interface Event {
  cursor: string;
  message: { conversationId: string; sequence: number };
}

const connect = (url: string, token: string): Client =>
  createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${token}` },
  });

/** Somebody who follows with interruptions, each time from the last cursor, at whichever process it may be. */
class Subscriber {
  readonly seen: Event[] = [];
  pieces = 0;

  constructor(
    private readonly random: Random,
    private readonly token: string,
    private readonly query: string,
    private readonly after: string,
    readonly chat: Chat | null,
  ) {}

  get last(): string {
    return this.seen.at(-1)?.cursor ?? this.after;
  }

  /** Until `isOver` says that nothing more will come. */
  async follow(isOver: (last: string) => boolean): Promise<void> {
    while (!isOver(this.last)) {
      this.pieces += 1;
      await this.piece(isOver);
      if (this.random.chance(0.5)) await pause(this.random.skewed(0, 60));
    }
  }

  private async piece(isOver: (last: string) => boolean): Promise<void> {
    const client = connect(this.random.pick(servers.urls), this.token);
    const stream = client.iterate<{ event: Event }>({
      query: this.query,
      variables: { id: this.chat?.conversationId, after: this.last },
    });
    let left = this.random.skewed(1, 60);
    const quiet = setInterval(() => isOver(this.last) && client.terminate(), 25);
    try {
      for await (const { data, errors } of stream) {
        if (!data || !('cursor' in data.event)) throw new Error(`not an event: ${JSON.stringify(data ?? errors)}`);
        this.seen.push(data.event);
        left -= 1;
        if (left > 0) continue;
        // Leaves as a tunnel does, or with a word.
        if (this.random.chance(0.5)) client.terminate();
        break;
      }
    } catch (failure) {
      // Terminated by ourselves, as 4499.
      if ((failure as { code?: number }).code !== 4499) throw failure;
    } finally {
      clearInterval(quiet);
      await Promise.resolve(client.dispose()).catch(() => undefined);
    }
  }
}

/** Both sides write to chats at random through both processes, each on their own. */
const write = async (chats: readonly Chat[], agentToken: string): Promise<void> => {
  const writing = Array.from({ length: WRITERS }, async (_, writer) => {
    const random = new Random(SEED * 100 + writer);
    for (let n = 0; n < MESSAGES / WRITERS; n++) {
      const { conversationId, token } = random.pick(chats);
      const client = servers.client(random.whole(0, 1), random.chance(0.5) ? token : agentToken);
      const input = { conversationId, clientMessageId: `${writer}-${n}`, text: `${n}` };
      expect(await codesOf(client, 'sendMessage', input)).toEqual([]);
    }
  });
  await Promise.all(writing);
};

/** Meanwhile the log begins new partitions, as on new days. */
const daysGoBy = async (isOver: () => boolean): Promise<void> => {
  const { clock, server } = servers.desk;
  for (let days = 0; days < 4 && !isOver(); days++) {
    await pause(500);
    clock.advance(DAY + 1);
    await server.app.logUpkeep.run();
  }
};

test('whoever resumes at random, hundreds of times, while thousands of messages are written through several processes, gets each once and in order', async () => {
  const ayse = await company.onlineAgent('Ayşe', { capacity: 50 });
  const customers = await Promise.all(Array.from({ length: CHATS }, (_, n) => company.customerWithChat(`Customer ${n}`)));
  const chats: Chat[] = customers.map(({ conversationId, client }) => ({ conversationId, token: client.accessToken ?? '' }));
  const agentToken = ayse.client.accessToken ?? '';
  const after = await company.now();
  const random = (n: number): Random => new Random(SEED + n);
  const subscribers = [
    ...[1, 2].map((n) => new Subscriber(random(n), agentToken, INBOX, after, null)),
    ...chats.slice(0, 4).map((chat, n) => new Subscriber(random(10 + n), chat.token, CHAT, after, chat)),
    ...chats.slice(0, 2).map((chat, n) => new Subscriber(random(20 + n), agentToken, CHAT, after, chat)),
  ];
  let ends: Map<string | null, string> | null = null;
  // Who waits for what never comes gives up, so that it is seen what is missing.
  let until = Number.POSITIVE_INFINITY;
  const isOver = (chat: Chat | null, last: string): boolean => ends?.get(chat?.conversationId ?? null) === last || Date.now() > until;
  const following = subscribers.map((each) => each.follow((last) => isOver(each.chat, last)));
  let written = false;
  const days = daysGoBy(() => written);
  await write(chats, agentToken);
  written = true;
  await days;

  const rows = await servers.desk.sql<{ id: string; conversationId: string; sequence: number }>(
    `select e.id, e.conversation_id as "conversationId", m.sequence from event e join message m on m.id = e.subject_id
     where e.workspace_id = $1 and e.type = 'message.added' and e.id > $2 order by e.id`,
    [company.workspace.id, BigInt(Number.parseInt(after.slice(1), 36)).toString()],
  );
  const due = rows.map(({ id, ...rest }) => ({ cursor: `e${BigInt(id).toString(36)}`, ...rest }));
  expect(due).toHaveLength(MESSAGES);
  const dueTo = (chat: Chat | null) => due.filter((row) => !chat || row.conversationId === decodeId('conversation', chat.conversationId));
  ends = new Map([null, ...chats].map((chat) => [chat?.conversationId ?? null, dueTo(chat).at(-1)?.cursor ?? after]));
  until = Date.now() + 30_000;
  await Promise.all(following);

  for (const { seen, chat } of subscribers) {
    const expected = dueTo(chat).map(({ cursor, sequence }) => ({ cursor, sequence }));
    expect({ seed: SEED, seen: seen.map(({ cursor, message }) => ({ cursor, sequence: message.sequence })) }).toEqual({
      seed: SEED,
      seen: expected,
    });
  }
  expect(subscribers.reduce((sum, { pieces }) => sum + pieces, 0)).toBeGreaterThan(300);
  await servers.closeClients();
  expect(
    await eventually(
      () => servers.held(),
      (held) => held === 0,
      10_000,
    ),
  ).toBe(0);
}, 120_000);
