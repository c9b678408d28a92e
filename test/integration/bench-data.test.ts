import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { generate } from '../../bench/data/data-set.js';
import { HttpConnection } from '../../bench/http-client.js';
import type { Subject } from '../../bench/subject.js';
import { archivePage } from '../../bench/workloads/archive-page.js';
import { archivePlans } from '../../bench/workloads/plans.js';
import { sendMessage } from '../../bench/workloads/send-message.js';
import type { Workload } from '../../bench/workloads/workload.js';
import { writeArchiveDocument } from '../../src/services/conversations/queries.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { Desk, openPool } from '../support/desk.js';
import { brokenRulesAtQuiet } from '../support/invariants.js';

const SIZE = { archived: 1_000, live: 20 };

describe('what the bench measures', () => {
  let database: TestDatabase;
  let desk: Desk;
  let pool: pg.Pool;
  let subject: Subject;

  beforeAll(async () => {
    database = await testDatabase();
    await generate(database.url, SIZE, () => undefined);
    desk = await Desk.start({ database });
    pool = openPool(database.url, 2);
    const tokenFor = async (sessionId: string): Promise<string> =>
      (await desk.server.app.tokens.issue(sessionId, desk.clock.now())).accessToken;
    subject = { connections: [await HttpConnection.open(desk.url)], tokenFor };
  });

  afterAll(async () => {
    for (const connection of subject.connections) connection.close();
    await pool.end();
    await desk.stop();
    await database.drop();
  });

  const once = async (workload: Workload): Promise<void> => {
    await workload.clean();
    await workload.verify();
    await workload.baseline(0, 0);
    await workload.subject(0, 0);
    await workload.clean();
  };
  const counts = async (): Promise<unknown> =>
    (
      await desk.sql(
        `select (select count(*)::int from message) as messages, (select count(*)::int from event) as events, sum(last_sequence)::int as sequences from conversation`,
      )
    )[0];

  test('the data keep the rules, but for the log of the past, which is not made', async () => {
    const [workspace] = await desk.sql<{ id: string }>('select id from workspace');
    const broken = await brokenRulesAtQuiet(desk, workspace?.id ?? '');
    expect(Object.keys(broken)).toEqual(['a message has not exactly one event']);
    expect(await counts()).toMatchObject({ messages: expect.any(Number), events: 0 });
  });

  test('the archive’s documents and groups are those that resolving writes', async () => {
    const documents = () => desk.sql<{ conversation_id: string }>('select * from archive_document order by conversation_id');
    const made = await documents();
    expect(made).toHaveLength(SIZE.archived);
    for (const { conversation_id } of made.slice(0, 50)) await writeArchiveDocument(desk.server.app.orm.em.fork(), conversation_id);
    expect(await documents()).toEqual(made);
    const differing = await desk.sql(
      `select c.id from conversation c left join group_member m on m.agent_id = c.resolved_by_id
       full join resolution_group g on g.conversation_id = c.id and g.group_id = m.group_id
       where (m.group_id is null) <> (g.group_id is null)
         or (g.channel_id, g.resolved_by_id, g.topic_id, g.archived_at) is distinct from (c.channel_id, c.resolved_by_id, c.topic_id, c.archived_at)
           and g.group_id is not null`,
    );
    expect(differing).toEqual([]);
  });

  test('all keys and indexes are back', async () => {
    const definitions = `select indexdef as definition from pg_indexes where schemaname = 'public'
      union all select conname || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace order by 1`;
    const untouched = await testDatabase();
    const other = openPool(untouched.url, 1);
    try {
      expect(await desk.sql(definitions)).toEqual((await other.query(definitions)).rows);
    } finally {
      await other.end();
      await untouched.drop();
    }
  });

  test('W1: baseline and server give the same page', async () => {
    await once(await archivePage(pool, subject));
  });

  test('W2: both send, and the data are left as they were', async () => {
    const before = await counts();
    await once(await sendMessage(pool, subject));
    expect(await counts()).toEqual(before);
  });

  test('W6: every filter has its plans', async () => {
    const results = await archivePlans(desk.server.app.orm, database.url);
    expect(new Set(results.map(({ filter }) => filter)).size).toBe(11);
    expect(results).toHaveLength(88);
  });
});
