import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { generate } from '../../bench/data/data-set.js';
import { closeOrm, createOrm, named } from '../../src/database.js';
import { entities } from '../../src/entities/index.js';
import { toRecord } from '../../src/records.js';
import { type TestDatabase, testDatabase } from '../support/database.js';

const classes: readonly (new () => object)[] = entities;
let database: TestDatabase;
let orm: MikroORM;

beforeAll(async () => {
  database = await testDatabase();
  await generate(database.url, { archived: 50, live: 5 }, () => undefined);
  orm = await createOrm({ url: database.url, poolSize: 1 });
});

afterAll(async () => {
  await closeOrm(orm);
  await database.drop();
});

test('a record has what the unit of work would have given it, and is an instance of its entity', async () => {
  let seen = 0;
  for (const entity of classes) {
    const table = orm.em.getMetadata(entity).tableName;
    for (const row of await named(orm.em.fork(), `select * from "${table}" limit 20`)) {
      const record = toRecord(orm.em, entity, row);
      const managed = orm.em.fork().map(entity, { ...row } as never);
      expect({ ...record }).toEqual({ ...managed });
      expect(record).toBeInstanceOf(entity);
      seen++;
    }
  }
  expect(seen).toBeGreaterThan(200);
});

test('what is read is not watched: changing it writes nothing', async () => {
  const em = orm.em.fork();
  const [row] = await named(em, 'select * from workspace');
  const Workspace = classes.find(({ name }) => name === 'Workspace') as (typeof classes)[number];
  Object.assign(toRecord(em, Workspace, row ?? {}), { name: 'Changed' });
  await em.flush();
  expect((await named<{ name: string }>(em, 'select name from workspace'))[0]?.name).toBe('Bench');
});
