import { expect, test } from '@jest/globals';
import { withoutData } from '../../src/logger.js';

const databaseError = (message: string, fields: object): Error => Object.assign(new Error(message), fields);

test('a refused row is not told, neither beside the message nor in it, whatever stands in it', () => {
  const detail = 'Failing row contains (1, some words\n    at night, "quoted" $& words).';
  const told = withoutData(
    databaseError(`violates check constraint "short"\n - detail: ${detail}`, {
      ...{ detail, where: 'some words', query: "insert … 'some words'", parameters: ['some words'] },
      ...{ code: '23514', constraint: 'short', table: 'note' },
    }),
  );
  expect(JSON.stringify(told)).not.toMatch(/words|night/);
  expect(told).toMatchObject({ type: 'Error', code: '23514', constraint: 'short', table: 'note' });
});

test('a value that PostgreSQL could not read is not quoted', () => {
  const told = withoutData(databaseError('invalid input syntax for type uuid: "some words"', { code: '22P02' }));
  expect(told).toMatchObject({ message: 'invalid input syntax for type uuid: "…"' });
  expect(JSON.stringify(told)).not.toContain('words');
});

test('other errors keep their message, their stack and what the system says', () => {
  const told = withoutData(databaseError('connect ECONNREFUSED 127.0.0.1:5432', { code: 'ECONNREFUSED', syscall: 'connect', port: 5432 }));
  expect(told).toMatchObject({
    message: 'connect ECONNREFUSED 127.0.0.1:5432',
    stack: expect.stringContaining('logger.test.ts'),
    ...{ code: 'ECONNREFUSED', syscall: 'connect', port: 5432 },
  });
});
