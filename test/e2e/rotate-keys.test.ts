import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { SecretBox } from '../../src/auth/secret-box.js';
import { ChannelType } from '../../src/entities/enums.js';
import { sealedColumns } from '../../src/services/secrets/queries.js';
import { type AdminOffice, done, openAdminOffice, publicId } from '../support/admin-office.js';
import { Client } from '../support/client.js';
import { codesOf } from '../support/mutations.js';
import { startNode } from '../support/node-process.js';

const [signingKey, old, newer] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const text = (...keys: Uint8Array[]): string => keys.map((key) => Buffer.from(key).toString('base64')).join(',');

let office: AdminOffice;
beforeAll(async () => {
  office = await openAdminOffice({ signingKey });
});
afterAll(() => office.desk.stop());
afterEach(() => office.desk.sql('update channel set identity_secret_sealed = null'));

const rotate = async (...keys: Uint8Array[]) => {
  const settings = { DATABASE_URL: office.desk.database.url, SIGNING_KEY: text(signingKey), ENCRYPTION_KEYS: text(...keys) };
  const program = startNode('src/cli/rotate-keys.ts', [], { LOG_LEVEL: 'silent', ...settings });
  return { ...(await program.ended), output: program.output() };
};

const secretOf = (n: number): string => `kimlik-sırrı-şğİ-🔑-${n}`;

/** Many channels with a secret each, sealed as the box given does. */
const channelsSealedBy = async (box: SecretBox, count: number): Promise<void> => {
  const boxes = Array.from({ length: count }, (_each, n) => box.seal(secretOf(n)));
  await office.desk.sql(
    `insert into channel (id, workspace_id, product_id, type, name, key, identity_secret_sealed, created_at)
     select gen_random_uuid(), $1, $2, 'WEB_CHAT', 'sealed ' || s.n || gen_random_uuid(), gen_random_uuid(), s.box, now()
     from unnest($3::text[]) with ordinality as s (box, n)`,
    [office.workspace.id, office.shoes.id, boxes],
  );
};

const boxes = async (): Promise<string[]> =>
  (
    await office.desk.sql<{ box: string }>('select identity_secret_sealed as box from channel where identity_secret_sealed is not null')
  ).map(({ box }) => box);

test('every sealed column of every entity takes part', () => {
  const columns = sealedColumns(office.desk.server.app.orm.em.fork()).map(({ table, column }) => `${table}.${column}`);
  const sealed = ['channel.identity_secret_sealed', 'channel_account.access_token_sealed', 'channel_account.app_secret_sealed'];
  expect(columns.sort()).toEqual([...sealed, 'mail_settings.password_sealed']);
});

describe('npm run rotate-keys', () => {
  test('seals all anew under the first key, so that the old one may go', async () => {
    await channelsSealedBy(new SecretBox(signingKey), 450);
    await channelsSealedBy(new SecretBox(signingKey, [old]), 450);
    const rotated = await rotate(newer, old);
    expect(rotated).toMatchObject({ code: 0, output: expect.stringContaining('900 sealed anew, and every secret is under the key') });
    expect(rotated.output).toMatch(/channel\.identity_secret_sealed: 200 sealed anew/);
    const without = new SecretBox(randomBytes(32), [newer]);
    const opened = (await boxes()).map((box) => without.open(box)).sort();
    const all = Array.from({ length: 450 }, (_each, n) => secretOf(n));
    expect(opened).toEqual([...all, ...all].sort());
    expect(rotated.output).not.toMatch(/kimlik/);
    expect(await rotate(newer)).toMatchObject({ code: 0, output: expect.stringContaining('Done: 0 sealed anew') });
  });

  test('what no key opens stays as it is, is named, and ends with 1', async () => {
    await channelsSealedBy(new SecretBox(signingKey, [old]), 3);
    await channelsSealedBy(new SecretBox(randomBytes(32)), 1);
    const before = await boxes();
    const rotated = await rotate(newer, old);
    expect(rotated).toMatchObject({
      code: 1,
      output: expect.stringMatching(/3 sealed anew; 1 could not be opened.*Take no key away yet/s),
    });
    expect(rotated.output).toMatch(/channel\.identity_secret_sealed of [\da-f-]{36}: .*ENCRYPTION_KEYS/);
    expect((await boxes()).filter((box) => before.includes(box))).toHaveLength(1);
  });

  test('a secret that somebody enters while it runs is not lost', async () => {
    const { supervisorClient, shoes } = office;
    const { channel } = await done<{ channel: { id: string } }>(
      supervisorClient,
      'createChannel',
      { productId: publicId('product', shoes), type: 'WEB_CHAT', name: 'Canlı' },
      'channel { id }',
    );
    await channelsSealedBy(new SecretBox(signingKey), 600);
    let over = false;
    const running = rotate(newer).finally(() => {
      over = true;
    });
    let entered = '';
    for (let n = 0; !over || n === 0; n++) {
      entered = `girilen-sır-${n}-1234567890`;
      await done(supervisorClient, 'updateChannel', { channelId: channel.id, identitySecret: entered });
    }
    expect((await running).code).toBe(0);
    const opening = new SecretBox(signingKey, [newer]);
    const opened = (await boxes()).map((box) => opening.open(box));
    expect(opened).toHaveLength(601);
    expect(opened).toContain(entered);
  });
});

/** A server process on the office's database, with other keys. */
const withServer = async (keys: Uint8Array[], work: (client: Client) => Promise<void>): Promise<string> => {
  const program = startNode('test/support/server-process.ts', [], {
    ...{ DATABASE_URL: office.desk.database.url, SIGNING_KEY: text(randomBytes(32)), ENCRYPTION_KEYS: text(...keys) },
    ...{ PORT: '0', HOST: '', LOG_LEVEL: 'error', JOBS: 'off', DRAIN_SECONDS: '0', LIMIT_START_CHATS_PER_MINUTE: '1000000' },
  });
  const url = (await program.line(/^listening on /)).replace('listening on ', '');
  const client = new Client(url);
  try {
    await work(client);
  } finally {
    await client.close();
    await program.end('SIGTERM');
  }
  return program.output();
};

describe('servers', () => {
  let key: string;
  /** The secret is opened, and what it makes compared with what was sent. */
  const prove = (client: Client) => {
    const customer = { name: 'Çağla', email: 'c@example.com', externalId: '7', identityHash: 'ab'.repeat(32) };
    return codesOf(client, 'startChat', { channelKey: key, customer });
  };

  test('with both keys run on beside it, and with the new one alone afterwards', async () => {
    const sealed = new SecretBox(randomBytes(32), [old]).seal('defter-kimlik-sırrı');
    ({ key } = await office.desk.seed.channel(office.shoes, ChannelType.WEB_CHAT, { name: 'Defter', identitySecretSealed: sealed }));
    await channelsSealedBy(new SecretBox(randomBytes(32), [old]), 300);
    const said = await withServer([newer, old], async (client) => {
      expect(await prove(client)).toEqual(['IDENTITY_INVALID']);
      let over = false;
      const running = rotate(newer, old).finally(() => {
        over = true;
      });
      while (!over) expect(await prove(client)).toEqual(['IDENTITY_INVALID']);
      expect((await running).code).toBe(0);
    });
    const alone = await withServer([newer], async (client) => expect(await prove(client)).toEqual(['IDENTITY_INVALID']));
    for (const output of [said, alone]) expect(output).not.toMatch(/secrets cannot be opened|which this server was not given/);
  });

  test('that lack a key say so at their start, serve on, and say so again when it is used', async () => {
    const sealed = new SecretBox(randomBytes(32), [newer]).seal('defter-kimlik-sırrı');
    ({ key } = await office.desk.seed.channel(office.shoes, ChannelType.WEB_CHAT, { name: 'Kitap', identitySecretSealed: sealed }));
    const output = await withServer([old], async (client) => {
      await expect(prove(client)).rejects.toThrow();
      expect(await client.ask('{ __typename }')).toEqual({ __typename: 'Query' });
    });
    expect(output).toMatch(/"column":"channel.identity_secret_sealed","secrets":1.*secrets cannot be opened.*ENCRYPTION_KEYS/);
    expect(output.match(/which this server was not given/g)?.length).toBeGreaterThan(1);
    expect(output).not.toMatch(/defter-kimlik/);
  });
});
