import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../../src/config.js';
import { closeOrm, createOrm } from '../../src/database.js';
import { inSession, withDatabase } from '../support/admin.js';

const OURS = '20261123020001-event-partitions';

test('the log’s change to partitions keeps its rows and goes on above every id that was drawn', async () => {
  const server = process.env.SOHBET_TEST_SERVER ?? '';
  const name = `sohbet_before_${randomBytes(4).toString('hex')}`;
  const admin = withDatabase(server, 'postgres');
  await inSession(admin, (execute) => execute(`create database ${name} template template0`));
  const url = withDatabase(server, name);
  const orm = await createOrm({ url, poolSize: 1 });
  const insert = `insert into event (workspace_id, type, at) select gen_random_uuid(), 'settings.changed', now() from generate_series(1, 20)`;
  try {
    const migrations = readdirSync(join(projectRoot(), 'migrations')).map((file) => file.replace(/\.ts$/, ''));
    await orm.migrator.up({ migrations: migrations.filter((each) => each < OURS).sort() });
    await orm.em.getConnection().execute(insert);
    await orm.em.getConnection().execute(`select setval('event_id_seq', 50)`);
    await orm.migrator.up();
    await orm.em.getConnection().execute(insert);
    const [row] = await orm.em
      .getConnection()
      .execute<{ ids: string[] }[]>(`select array_agg(id::text order by id) as ids from event where tableoid = 'event_0'::regclass`);
    const from = (first: number): string[] => Array.from({ length: 20 }, (_, n) => String(first + n));
    expect(row?.ids).toEqual([...from(1), ...from(51)]);
  } finally {
    await closeOrm(orm);
    await inSession(admin, (execute) => execute(`drop database ${name} with (force)`));
  }
});
