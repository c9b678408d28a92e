import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Channel } from '../../src/entities/channel.js';
import { ChannelType } from '../../src/entities/enums.js';
import { encodeId } from '../../src/ids.js';
import { accountOf, markBroken, markWorking } from '../../src/services/channel-accounts/account.js';
import { systemWork } from '../../src/services/system-work.js';
import { mutate } from '../support/admin-office.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
import { Company } from '../support/company.js';
import {
  type ChannelSeen,
  CONNECTION,
  connect,
  credentialsOf,
  openConnectedCompany,
  openPlatformDesk,
  type PlatformDesk,
} from '../support/connected-company.js';
import { eventually } from '../support/eventually.js';
import { perform } from '../support/perform.js';
import type { Account, Platform } from '../support/platform/account.js';
import { ServerProcesses } from '../support/server-processes.js';

const PUBLIC_URL = 'https://sohbet.example.com';

let office: PlatformDesk;
let company: Company;
let suna: AgentAtWork;
beforeAll(async () => {
  office = await openPlatformDesk({ PUBLIC_URL });
  company = await Company.open(office.desk);
  suna = await company.supervisor();
});
afterAll(() => office.stop());

let channels = 0;
const newChannel = (type: ChannelType, where: Company = company): Promise<Channel> =>
  office.desk.seed.channel(where.product, type, { name: `Kanal ${++channels}`, connected: false });

const idOf = ({ id }: Channel): string => encodeId('channel', id);

const look = async (client: AgentAtWork, channel: Channel): Promise<ChannelSeen> => {
  const document = `query ($id: ID!) { node(id: $id) { ... on Channel { id connected phoneNumber accountName ${CONNECTION} } } }`;
  return (await client.client.ask<{ node: ChannelSeen }>(document, { id: idOf(channel) })).node;
};

/** The refusals of connecting, with their words. */
const refusals = async (channel: Channel, input: object, client = suna.client) => {
  const { userErrors } = await mutate(client, 'connectChannel', { channelId: idOf(channel), ...input });
  return userErrors.map(({ code, message, path }) => ({ code, message, path: path.join('.') }));
};

const changesOf = async (channel: Channel): Promise<number> =>
  (await office.desk.sql(`select 1 from event where type = 'settings.changed' and subject_id = $1`, [channel.id])).length;

describe('connecting', () => {
  test('before it a supervisor is shown what to enter at the platform', async () => {
    const channel = await newChannel(ChannelType.WHATSAPP);
    const { connected, connection } = await look(suna, channel);
    expect(connected).toBe(false);
    expect(connection).toMatchObject({ accountId: null, hasCredentials: false, connectedAt: null, problem: null });
    expect(connection?.callbackUrl).toBe(`${PUBLIC_URL}/webhooks/meta`);
    expect(office.desk.server.app.verifyTokens.channelOf(connection?.verifyToken ?? '')).toBe(channel.id);
  });

  test.each<[Platform, Partial<ChannelSeen>]>([
    ['WHATSAPP', { accountName: null }],
    ['MESSENGER', { accountName: 'Işıl’ın Dükkânı 🧵', phoneNumber: null }],
    ['INSTAGRAM', { accountName: 'Işıl’ın Dükkânı 🧵', phoneNumber: null }],
  ])('%s: the credentials hold, the app is subscribed, the channel is connected', async (platform, expected) => {
    const account = office.platform.account({ platform, name: 'Işıl’ın Dükkânı 🧵', requiresProof: true });
    const channel = await newChannel(ChannelType[platform]);
    const { channel: seen } = await connect(suna.client, channel, account);
    const phoneNumber = account.phoneNumber && `+${account.phoneNumber}`;
    expect(seen).toMatchObject({ connected: true, phoneNumber, ...expected });
    const { externalId: accountId, businessAccountId } = account;
    expect(seen.connection).toMatchObject({
      accountId,
      businessAccountId,
      hasCredentials: true,
      connectedAt: expect.any(String),
      problem: null,
    });
    expect(account.subscribedFields).not.toBeNull();
    expect(await changesOf(channel)).toBeGreaterThanOrEqual(1);
    const { app } = office.desk.server;
    const { accessToken, appSecret } = account;
    expect(await accountOf(app.orm.em.fork(), channel.id, app.secretBox)).toEqual({
      platform,
      externalId: accountId,
      businessAccountId,
      accessToken,
      appSecret,
    });
  });

  test('what the company wrote of itself stays', async () => {
    const channel = await office.desk.seed.channel(company.product, ChannelType.WHATSAPP, { name: 'Kendi', phoneNumber: '+902121112233' });
    const { channel: seen } = await connect(suna.client, channel, office.platform.account({ platform: 'WHATSAPP' }));
    expect(seen.phoneNumber).toBe('+902121112233');
  });

  test('again, it replaces the credentials and what was wrong', async () => {
    const { account, channel } = await openConnectedCompany(office);
    const { app } = office.desk.server;
    const of = { workspaceId: channel.workspaceId };
    await systemWork(app, (work) => markBroken(work, channel.id, 'The token has expired.'));
    account.renewToken();
    const supervisor = await office.desk.as(
      await office.desk.seed.agent({ id: of.workspaceId } as never, 'Sema', { role: 'SUPERVISOR' as never }),
    );
    const { channel: seen } = await connect(supervisor, channel, account);
    expect(seen.connection).toMatchObject({ hasCredentials: true, problem: null });
    expect((await accountOf(app.orm.em.fork(), channel.id, app.secretBox))?.accessToken).toBe(account.accessToken);
  });
});

describe('refused', () => {
  test('a token that does not hold, in the platform’s reason’s words, and nothing is kept', async () => {
    const account = office.platform.account({ platform: 'WHATSAPP' });
    const channel = await newChannel(ChannelType.WHATSAPP);
    const [refusal] = await refusals(channel, { ...credentialsOf(account), accessToken: 'EAAwrongWrongWrong123' });
    expect(refusal).toMatchObject({ code: 'ACCOUNT_REFUSED', path: 'input.accessToken', message: expect.stringMatching(/token/i) });
    expect(refusal?.message).not.toContain('EAAwrong');
    expect(await look(suna, channel)).toMatchObject({ connected: false, connection: { hasCredentials: false } });
    expect(await changesOf(channel)).toBe(0);
  });

  test('a secret of another app, an account of somebody else', async () => {
    const account = office.platform.account({ platform: 'MESSENGER', requiresProof: true });
    const channel = await newChannel(ChannelType.MESSENGER);
    const secret = await refusals(channel, { ...credentialsOf(account), appSecret: 'f'.repeat(32) });
    expect(secret.map(({ code }) => code)).toEqual(['ACCOUNT_REFUSED']);
    const elsewhere = await refusals(channel, { ...credentialsOf(account), accountId: '100000000000001' });
    expect(elsewhere.map(({ code }) => code)).toEqual(['ACCOUNT_REFUSED']);
  });

  test('a platform that is away is not taken for a wrong token', async () => {
    const account = office.platform.account({ platform: 'WHATSAPP' });
    const channel = await newChannel(ChannelType.WHATSAPP);
    for (const fault of [{ status: 503 }, { code: 4 }, { drop: 'BEFORE' } as const]) {
      office.platform.failNext({ on: 'describe', ...fault });
      const codes = (await refusals(channel, credentialsOf(account))).map(({ code }) => code);
      expect([fault, codes]).toEqual([fault, ['PLATFORM_UNAVAILABLE']]);
    }
    office.platform.failNext({ on: 'describe', status: 429, retryAfterSeconds: 30 });
    expect(await refusals(channel, credentialsOf(account))).toMatchObject([
      { code: 'PLATFORM_UNAVAILABLE', path: 'input', message: expect.stringContaining('in 30 seconds') },
    ]);
    expect(await refusals(channel, credentialsOf(account))).toEqual([]);
  });

  test('a channel whose customers write here, one of another workspace, and what does not belong to its type', async () => {
    const whatsapp = office.platform.account({ platform: 'WHATSAPP' });
    const messenger = office.platform.account({ platform: 'MESSENGER' });
    const { businessAccountId, ...withoutBusiness } = credentialsOf(whatsapp);
    const foreign = await newChannel(ChannelType.WHATSAPP, await Company.open(office.desk));
    const codes = async (...given: Parameters<typeof refusals>) => (await refusals(...given)).map(({ code, path }) => `${code} ${path}`);
    expect(await codes(company.web, credentialsOf(whatsapp))).toEqual(['INVALID_STATE input.channelId']);
    expect(await codes(foreign, credentialsOf(whatsapp))).toEqual(['NOT_FOUND input.channelId']);
    const own = await newChannel(ChannelType.WHATSAPP);
    expect(await codes(own, withoutBusiness)).toEqual(['INVALID_INPUT input.businessAccountId']);
    const page = await newChannel(ChannelType.MESSENGER);
    expect(await codes(page, { ...credentialsOf(messenger), businessAccountId })).toEqual(['INVALID_INPUT input.businessAccountId']);
    await perform(suna.client, 'archiveChannel', { channelId: idOf(own) });
    expect(await codes(own, credentialsOf(whatsapp))).toEqual(['INVALID_STATE input.channelId']);
  });

  test('an account that another channel has, of whatever workspace, without saying whose', async () => {
    const { account } = await openConnectedCompany(office);
    const [refusal] = await refusals(await newChannel(ChannelType.WHATSAPP), credentialsOf(account));
    expect(refusal).toMatchObject({ code: 'ACCOUNT_TAKEN', path: 'input.accountId' });
    expect(refusal?.message).not.toMatch(/workspace|Acme/);
  });

  test('when many workspaces claim one account at once, one has it', async () => {
    const account = office.platform.account({ platform: 'WHATSAPP' });
    const claims = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const claimant = await Company.open(office.desk);
        return { channel: await newChannel(ChannelType.WHATSAPP, claimant), client: (await claimant.supervisor()).client };
      }),
    );
    const answers = await Promise.all(claims.map(({ channel, client }) => refusals(channel, credentialsOf(account), client)));
    const codes = answers.map(([refusal]) => refusal?.code ?? 'connected').sort();
    expect(codes).toEqual([...Array(7).fill('ACCOUNT_TAKEN'), 'connected']);
    expect(await office.desk.sql('select 1 from channel_account where external_id = $1', [account.externalId])).toHaveLength(1);
    const connected = await office.desk.sql('select 1 from channel where id = any($1) and connected', [
      claims.map(({ channel }) => channel.id),
    ]);
    expect(connected).toHaveLength(1);
  });
});

describe('disconnecting', () => {
  const disconnect = (channel: Channel) =>
    perform<{ channel: ChannelSeen }>(
      suna.client,
      'disconnectChannel',
      { channelId: idOf(channel) },
      `channel { connected ${CONNECTION} }`,
    );

  const connected = async (account: Account): Promise<Channel> => {
    const channel = await newChannel(ChannelType.WHATSAPP);
    await connect(suna.client, channel, account);
    return channel;
  };

  test('erases the credentials and templates, once, and the account is free for another', async () => {
    const account = office.platform.account({ platform: 'WHATSAPP' });
    office.platform.template(account, { name: 'kargo' });
    const channel = await connected(account);
    await eventually(
      () => office.desk.sql('select 1 from message_template where channel_id = $1', [channel.id]),
      (rows) => rows.length === 1,
    );
    const before = await changesOf(channel);
    expect((await disconnect(channel)).channel).toMatchObject({ connected: false, connection: { accountId: null, hasCredentials: false } });
    expect(await office.desk.sql('select 1 from channel_account where channel_id = $1', [channel.id])).toEqual([]);
    expect(await office.desk.sql('select 1 from message_template where channel_id = $1', [channel.id])).toEqual([]);
    await disconnect(channel);
    expect(await changesOf(channel)).toBe(before + 1);
    expect(await refusals(await newChannel(ChannelType.WHATSAPP), credentialsOf(account))).toEqual([]);
  });

  test('happens by archiving too', async () => {
    const channel = await connected(office.platform.account({ platform: 'WHATSAPP' }));
    await perform(suna.client, 'archiveChannel', { channelId: idOf(channel) });
    expect(await office.desk.sql('select 1 from channel_account where channel_id = $1', [channel.id])).toEqual([]);
    expect(await look(suna, channel)).toMatchObject({ connected: false });
  });

  test('leaves a web channel as it is', async () => {
    expect((await disconnect(company.web)).channel).toMatchObject({ connected: true, connection: null });
  });
});

test('what is wrong is shown in words, and told once', async () => {
  const channel = await newChannel(ChannelType.INSTAGRAM);
  await connect(suna.client, channel, office.platform.account({ platform: 'INSTAGRAM' }));
  const { app } = office.desk.server;
  const before = await changesOf(channel);
  const words = 'The access token has expired.';
  for (const _twice of [1, 2]) await systemWork(app, (work) => markBroken(work, channel.id, words));
  expect((await look(suna, channel)).connection?.problem).toBe(words);
  expect(await changesOf(channel)).toBe(before + 1);
  for (const _twice of [1, 2]) await systemWork(app, (work) => markWorking(work, channel.id));
  expect((await look(suna, channel)).connection?.problem).toBeNull();
  expect(await changesOf(channel)).toBe(before + 2);
});

test('an agent of the channel is shown nothing of its connection', async () => {
  const ayse = await company.agent('Ayşe');
  const channel = await newChannel(ChannelType.WHATSAPP);
  await connect(suna.client, channel, office.platform.account({ platform: 'WHATSAPP' }));
  expect(await look(ayse, channel)).toMatchObject({ connected: true, connection: null });
});

test('credentials stand in no answer, no event, no job, no column and no line of the log', async () => {
  const servers = await ServerProcesses.start(1, { LOG_LEVEL: 'trace', META_GRAPH_URL: office.platform.url, JOBS: 'on' });
  try {
    const where = await Company.open(servers.desk);
    const channel = await servers.desk.seed.channel(where.product, ChannelType.WHATSAPP, { name: 'Gizli' });
    const seeded = await servers.desk.seed.agent(where.workspace, 'Suna', { role: 'SUPERVISOR' as never });
    const [client] = await servers.as(seeded);
    if (!client) throw new Error('there is no process');
    const account = office.platform.account({ platform: 'WHATSAPP', requiresProof: true });
    const { accessToken, appSecret } = account;
    const answers: unknown[] = [];
    const connectWith = async (more: object) => {
      const input = { channelId: idOf(channel), ...credentialsOf(account), ...more };
      answers.push(await mutate(client, 'connectChannel', input, `channel { ${CONNECTION} }`));
    };
    const wrongToken = `${accessToken}x`;
    const wrongSecret = appSecret.replaceAll(/\d/g, 'e');
    await connectWith({ accessToken: wrongToken });
    await connectWith({ appSecret: wrongSecret });
    office.platform.failNext({ on: 'subscribe', status: 500 });
    await connectWith({});
    office.platform.failNext({ on: 'subscribe', drop: 'AFTER' });
    await connectWith({});
    await connectWith({});
    answers.push(
      await client.send('mutation ($input: ConnectChannelInput!) { connectChannel(input: $input) { nonsense } }', {
        input: { channelId: idOf(channel), ...credentialsOf(account) },
      }),
    );
    // GraphQL itself shows a caller what they sent that has no right shape; nobody else may see it.
    await client.send('mutation ($input: ConnectChannelInput!) { connectChannel(input: $input) { cursor } }', {
      input: { channelId: idOf(channel), accessToken: { secret: accessToken }, appSecret },
    });
    answers.push(await client.ask(`{ channels { id name key ${CONNECTION} } events(first: 50) { nodes { type } } }`).catch(String));
    const tables = await servers.desk.sql<{
      name: string;
    }>(`select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
      where schemaname in ('public', 'graphile_worker')`);
    const rows = await Promise.all(tables.map(({ name }) => servers.desk.sql(`select t::text from ${name} t`)));
    const everything = JSON.stringify({ answers, rows, log: servers.complaints() });
    expect(everything).toContain(account.externalId);
    for (const secret of [accessToken, appSecret, wrongSecret]) {
      const at = everything.indexOf(secret);
      expect(at < 0 ? '' : everything.slice(Math.max(0, at - 300), at).concat('…')).toBe('');
    }
  } finally {
    await servers.stop();
  }
});
