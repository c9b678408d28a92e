import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort } from '../../src/cluster/free-port.js';
import { installed } from '../../src/cluster/installed.js';
import { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { Follower } from '../support/follower.js';
import { mutate } from '../support/mutations.js';
import { type NodeProcess, startNode } from '../support/node-process.js';

const whyNot = installed('nginx') || process.env.CI === 'true' ? undefined : 'nginx is not installed';
const withNginx = whyNot ? describe.skip : describe;

const SIGN_IN = { email: 'ayse@demo.sohbet.local', password: 'merhaba-sohbet' };
const INBOX = `subscription ($after: Cursor) { event: inboxMessageAdded(after: $after) {
  ... on MessageAdded { cursor message { conversationId sequence } } ... on StreamGap { reason resumeFrom } } }`;

interface Heard {
  message: { conversationId: string; sequence: number };
}

withNginx(`npm run cluster${whyNot ? ` (${whyNot})` : ''}`, () => {
  let home: string;
  let url: string;
  let cluster: NodeProcess;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'cluster-'));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const settings = { HOST: '', PORT: '', DATABASE_URL: '', REDIS_URL: '', DATA_DIR: home, DEMO: '1', LOG_LEVEL: 'warn' };
    cluster = startNode('src/cluster/main.ts', ['--nodes', '2', '--port', String(port)], settings);
    await cluster.line(/^Try: /);
  }, 120_000);
  afterAll(async () => {
    await cluster.end('SIGINT');
    await rm(home, { recursive: true, force: true });
  }, 60_000);

  const unanswered: string[] = [];
  /** Mutations that no process answered are sent again; nginx says so with a page that is no JSON. */
  const persistently = async <Fields>(client: Client, mutation: string, input: object, fields = ''): Promise<Fields> => {
    for (;;) {
      try {
        const answer = await mutate<Fields>(client, mutation, input, fields);
        expect(answer.codes).toEqual([]);
        return answer.fields;
      } catch (error) {
        if ((error as Error).name !== 'SyntaxError') throw error;
        unanswered.push(mutation);
        await pause(50);
      }
    }
  };

  test('one signs in through nginx, follows through nginx, and each process is ended and comes back: nothing is lost', async () => {
    const visitor = new Client(url);
    const { accessToken } = await persistently<{ accessToken: string }>(visitor, 'signIn', SIGN_IN, 'accessToken');
    const agent = new Client(url, accessToken);
    const { cursor } = await persistently<{ cursor: string }>(agent, 'changeMyStatus', { status: 'ONLINE' }, 'cursor');
    const follower = new Follower<Heard>({ at: () => url, token: () => accessToken, query: INBOX, after: cursor });
    const chat = await persistently<{ accessToken: string; conversation: { id: string } }>(
      visitor,
      'startChat',
      { channelKey: 'demo-web', customer: { name: 'Ali Veli', email: 'ali@example.com' }, text: 'Merhaba' },
      'accessToken conversation { id }',
    );
    const customer = new Client(url, chat.accessToken);
    let sent = 1;
    let isOver = false;
    const write = async (): Promise<void> => {
      while (!isOver) {
        const input = { conversationId: chat.conversation.id, clientMessageId: `m${sent}`, text: 'Orada mısınız?' };
        await persistently(customer, 'sendMessage', input);
        sent += 1;
        await pause(20);
      }
    };
    const writing = write();
    const ports = [...cluster.output().matchAll(/^ {2}http:\/\/127\.0\.0\.1:(\d+) {2}process (\d+)/gm)];
    expect(ports).toHaveLength(2);
    for (const [, port, pid] of ports) {
      process.kill(Number(pid), 'SIGTERM');
      await cluster.line(new RegExp(`^${port} {2}ended with 0; starting it again`));
      await cluster.line(new RegExp(`^${port} {2}is up again`));
    }
    isOver = true;
    await writing;
    // The first words came before anybody had the conversation in an inbox.
    const own = () => follower.heard.filter(({ message }) => message.conversationId === chat.conversation.id);
    await eventually(
      () => own().length,
      (length) => length >= sent - 1,
      20_000,
    );
    expect(own().map(({ message }) => message.sequence)).toEqual(Array.from({ length: sent - 1 }, (_, n) => n + 2));
    expect([follower.faults, follower.closes.includes(1012), unanswered]).toEqual([[], true, []]);
    await follower.stop();
  }, 120_000);

  test('what is for operators is not shown outside', async () => {
    for (const path of ['metrics', 'readyz', 'healthz']) expect((await fetch(`${url}/${path}`)).status).toBe(404);
  });

  test('Ctrl-C ends everything', async () => {
    expect(await cluster.end('SIGINT')).toEqual({ code: 0, signal: null });
    await expect(fetch(url)).rejects.toThrow();
  }, 60_000);
});
