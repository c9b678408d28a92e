import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Company } from '../support/company.js';
import { eventually } from '../support/eventually.js';
import { RawSocket } from '../support/raw-socket.js';

/** What the protocol says of an operation's id, for subscriptions that stand: graphql-ws no longer waits for their end. */
const STREAM = 'subscription { queueSizeChanged }';

let company: Company;
let socket: RawSocket;
let standing: number;
beforeAll(async () => {
  company = await Company.open();
});
beforeEach(async () => {
  const { client } = await company.agent('Gülşen');
  socket = await new RawSocket(company.desk.url).init({ authorization: `Bearer ${client.accessToken}` });
  await socket.frame('connection_ack');
  standing = company.desk.server.app.live.hub.size;
});
afterAll(() => company.close());

const frames = (type: string, id: string): number => socket.frames.filter((frame) => frame.type === type && frame.id === id).length;
const hears = async (type: string, id: string, times: number): Promise<void> => {
  expect(
    await eventually(
      () => frames(type, id),
      (heard) => heard >= times,
    ),
  ).toBe(times);
};
const nothingStands = async (): Promise<void> => {
  expect(
    await eventually(
      () => company.desk.server.app.live.hub.size,
      (size) => size === standing,
    ),
  ).toBe(standing);
};

test('a second one of the same id is refused with 4409, whether the first stands or is about to', async () => {
  socket.subscribe('1', STREAM);
  await hears('next', '1', 1);
  socket.subscribe('1', STREAM);
  expect(await socket.closed).toEqual({ code: 4409, reason: 'Subscriber for 1 already exists' });
  const other = await new RawSocket(company.desk.url).init();
  await other.frame('connection_ack');
  for (let times = 0; times < 2; times++) other.subscribe('1', 'subscription { channelAvailabilityChanged(channelKey: "yok") { online } }');
  expect((await other.closed).code).toBe(4409);
});

test('given up by its client it is silent, and its id is free', async () => {
  for (let times = 1; times <= 3; times++) {
    socket.subscribe('1', STREAM);
    await hears('next', '1', times);
    socket.send({ type: 'complete', id: '1' });
  }
  await nothingStands();
  expect(frames('complete', '1')).toBe(0);
  await socket.close();
});

test('several in one packet stand side by side, each given up by itself', async () => {
  const ids = ['a', 'b', 'ü', '𝔻', 'e'];
  for (const id of ids) socket.subscribe(id, STREAM);
  for (const id of ids) await hears('next', id, 1);
  for (const id of ids) socket.send({ type: 'complete', id });
  await nothingStands();
  for (const id of ids) socket.subscribe(id, STREAM);
  for (const id of ids) await hears('next', id, 2);
  socket.cut();
  await eventually(
    () => company.desk.server.app.live.hub.size,
    (size) => size < standing,
  );
  expect(company.desk.server.app.live.hub.size).toBe(standing - 1);
});

test('one that fails while it stands says so, masked, and its id is free', async () => {
  socket.subscribe('1', STREAM);
  await hears('next', '1', 1);
  await company.desk.sql('alter table conversation rename to conversation_away');
  try {
    await company.desk.sql(`insert into event (workspace_id, type, at, channel_id) values ($1, 'conversation.queued', now(), $2)`, [
      company.workspace.id,
      company.web.id,
    ]);
    company.desk.server.app.eventsWritten();
    await hears('error', '1', 1);
  } finally {
    await company.desk.sql('alter table conversation_away rename to conversation');
  }
  const [error] = (await socket.frame('error')).payload as [{ extensions: { code: string } }];
  expect(error.extensions.code).toBe('INTERNAL_SERVER_ERROR');
  expect(frames('complete', '1')).toBe(0);
  socket.subscribe('1', STREAM);
  await hears('next', '1', 2);
  await socket.close();
});
