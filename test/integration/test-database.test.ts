import { afterAll, expect, test } from '@jest/globals';
import { inSession } from '../support/admin.js';
import { testDatabase } from '../support/database.js';

const made: { drop(): Promise<void> }[] = [];
afterAll(async () => {
  for (const database of made) await database.drop();
});

test('every clone is a migrated database of its own', async () => {
  const databases = await Promise.all([testDatabase(), testDatabase(), testDatabase(), testDatabase()]);
  made.push(...databases);
  const [one, two] = databases;
  await inSession(one!.url, (execute) => execute('create table mark (id int)'));
  const tables = await inSession(two!.url, (execute) =>
    execute<{ table_name: string }>("select table_name from information_schema.tables where table_schema = 'public'"),
  );
  const names = tables.map((row) => row.table_name);
  expect(names).toContain('conversation');
  expect(names).not.toContain('mark');
});

test('sorting and case folding do not depend on the locale of the machine', async () => {
  const database = await testDatabase();
  made.push(database);
  const [row] = await inSession(database.url, (execute) =>
    execute<{ encoding: string; folded: string }>(`select current_setting('server_encoding') as encoding, lower('ÇĞŞÖÜ') as folded`),
  );
  expect(row).toEqual({ encoding: 'UTF8', folded: 'çğşöü' });
});
