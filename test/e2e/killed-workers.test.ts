import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { MailOffice } from '../support/mail-office.js';
import { post } from '../support/mail-provider.js';
import { type NodeProcess, startNode } from '../support/node-process.js';

/** Processes start slowly from the sources, and nobody is believed dead at once. */
jest.setTimeout(180_000);

const SIGNING_KEY = Buffer.alloc(32, 7);

/** The office writes, and processes of their own do the jobs; those are killed. */
let office: MailOffice;
let inboundFiles: string;
const processes: NodeProcess[] = [];

beforeAll(async () => {
  office = await MailOffice.open({ JOBS: 'off' }, { signingKey: SIGNING_KEY });
  inboundFiles = await mkdtemp(join(tmpdir(), 'sohbet-files-'));
});
afterAll(async () => {
  for (const each of processes) await each.end('SIGTERM');
  await office.close();
  await rm(inboundFiles, { recursive: true, force: true });
});

const startWorker = async (): Promise<NodeProcess> => {
  const started = startNode('test/support/server-process.ts', [], {
    ...{ HOST: '', PORT: '0', LOG_LEVEL: 'warn', SWEEP_SECONDS: '0', EVENT_POLL_SECONDS: '1', PRESENCE_SWEEP_SECONDS: '0' },
    ...{ DATABASE_URL: office.offices.desk.database.url, SIGNING_KEY: SIGNING_KEY.toString('base64'), FILES_DIR: office.filesDirectory },
    ...{ INBOUND_MAIL_DOMAIN: 'mail.example.com', JOBS: 'on' },
  });
  processes.push(started);
  await started.line(/^listening on /);
  return started;
};

test('killed between the mail server’s yes and the record of it: sent again under the same Message-ID, and only then', async () => {
  const first = await startWorker();
  let release: () => void = () => undefined;
  office.provider.beforeAnswer = () => new Promise((resolve) => (release = resolve));
  const ticketId = await office.ticket();
  const lost = await office.provider.mail(0);
  expect((await office.look(ticketId)).confirmation).toMatchObject({ state: 'QUEUED', attempts: 1 });
  await first.end('SIGKILL');
  release();
  office.provider.beforeAnswer = async () => undefined;
  await startWorker();
  const again = await office.provider.mail(1);
  const { confirmation } = await office.lookUntil(ticketId, (ticket) => ticket.confirmation?.state === 'SENT', 60_000);
  expect(confirmation).toMatchObject({ state: 'SENT', attempts: 2 });
  expect(again.mail.messageId).toBe(lost.mail.messageId);
  expect(office.provider.delivered).toHaveLength(2);
});

test('killed while the mail is being written down: sent once', async () => {
  const before = office.provider.delivered.length;
  office.provider.refuse = (stage) => (stage === 'MAIL' ? { responseCode: 451, message: '4.3.0 busy' } : null);
  const ticketIds = [await office.ticket(), await office.ticket(), await office.ticket()];
  await eventually(
    () => office.provider.tries,
    (tries) => tries > 4,
    30_000,
  );
  for (const each of processes) await each.end('SIGKILL');
  office.provider.refuse = () => null;
  await startWorker();
  for (const id of ticketIds) await office.lookUntil(id, ({ confirmation }) => confirmation?.state === 'SENT', 60_000);
  const ids = office.provider.delivered.slice(before).map(({ mail }) => mail.messageId);
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(3);
});

test('mail that was taken by a process is read by another, also after that one was killed', async () => {
  const ticketId = await office.ticket();
  for (const each of processes) await each.end('SIGKILL');
  for (let n = 0; n < 5; n++) {
    const { accepted } = await post(office.port, {
      envelopeTo: office.replyAddress(ticketId),
      messageId: `<k${n}@example.com>`,
      text: `${n}`,
    });
    expect(accepted).toBe(true);
  }
  await startWorker();
  const { messages } = await office.lookUntil(ticketId, (ticket) => ticket.messages.length === 5, 60_000);
  expect(messages.map(({ text }) => text)).toEqual(['0', '1', '2', '3', '4']);
});

test('two workers and many tickets at once: each mail once', async () => {
  await startWorker();
  const before = office.provider.delivered.length;
  const ticketIds: string[] = [];
  for (let n = 0; n < 12; n++) ticketIds.push(await office.ticket());
  await Promise.all(ticketIds.flatMap((id) => [office.reply(id, 'Bir'), office.reply(id, 'İki')]));
  for (const id of ticketIds) await office.lookUntil(id, ({ messages }) => messages.every(({ mail }) => mail?.state === 'SENT'), 60_000);
  const ids = office.provider.delivered.slice(before).map(({ mail }) => mail.messageId);
  expect(ids).toHaveLength(36);
  expect(new Set(ids).size).toBe(36);
});

test('a worker told to stop finishes the mail it is sending', async () => {
  const before = office.provider.delivered.length;
  let release: () => void = () => undefined;
  office.provider.beforeAnswer = () => new Promise((resolve) => (release = resolve));
  const ticketId = await office.ticket();
  await office.provider.mail(before);
  const ended = Promise.all(processes.map((each) => each.end('SIGTERM')));
  setTimeout(() => release(), 300);
  office.provider.beforeAnswer = async () => undefined;
  expect((await ended).slice(-2).map(({ code }) => code)).toEqual([0, 0]);
  expect((await office.look(ticketId)).confirmation).toMatchObject({ state: 'SENT', attempts: 1 });
  expect(office.provider.delivered).toHaveLength(before + 1);
});
