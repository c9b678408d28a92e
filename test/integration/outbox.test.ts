import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { appendEvents } from '../../src/events/event-log.js';
import { workspaceTopic } from '../../src/events/hub.js';
import { Outbox } from '../../src/jobs/outbox.js';
import { unlockDead } from '../../src/jobs/queries.js';
import type { Application } from '../../src/services/application.js';
import { systemWork } from '../../src/services/system-work.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';

/** Two servers over one database, whose outboxes are made by hand: there are no workers, so jobs stay to be counted. */
let database: TestDatabase;
let desks: Desk[];
let outboxes: Outbox[] = [];
let workspaceId: string;

beforeAll(async () => {
  database = await testDatabase();
  desks = [await Desk.start({ database }), await Desk.start({ database })];
  workspaceId = (await (desks[0] as Desk).seed.workspace()).id;
});
afterAll(async () => {
  for (const outbox of outboxes) await outbox.stop();
  for (const desk of desks) await desk.stop();
  await database.drop();
});

const start = (): Outbox[] =>
  desks.map(({ server: { app } }) => {
    const outbox = new Outbox({ orm: app.orm, failures: app.failures, position: () => app.live.reader.position, pollSeconds: 0.1 });
    app.live.hub.subscribe(workspaceTopic(workspaceId), { push: (event) => outbox.heard([event]) });
    outbox.start();
    return outbox;
  });

beforeEach(async () => {
  await (desks[0] as Desk).sql('delete from graphile_worker._private_jobs');
});

const jobs = async (): Promise<string[]> => {
  const rows = await (desks[0] as Desk).sql<{ ticket: string }>(
    `select j.payload->>'ticketId' as ticket from graphile_worker._private_jobs j order by j.run_at, j.id`,
  );
  return rows.map(({ ticket }) => ticket);
};

const write = (app: Application, ticketIds: readonly string[]): Promise<void> =>
  systemWork(app, async ({ record }) => {
    for (const subjectId of ticketIds) record({ type: 'ticket.replied', workspaceId, subjectId });
  });

/** Draws ids of the log and gives them back unused: a gap that nobody fills. */
const rollBack = async (app: Application): Promise<void> => {
  const em = app.orm.em.fork();
  await em.begin();
  await appendEvents(em, [{ type: 'ticket.replied', workspaceId, subjectId: v7() }], new Date());
  await pause(Math.random() * 20);
  await em.rollback();
};

test('each event makes one job, of many writers, with gaps, and two readers at once', async () => {
  outboxes = start();
  const expected: string[] = [];
  const apps = desks.map(({ server }) => server.app);
  await Promise.all(
    Array.from({ length: 12 }, async (_, writer) => {
      const app = apps[writer % 2] as Application;
      for (let round = 0; round < 25; round++) {
        if (round % 5 === writer % 5) await rollBack(app);
        const ids = Array.from({ length: 1 + (round % 3) }, () => v7());
        await write(app, ids);
        expected.push(...ids);
      }
    }),
  );
  const made = await eventually(jobs, (found) => found.length >= expected.length, 30_000);
  expect(new Set(made)).toEqual(new Set(expected));
  expect(made).toHaveLength(expected.length);
});

test('a ticket’s events keep their order', async () => {
  const app = (desks[0] as Desk).server.app;
  const ids = Array.from({ length: 40 }, () => v7());
  for (const id of ids) await write(app, [id]);
  expect(await eventually(jobs, (found) => found.length >= ids.length, 30_000)).toEqual(ids);
});

test('sessions that are cut in the midst of it lose no event and double none', async () => {
  const app = (desks[0] as Desk).server.app;
  const expected: string[] = [];
  let writing = true;
  const cutting = (async () => {
    while (writing) {
      await (desks[1] as Desk).sql(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and query like '%outbox%' and query not like '%pg_stat_activity%'`,
      );
      await pause(5);
    }
  })();
  for (let n = 0; n < 150; n++) {
    const id = v7();
    // The writer's own session may be the one that is cut.
    const written = await write(app, [id]).then(
      () => true,
      () => false,
    );
    if (written) expected.push(id);
  }
  writing = false;
  await cutting;
  const made = await eventually(jobs, (found) => expected.every((id) => found.includes(id)), 30_000);
  expect(expected.length).toBeGreaterThan(50);
  expect(made.filter((id) => expected.includes(id)).sort()).toEqual([...expected].sort());
  expect(new Set(made).size).toBe(made.length);
});

test('the cursor stands where the log is settled, and begins where the log ended when there was no outbox', async () => {
  const desk = desks[0] as Desk;
  const [{ cursor, newest } = { cursor: '', newest: '' }] = await eventually(
    () => desk.sql<{ cursor: string; newest: string }>('select last_event_id as cursor, (select max(id) from event) as newest from outbox'),
    ([row]) => row?.cursor === row?.newest,
    10_000,
  );
  expect(cursor).toBe(newest);
});

test('what a dead pool of workers holds is given free, what a living one holds is not', async () => {
  const desk = desks[0] as Desk;
  const lock = (pool: string) => `hashtextextended('sohbet jobs ${pool}', 0)`;
  const holder = desk.server.app.orm.em.fork();
  await holder.begin();
  await holder.execute(`select pg_advisory_xact_lock(${lock('alive')})`);
  for (const [n, pool, seconds] of [
    [1, 'alive', 60],
    [2, 'dead', 60],
    [3, 'just begun', 0],
  ] as const) {
    await desk.sql(`select graphile_worker.add_job('send-ticket-mail', '{"n": ${n}}')`);
    await desk.sql(
      `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - $2 * interval '1 second' where payload->>'n' = $3`,
      [pool, seconds, String(n)],
    );
  }
  expect(await unlockDead(desk.server.app.orm.em.fork())).toBe(1);
  const rows = await desk.sql<{ held: string | null }>('select locked_by as held from graphile_worker._private_jobs order by id');
  expect(rows.map(({ held }) => held)).toEqual(['alive', null, 'just begun']);
  await holder.rollback();
});
