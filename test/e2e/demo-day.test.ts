import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seedDemo } from '../../src/demo/seed.js';
import { runDemo } from '../../src/demo-day/run-demo.js';
import { Desk } from '../support/desk.js';
import { LossyProxy } from '../support/lossy-proxy.js';

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.start();
  await seedDemo(desk.server.app.orm);
});
afterAll(() => desk.stop());

const play = async (url: string, ...args: string[]) => {
  const written: string[] = [];
  const output = { isTerminal: false, columns: () => 80, write: (text: string) => void written.push(text) };
  const finished = await runDemo(['--url', url, ...args], { output });
  return { ...finished, written: written.join('') };
};
const aDay = ['--seconds', '8', '--customers', '12', '--agents', '3', '--seed', '11'];

test('a short day: everybody is served, everything is accounted for, and nothing is left behind', async () => {
  const { exitCode, summary, written } = await play(desk.url, ...aDay);
  expect(written).toContain('Every message delivered once and in order: yes');
  expect(exitCode).toBe(0);
  expect(summary).toMatchObject({ customers: 12, everyMessageOnce: true });
  const [row] = await desk.sql<Record<string, number>>(`
    with ours as (select c.* from conversation c join product p on p.id = c.product_id and p.name like 'Destek günü %')
    select count(*)::int as conversations, count(*) filter (where state = 'ABANDONED')::int as abandoned,
      count(*) filter (where outcome = 'RESOLVED')::int as resolved, count(*) filter (where outcome = 'CONVERTED')::int as converted,
      sum(last_sequence)::int as messages, count(*) filter (where state in ('QUEUED', 'ACTIVE'))::int as open from ours`);
  const { conversations, assigned = 0, resolved, abandoned, converted, messages } = summary ?? {};
  expect({ conversations, resolved, abandoned, converted, messages, open: 0 }).toEqual(row);
  expect(summary?.typingSeen).toBeGreaterThan(0);
  expect(summary?.readsSeen).toBeGreaterThan(0);
  expect(abandoned).toBeGreaterThan(0);
  expect(converted).toBeGreaterThan(0);
  expect(assigned).toBe(Number(conversations) - Number(abandoned));
  const [left] = await desk.sql(`select
    (select count(*)::int from agent where email like '%@demo-day.sohbet.local' and deactivated_at is null) as agents,
    (select count(*)::int from product where name like 'Destek günü %' and archived_at is null) as products`);
  expect(left).toEqual({ agents: 0, products: 0 });
}, 60_000);

test('tokens that end in the middle of the day are renewed, and nothing is lost over it', async () => {
  setTimeout(() => desk.clock.advance(16 * 60_000), 4_000);
  const { exitCode, written } = await play(desk.url, ...aDay);
  expect(written).toContain('Every message delivered once and in order: yes');
  expect(exitCode).toBe(0);
}, 60_000);

test('one frame that a customer’s or an agent’s subscription loses is found', async () => {
  const proxy = await LossyProxy.before(desk.url, (frame) => frame.includes('"sequence":3,'));
  try {
    const { exitCode, summary, written } = await play(proxy.url, ...aDay);
    expect(proxy.lost).toBe(1);
    expect(exitCode).toBe(1);
    expect(summary?.everyMessageOnce).toBe(false);
    expect(written).toMatch(/NO {3}every (customer|agent) was delivered .*\n.*expected message 3 /);
  } finally {
    await proxy.stop();
  }
}, 60_000);

test('a change that one of the subscriptions tells twice is found', async () => {
  const proxy = await LossyProxy.before(desk.url, (frame) => frame.includes('"change":"ASSIGNED"'), 'double');
  try {
    const { exitCode, written } = await play(proxy.url, ...aDay);
    expect(proxy.lost).toBe(1);
    expect(exitCode).toBe(1);
    expect(written).toMatch(/NO {3}every change was|NO {3}every customer was told|NO {3}every agent was told/);
  } finally {
    await proxy.stop();
  }
}, 60_000);

test('without a server it says what to start', async () => {
  const { exitCode, written } = await play('http://127.0.0.1:9', ...aDay);
  expect(exitCode).toBe(2);
  expect(written).toContain('npm start');
  expect(written).toContain('http://127.0.0.1:9');
});

test('with a wrong password it says whose is needed', async () => {
  const { exitCode, written } = await play(desk.url, '--email', 'nobody@example.com', '--password', 'not the password');
  expect(exitCode).toBe(2);
  expect(written).toContain('--email');
});
