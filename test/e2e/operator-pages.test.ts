import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { createSchema, schemaText } from '../../src/schema.js';
import { startChat } from '../support/chats.js';
import { Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());

const page = async (path: string, at: Desk = desk): Promise<{ status: number; type: string; body: string }> => {
  const response = await fetch(`${at.url}${path}`);
  return { status: response.status, type: response.headers.get('content-type') ?? '', body: await response.text() };
};

test('/healthz says that the process lives', async () => {
  const { status, body } = await page('/healthz');
  expect([status, JSON.parse(body)]).toEqual([200, { status: 'ok' }]);
});

describe('/readyz', () => {
  test('is ready with a current database', async () => {
    const { status, body } = await page('/readyz');
    expect([status, JSON.parse(body)]).toEqual([200, { status: 'ready', database: 'reachable', hints: 'notify' }]);
  });

  test('is not while a migration is missing, and says which, and what to run', async () => {
    const [last] = await desk.sql<{ name: string }>('delete from migration where id = (select max(id) from migration) returning name');
    const { status, body } = await page('/readyz');
    await desk.sql('insert into migration (name, executed_at) values ($1, now())', [last?.name]);
    expect(status).toBe(503);
    expect(JSON.parse(body)).toEqual({ status: 'not ready', reason: `The database lacks ${last?.name}. Run: npm run migrate` });
    expect((await page('/readyz')).status).toBe(200);
  });

  test('is not without its database, while /healthz and the masked answer of an operation remain', async () => {
    const lonely = await Desk.start({ env: { LOG_LEVEL: 'silent' } });
    try {
      await lonely.database.drop();
      const { status, body } = await page('/readyz', lonely);
      expect([status, JSON.parse(body)]).toEqual([503, { status: 'not ready', reason: 'The database cannot be reached.' }]);
      expect((await page('/healthz', lonely)).status).toBe(200);
      const { errors } = await lonely.visitor().send('{ channelAvailability(channelKey: "x") { online } }');
      expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
      expect(JSON.stringify(errors)).not.toMatch(/database|sohbet|does not exist|ECONN/i);
    } finally {
      await lonely.stop();
    }
  });
});

describe('/metrics', () => {
  const value = async (line: string): Promise<number> => {
    const { body } = await page('/metrics');
    const found = body.split('\n').find((each) => each.startsWith(`${line} `));
    return Number(found?.split(' ').at(-1) ?? 0);
  };
  const counted = (kind: string, transport: string, outcome: string): Promise<number> =>
    value(`sohbet_operation_duration_seconds_count{kind="${kind}",transport="${transport}",outcome="${outcome}"}`);

  test('is what Prometheus reads, with the process’s own measures', async () => {
    await desk.visitor().send('{ nonsense }');
    const { status, type, body } = await page('/metrics');
    expect([status, type]).toEqual([200, expect.stringContaining('text/plain')]);
    for (const name of [
      'process_cpu_seconds_total',
      'nodejs_eventloop_lag_seconds',
      'sohbet_operation_duration_seconds_bucket',
      'sohbet_sockets',
    ])
      expect(body).toContain(name);
    for (const line of body.split('\n').filter(Boolean))
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{.*\})? [\d.eE+-]+|\w+(\{.*\})? (NaN|\+Inf))$/);
  });

  test('counts operations by kind, transport and outcome', async () => {
    const visitor = desk.visitor();
    await visitor.ask('{ channelAvailability(channelKey: "x") { online } }');
    await visitor.send('{ queueSize }');
    await visitor.send('{ nonsense }');
    await visitor.send('mutation { signOut { signedOut } }');
    await visitor.follow('{ channelAvailability(channelKey: "x") { online } }').next();
    await visitor.follow('subscription { queueSizeChanged }').end();
    const counts = [
      await counted('query', 'http', 'ok'),
      await counted('query', 'http', 'error'),
      await counted('refused', 'http', 'error'),
      await counted('mutation', 'http', 'error'),
      await counted('query', 'websocket', 'ok'),
      await counted('subscription', 'websocket', 'error'),
    ];
    expect(counts.every((count) => count > 0)).toBe(true);
  });

  test('counts sockets, subscribers and the events that were read', async () => {
    const { seed } = desk;
    const product = await seed.product(await seed.workspace());
    const channel = await seed.channel(product);
    const visitor = desk.visitor();
    const before = {
      sockets: await value('sohbet_sockets'),
      subscribers: await value('sohbet_subscribers'),
      events: await value('sohbet_events_read_total'),
    };
    const followed = visitor.follow('subscription ($key: String!) { channelAvailabilityChanged(channelKey: $key) { online } }', {
      key: channel.key,
    });
    await followed.next();
    expect(await value('sohbet_sockets')).toBe(before.sockets + 1);
    expect(await value('sohbet_subscribers')).toBeGreaterThan(before.subscribers);
    await startChat(desk, channel);
    expect(
      await eventually(
        () => value('sohbet_events_read_total'),
        (count) => count > before.events,
      ),
    ).toBeGreaterThan(before.events);
    await visitor.close();
    expect(
      await eventually(
        () => value('sohbet_sockets'),
        (count) => count === before.sockets,
      ),
    ).toBe(before.sockets);
    expect(
      await eventually(
        () => value('sohbet_subscribers'),
        (count) => count === before.subscribers,
      ),
    ).toBe(before.subscribers);
  });
});

test('/schema.graphql is the schema that is served', async () => {
  const { status, type, body } = await page('/schema.graphql');
  expect([status, type]).toEqual([200, 'text/plain; charset=utf-8']);
  expect(body).toBe(schemaText(await createSchema()));
  expect(buildSchema(body).getQueryType()?.getFields().archive).toBeDefined();
});

test('every other path is not found', async () => {
  for (const path of ['/', '/graphql/x', '/.env', '/playground/../package.json', '/metrics/'])
    expect([path, (await page(path)).status]).toEqual([path, 404]);
});
