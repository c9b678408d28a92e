import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { closeOrm, createOrm, isUnreachable, namedRead } from '../../src/database.js';
import { type TestDatabase, testDatabase } from '../support/database.js';

let database: TestDatabase;
let orm: MikroORM;
beforeAll(async () => {
  database = await testDatabase();
  orm = await createOrm({ url: database.url, poolSize: 8 });
});
afterAll(async () => {
  await closeOrm(orm);
  await database.drop();
});

const read = <Row extends object>(sql: string, ...params: unknown[]): Promise<Row[]> => namedRead<Row>(orm.em.fork(), sql, params);
const count = (n: number): number[] => Array.from({ length: n }, (_, at) => at);
const ECHO = 'select $1::int as n, pg_backend_pid() as session';
interface Echo {
  n: number;
  session: number;
}

describe('reads of one burst', () => {
  test('are answered each with its own rows, over few sessions', async () => {
    const answers = await Promise.all(count(40).map((n) => read<Echo>(ECHO, n)));
    expect(answers.map((rows) => rows.map(({ n }) => n))).toEqual(count(40).map((n) => [n]));
    expect(new Set(answers.map(([row]) => row?.session)).size).toBe(5);
  });

  test('more than there are sessions for wait their turn', async () => {
    const answers = await Promise.all(count(500).map((n) => read<Echo>(ECHO, n)));
    expect(answers.map(([row]) => row?.n)).toEqual(count(500));
    expect(new Set(answers.map(([row]) => row?.session)).size).toBeLessThanOrEqual(8);
  });

  test('fail each for itself', async () => {
    const divide = (by: number) => read<{ quotient: number }>('select 8 / $1::int as quotient', by);
    const answers = await Promise.allSettled([divide(1), divide(0), read(`select 'not a number'::text::int + $1::int`, 1), divide(4)]);
    expect(answers).toMatchObject([
      { value: [{ quotient: 8 }] },
      { reason: { code: '22012' } },
      { reason: { code: '22P02' } },
      { value: [{ quotient: 2 }] },
    ]);
    expect(await divide(8)).toEqual([{ quotient: 1 }]);
  });

  test('whose session breaks are told so, and those after it have another', async () => {
    const endIt = `select pg_terminate_backend(pg_backend_pid()) as ended, $1::int as n`;
    const answers = await Promise.allSettled([read<Echo>(ECHO, 1), read(endIt, 2), read<Echo>(ECHO, 3), read<Echo>(ECHO, 4)]);
    expect(answers[0]).toMatchObject({ value: [{ n: 1 }] });
    for (const answer of answers.slice(1)) expect(isUnreachable((answer as PromiseRejectedResult).reason)).toBe(true);
    expect(await read<Echo>(ECHO, 5)).toMatchObject([{ n: 5 }]);
  });
});

test('a read within a transaction sees what that has written', async () => {
  await orm.em.fork().transactional(async (em) => {
    await em.execute(`create temporary table written as select 'yazıldı' as text`);
    expect(await namedRead(em, 'select text from written where text <> $1', [''])).toEqual([{ text: 'yazıldı' }]);
  });
});
