import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { type NodeProcess, startNode } from '../support/node-process.js';
import { PlatformOffice } from '../support/platform-office.js';

/** Processes start slowly from the sources, and nobody is believed dead at once. */
jest.setTimeout(180_000);

const SIGNING_KEY = Buffer.alloc(32, 7);

/** The office takes webhooks and mutations, and processes of their own do the jobs; those are killed. */
let office: PlatformOffice;
const processes: NodeProcess[] = [];
beforeAll(async () => {
  office = await PlatformOffice.open({ env: { JOBS: 'off' }, signingKey: SIGNING_KEY });
});
afterAll(async () => {
  for (const each of processes) await each.end('SIGTERM');
  await office.close();
});

const startWorker = async (): Promise<NodeProcess> => {
  const started = startNode('test/support/server-process.ts', [], {
    ...{ HOST: '', PORT: '0', LOG_LEVEL: 'warn', SWEEP_SECONDS: '0', EVENT_POLL_SECONDS: '1', PRESENCE_SWEEP_SECONDS: '0', JOBS: 'on' },
    ...{ DATABASE_URL: office.desk.database.url, SIGNING_KEY: SIGNING_KEY.toString('base64'), FILES_DIR: office.filesDirectory },
    META_GRAPH_URL: office.standIn.url,
  });
  processes.push(started);
  await started.line(/^listening on /);
  return started;
};

test('killed between the platform’s taking messages and the record of it, what the platform tells settles them: sent once', async () => {
  const doomed = await startWorker();
  const people = (['WHATSAPP', 'MESSENGER', 'INSTAGRAM'] as const).map((platform) => office.person(platform, { name: `Kişi ${platform}` }));
  const received = (count: number) =>
    eventually(
      () => people.map((person) => person.receives.length),
      (all) => all.every((each) => each === count),
      60_000,
    );
  const conversationIds: string[] = [];
  for (const person of people) {
    person.writes('Merhaba');
    const { id } = await office.conversationOf(person);
    office.standIn.failNext({ slowMilliseconds: 60_000, to: person.id });
    await office.send(id, 'Son sözüm');
    await office.send(id, 'Bir şey daha');
    conversationIds.push(id);
  }
  await received(1);
  await doomed.end('SIGKILL');
  await startWorker();
  await received(2);
  await office.settled();
  for (const person of people) expect(person.receives.map(({ text }) => text)).toEqual(['Son sözüm', 'Bir şey daha']);
  for (const id of conversationIds) {
    const answers = (await office.conversation(id)).messages.nodes.filter(({ senderKind }) => senderKind === 'AGENT');
    expect(answers).toMatchObject([
      { text: 'Son sözüm', delivery: { state: 'READ', attempts: 1, reason: null } },
      { text: 'Bir şey daha', delivery: { state: 'READ', attempts: 1 } },
    ]);
  }
  for (const each of processes.splice(0)) await each.end('SIGKILL');
});

test('what was told while nobody does jobs is taken by whoever comes, once and in its order', async () => {
  const person = office.person('WHATSAPP', { name: 'Sabırlı' });
  for (let n = 1; n <= 30; n++) person.writes(`Söz ${n}`);
  expect(await office.standIn.settled()).toBe(true);
  const [first, second] = [await startWorker(), await startWorker()];
  await eventually(
    () => office.desk.sql('select id from inbound_webhook'),
    (left) => left.length < 25,
    30_000,
  );
  await first.end('SIGKILL');
  await office.settled();
  const { messages } = await office.conversationOf(person);
  expect(messages.nodes.map(({ text }) => text)).toEqual(Array.from({ length: 30 }, (_, n) => `Söz ${n + 1}`));
  await second.end('SIGTERM');
});
