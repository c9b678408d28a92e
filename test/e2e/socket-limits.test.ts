import { afterEach, describe, expect, test } from '@jest/globals';
import { Company } from '../support/company.js';
import { eventually } from '../support/eventually.js';
import { RawSocket } from '../support/raw-socket.js';

const STREAM = 'subscription { queueSizeChanged }';

let company: Company;
afterEach(() => company.close());

const socketFor = (token?: string): Promise<RawSocket> =>
  new RawSocket(company.desk.url).init(token ? { authorization: `Bearer ${token}` } : undefined);
const acknowledged = async (token?: string): Promise<RawSocket> => {
  const socket = await socketFor(token);
  await socket.frame('connection_ack');
  return socket;
};
/** Until one more is acknowledged. */
const roomFor = (token?: string): Promise<boolean> =>
  eventually(
    () =>
      acknowledged(token).then(
        () => true,
        () => false,
      ),
    (done) => done,
  );
const tokenOf = async (name: string): Promise<string> => (await company.agent(name)).client.accessToken ?? '';

/** Who is refused gets an error in the place of the first value. */
const codeOf = async (socket: RawSocket): Promise<unknown> =>
  ((await socket.frame('error')).payload as [{ extensions: { code: string } }])[0].extensions.code;

describe('sockets', () => {
  test('of one address: one too many is closed with 1013, and one that ends makes room', async () => {
    company = await Company.open({ env: { LIMIT_SOCKETS_PER_ADDRESS: '2' } });
    const [first] = [await acknowledged(), await acknowledged()];
    expect(await (await socketFor()).closed).toEqual({ code: 1013, reason: expect.stringContaining('at most 2') });
    await first?.close();
    await roomFor();
  });

  test('of one account: one too many is closed with 1013, others’ are not counted', async () => {
    company = await Company.open({ env: { LIMIT_SOCKETS_PER_USER: '2' } });
    const [ayse, mehmet] = [await tokenOf('Ayşe'), await tokenOf('Mehmet')];
    const [first] = [await acknowledged(ayse), await acknowledged(ayse), await acknowledged(mehmet), await acknowledged()];
    expect(await (await socketFor(ayse)).closed).toEqual({ code: 1013, reason: expect.stringContaining('account') });
    await first?.close();
    await roomFor(ayse);
  });
});

describe('subscriptions', () => {
  test('of one account, over all its sockets: refused, and a completed one makes room', async () => {
    company = await Company.open({ env: { LIMIT_SUBSCRIPTIONS_PER_USER: '2' } });
    const token = await tokenOf('Ayşe');
    const sockets = [await acknowledged(token), await acknowledged(token), await acknowledged(token)];
    for (const socket of sockets.slice(0, 2)) socket.subscribe('1', STREAM);
    for (const socket of sockets.slice(0, 2)) await socket.frame('next');
    sockets[2]?.subscribe('1', STREAM);
    expect(await codeOf(sockets[2] as RawSocket)).toBe('LIMIT_EXCEEDED');
    sockets[0]?.send({ type: 'complete', id: '1' });
    await eventually(
      async () => {
        const socket = await acknowledged(token);
        socket.subscribe('1', STREAM);
        return Promise.race([socket.frame('next').then(() => 'told'), socket.frame('error').then(() => 'refused')]);
      },
      (outcome) => outcome === 'told',
    );
  });

  test('of one address, of whomever', async () => {
    company = await Company.open({ env: { LIMIT_SUBSCRIPTIONS_PER_ADDRESS: '2' } });
    const sockets = [await acknowledged(await tokenOf('Ayşe')), await acknowledged(await tokenOf('Mehmet')), await acknowledged()];
    for (const socket of sockets.slice(0, 2)) {
      socket.subscribe('1', STREAM);
      await socket.frame('next');
    }
    sockets[2]?.subscribe('1', `subscription { channelAvailabilityChanged(channelKey: "${company.web.key}") { online } }`);
    expect(await codeOf(sockets[2] as RawSocket)).toBe('LIMIT_EXCEEDED');
  });

  test('begun within a second: those beyond are refused, and those that began go on', async () => {
    company = await Company.open({ env: { LIMIT_SUBSCRIBES_PER_SECOND: '3', LIMIT_OPERATIONS_PER_SOCKET: '100' } });
    const socket = await acknowledged(await tokenOf('Ayşe'));
    for (let id = 0; id < 50; id++) socket.subscribe(String(id), STREAM);
    expect(await codeOf(socket)).toBe('LIMIT_EXCEEDED');
    await socket.frame('next');
    expect(socket.frames.filter(({ type }) => type === 'error').length).toBeGreaterThan(0);
  });
});
