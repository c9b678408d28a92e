import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Channel } from '../../src/entities/channel.js';
import { ChannelType } from '../../src/entities/enums.js';
import { Company } from '../support/company.js';
import type { Customer, Told } from '../support/customer.js';
import { Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { perform } from '../support/perform.js';
import { RawSocket } from '../support/raw-socket.js';

const SECRET = 'the company’s own secret';
const PHONE = { installation: 'phone-1', osName: 'iOS', osVersion: '26.1', model: 'iPhone 17 Pro', appVersion: '7.4.0' };
const TABLET = { installation: 'tablet-1', osName: 'iPadOS', osVersion: '26.0', model: 'iPad Air', appVersion: '7.3.2' };

let desk: Desk;
let company: Company;
let app: Channel;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());
beforeEach(async () => {
  company = await Company.open(desk);
  app = await verified(company);
});

const hmac = (text: string, secret = SECRET): string => createHmac('sha256', secret).update(text).digest('hex');
const known = (externalId: string): Told => ({ externalId, identityHash: hmac(externalId) });
/** What the company's server says of a customer, in its own hand. */
const vouched = (externalId: string, attributes: { key: string; value: string }[]): Told => ({
  ...known(externalId),
  attributes,
  attributesHash: hmac([externalId, ...attributes.flatMap(({ key, value }) => [key, value])].join('\0')),
});

/** A channel whose customers the company's own server vouches for. */
const verified = ({ product }: Company, secret = SECRET): Promise<Channel> =>
  desk.seed.channel(product, ChannelType.IN_APP_IOS, {
    name: `App ${Math.random()}`,
    identitySecretSealed: desk.server.app.secretBox.seal(secret),
  });

const sessionsOf = async (token: string): Promise<string> => {
  const { data, errors } = await desk.withToken(token).send<{ viewer: { __typename: string } | null }>('{ viewer { __typename } }');
  return data?.viewer?.__typename ?? String(errors?.[0]?.extensions?.code);
};
const holds = async ({ client }: Customer): Promise<boolean> => (await sessionsOf(client.accessToken ?? '')) === 'CustomerViewer';

const refresh = (refreshToken: string) =>
  perform<{ accessToken: string; refreshToken: string }>(desk.visitor(), 'refreshSession', { refreshToken }, 'accessToken refreshToken');

const customersOf = ({ workspace }: Company) =>
  desk.sql<{ id: string; name: string }>('select id, name from customer where workspace_id = $1', [workspace.id]);

describe('what an app tells', () => {
  test('stands beside the conversation: device, version of the app, attributes', async () => {
    const suna = await company.supervisor();
    const ali = company.customer('Ali', await desk.seed.channel(company.product, ChannelType.IN_APP_ANDROID));
    const attributes = [
      { key: 'plan', value: 'gold' },
      { key: 'son sipariş', value: '48213' },
    ];
    await ali.startsChat('Hello', { device: PHONE, attributes });
    expect(await suna.looksBeside(ali)).toEqual({
      customerName: 'Ali',
      email: 'ali@example.com',
      externalId: null,
      appVersion: '7.4.0',
      device: PHONE,
      attributes: attributes.map((attribute) => ({ ...attribute, verified: false })),
    });
  });

  test('may be nothing', async () => {
    const suna = await company.supervisor();
    const ali = await company.customerWithChat('Ali');
    expect(await suna.looksBeside(ali)).toMatchObject({ appVersion: null, device: null, attributes: [] });
  });

  test('of a customer is listed with all of their devices, the latest first', async () => {
    const suna = await company.supervisor();
    const [phone, tablet] = [company.customer('Ali', app), company.customer('Ali', app)];
    await phone.startsChat('Hello', { ...known('ali'), device: PHONE });
    await tablet.signsIn({ ...known('ali'), device: TABLET });
    const document = 'query ($id: ID!) { conversation(id: $id) { customer { externalId language attributes { key } devices { model } } } }';
    expect(await suna.client.ask(document, { id: phone.conversationId })).toEqual({
      conversation: {
        customer: { externalId: 'ali', language: null, attributes: [], devices: [{ model: 'iPad Air' }, { model: 'iPhone 17 Pro' }] },
      },
    });
  });

  test('comes back as it was given: Turkish letters, emoji, right-to-left', async () => {
    const suna = await company.supervisor();
    const attributes = [
      { key: 'İl', value: 'Iğdır ılıca' },
      { key: 'il', value: 'İzmir' },
      { key: 'ruh hâli', value: '👩‍👧‍👦🏳️‍🌈' },
      { key: 'العنوان', value: 'شارع الحمرا\u200f، بيروت' },
    ];
    const ali = company.customer('Ali', app);
    await ali.startsChat('Hello', { ...vouched('ışıl', attributes), device: { installation: 'cihaz-İı', model: 'Galaxy 👾' } });
    expect(await suna.looksBeside(ali)).toMatchObject({
      externalId: 'ışıl',
      device: { installation: 'cihaz-İı', model: 'Galaxy 👾' },
      attributes: attributes.map((attribute) => ({ ...attribute, verified: true })),
    });
  });

  test('is kept as it was where it is not told again; an empty list clears what was not verified', async () => {
    const suna = await company.supervisor();
    const ali = company.customer('Ali', app);
    await ali.startsChat('Hello', { ...vouched('ali', [{ key: 'plan', value: 'gold' }]), device: PHONE });
    await ali.startsChat(null, {
      ...known('ali'),
      attributes: [{ key: 'page', value: 'Cart' }],
      device: { installation: PHONE.installation },
    });
    expect(await suna.looksBeside(ali)).toMatchObject({
      device: { osVersion: '26.1', appVersion: '7.4.0' },
      attributes: [
        { key: 'plan', value: 'gold', verified: true },
        { key: 'page', value: 'Cart', verified: false },
      ],
    });
    await ali.startsChat(null, { ...known('ali'), attributes: [] });
    expect(await suna.looksBeside(ali)).toMatchObject({ attributes: [{ key: 'plan', value: 'gold', verified: true }] });
  });

  test('that is verified no app overwrites', async () => {
    const suna = await company.supervisor();
    const ali = company.customer('Ali', app);
    await ali.startsChat('Hello', vouched('ali', [{ key: 'plan', value: 'free' }]));
    await ali.startsChat(null, { ...known('ali'), attributes: [{ key: 'plan', value: 'gold' }] });
    expect((await suna.looksBeside(ali))?.attributes).toEqual([{ key: 'plan', value: 'free', verified: true }]);
  });

  test.each([
    ['another’s', vouched('veli', [{ key: 'plan', value: 'gold' }]).attributesHash],
    ['that of another value', vouched('ali', [{ key: 'plan', value: 'free' }]).attributesHash],
    ['that of the id alone', hmac('ali')],
    ['that of key and value run together', hmac('ali\0plangold')],
    ['no hexadecimal', 'zz'.repeat(32)],
  ])('with a hash that is %s: refused, and nobody is made', async (_what, attributesHash) => {
    const told = { ...known('ali'), attributes: [{ key: 'plan', value: 'gold' }], attributesHash };
    const refusal = 'IDENTITY_INVALID input.';
    await expect(company.customer('Ali', app).startsChat('Hello', told)).rejects.toThrow(`${refusal}customer.attributesHash`);
    await expect(company.customer('Ali', app).signsIn(told)).rejects.toThrow(`${refusal}attributesHash`);
    expect(await customersOf(company)).toEqual([]);
  });

  test('where nobody is verified is verified by nothing', async () => {
    const suna = await company.supervisor();
    const ali = company.customer('Ali');
    await ali.startsChat('Hello', vouched('ali', [{ key: 'plan', value: 'gold' }]));
    expect(await suna.looksBeside(ali)).toMatchObject({ externalId: null, attributes: [{ key: 'plan', verified: false }] });
  });

  const attributes = (count: number) => Array.from({ length: count }, (_, n) => ({ key: `key ${n}`, value: 'value' }));
  const withOne = (key: string, value: string) => [...attributes(2), { key, value }];

  test.each<[string, Told, string]>([
    ['31 attributes', { attributes: attributes(31) }, 'customer.attributes'],
    ['a key twice', { attributes: withOne('key 0', 'value') }, 'customer.attributes.2.key'],
    ['the same key, but for white space', { attributes: withOne(' key 0 ', 'value') }, 'customer.attributes.2.key'],
    ['a key of 65 characters', { attributes: withOne('k'.repeat(65), 'value') }, 'customer.attributes.2.key'],
    ['a value of 501 characters', { attributes: withOne('key', 'v'.repeat(501)) }, 'customer.attributes.2.value'],
    ['an empty key', { attributes: withOne('', 'value') }, 'customer.attributes.2.key'],
    ['an empty value', { attributes: withOne('key', '  ') }, 'customer.attributes.2.value'],
    ['U+0000 in a key', { attributes: withOne('ke\0y', 'value') }, 'customer.attributes.2.key'],
    ['U+0000 in a value', { attributes: withOne('key', 'val\0ue') }, 'customer.attributes.2.value'],
    ['a device without an id', { device: { ...PHONE, installation: '' } }, 'device.installation'],
    ['a device’s id of 129 characters', { device: { installation: 'd'.repeat(129) } }, 'device.installation'],
    ['U+0000 in a device’s model', { device: { installation: 'd', model: 'a\0b' } }, 'device.model'],
    ['a version of 65 characters', { device: { installation: 'd', appVersion: '1'.repeat(65) } }, 'device.appVersion'],
  ])('with %s is refused by its field', async (_what, told, path) => {
    await expect(company.customer('Ali').startsChat('Hello', told)).rejects.toThrow(`INVALID_INPUT input.${path}`);
    const refused = company.customer('Ali', app).signsIn({ ...known('ali'), ...told });
    await expect(refused).rejects.toThrow(`INVALID_INPUT input.${path.replace('customer.', '')}`);
  });

  test('may be as much as the limits say', async () => {
    const suna = await company.supervisor();
    const most = attributes(30).map(({ key }) => ({ key: key.padEnd(64, 'ı'), value: 'ş'.repeat(500) }));
    const ali = company.customer('Ali', app);
    await ali.startsChat('Hello', vouched('ali', most));
    expect((await suna.looksBeside(ali))?.attributes).toHaveLength(30);
  });

  test('is for the desk alone: neither the customer nor an agent without a grant sees it', async () => {
    const stranger = await company.agent('Nuri', { grants: [] });
    const ali = company.customer('Ali');
    await ali.startsChat('Hello', { device: PHONE, attributes: [{ key: 'blacklisted', value: 'yes' }] });
    expect(await stranger.looksBeside(ali)).toBeNull();
    const reaches = (selection: string) => ali.client.send(`{ myConversations { ${selection} } }`);
    for (const field of ['generalInformation { appVersion }', 'customer { attributes { key } }']) {
      expect((await reaches(field)).errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
    }
    const { errors } = await ali.client.send('query ($id: ID!) { conversation(id: $id) { id } }', { id: ali.conversationId });
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});

describe('news of a customer', () => {
  test('reaches the agent live: a new version, another name and address, other attributes', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = company.customer('Ali', app);
    await ali.startsChat('Hello', { ...known('ali'), device: PHONE });
    const [own, all] = [
      ayse.followsConversations({ agentIds: [ayse.id] }, await company.now()),
      ayse.followsConversations(null, await company.now()),
    ];

    await ali.signsIn({ ...known('ali'), device: { ...PHONE, appVersion: '7.5.0' } });
    expect((await own.next()).conversationChanged).toMatchObject({ change: 'CUSTOMER_UPDATED', conversation: { id: ali.conversationId } });
    expect(await ayse.looksBeside(ali)).toMatchObject({ appVersion: '7.5.0' });

    await ali.signsIn({ ...known('ali'), name: 'Ali Yıldız', email: 'ALI.YILDIZ@example.com' });
    await own.next();
    expect(await ayse.looksBeside(ali)).toMatchObject({ customerName: 'Ali Yıldız', email: 'ali.yildiz@example.com' });

    await ali.startsChat(null, { ...known('ali'), attributes: [{ key: 'plan', value: 'gold' }] });
    await own.next();
    expect(await ayse.looksBeside(ali)).toMatchObject({ customerName: 'Ali', attributes: [{ key: 'plan' }] });
    await all.next(({ conversationChanged: { cursor } }) => cursor === own.seen.at(-1)?.conversationChanged.cursor);
    expect(all.seen).toHaveLength(3);
  });

  test('by their own token too', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    const changes = ayse.followsConversations(null, await company.now());
    await ali.startsChat(null, { email: 'new@example.com' });
    expect((await changes.next()).conversationChanged.change).toBe('CUSTOMER_UPDATED');
    expect(await ayse.looksBeside(ali)).toMatchObject({ email: 'new@example.com' });
  });

  test('is none when the same is told again, and none of somebody new', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const changes = ayse.followsConversations(null, await company.now());
    const ali = company.customer('Ali', app);
    const told = { ...vouched('ali', [{ key: 'plan', value: 'gold' }]), device: PHONE };
    await ali.startsChat('Hello', told);
    await ali.startsChat('Me again', told);
    await ali.signsIn(told);
    await ayse.notes(ali, 'the last');
    await changes.next(({ conversationChanged: { change } }) => change === 'NOTE_ADDED');
    expect(changes.seen.map(({ conversationChanged: { change } }) => change)).toEqual(['QUEUED', 'ASSIGNED', 'NOTE_ADDED']);
  });

  test('reaches neither the customer nor an agent without a grant', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const stranger = await company.agent('Nuri', { grants: [] });
    const ali = company.customer('Ali', app);
    await ali.startsChat('Hello', { ...known('ali'), device: PHONE });
    const after = await company.now();
    const [own, theirs, elsewhere] = [
      ali.followsChat(after),
      stranger.followsConversations(null, after),
      ayse.followsConversations(null, after),
    ];
    const tablet = company.customer('Ali Yıldız', app);
    await tablet.signsIn({ ...known('ali'), device: TABLET });
    expect((await elsewhere.next()).conversationChanged.change).toBe('CUSTOMER_UPDATED');
    await ali.ends();
    expect((await own.next()).conversationChanged.change).toBe('ENDED');
    expect(own.seen).toHaveLength(1);
    expect(theirs.seen).toEqual([]);
    const document = '{ events(first: 100) { events { type customer { name } } } }';
    type Logged = { events: { events: { type: string; customer: { name: string } | null }[] } };
    const newest = async (agent: typeof ayse) =>
      (await agent.client.ask<Logged>(document)).events.events.filter(({ type }) => type === 'CUSTOMER_UPDATED');
    expect(await newest(ayse)).toEqual([{ type: 'CUSTOMER_UPDATED', customer: { name: 'Ali Yıldız' } }]);
    expect(await newest(stranger)).toEqual([]);
  });

  test('the device shown is the one last written from', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const [phone, tablet] = [company.customer('Ali', app), company.customer('Ali', app)];
    await phone.startsChat('From the phone', { ...known('ali'), device: PHONE });
    await tablet.signsIn({ ...known('ali'), device: TABLET });
    expect(await ayse.looksBeside(phone)).toMatchObject({ appVersion: PHONE.appVersion });
    await tablet.writes('From the tablet');
    expect(await ayse.looksBeside(phone)).toMatchObject({ appVersion: TABLET.appVersion, device: { model: 'iPad Air' } });
    await phone.writes('And from the phone again');
    expect(await ayse.looksBeside(phone)).toMatchObject({ device: { model: 'iPhone 17 Pro' } });
    await ayse.writes(phone, 'An answer comes from no device');
    expect(await ayse.looksBeside(phone)).toMatchObject({ device: { model: 'iPhone 17 Pro' } });
  });

  test('the device stands beside a conversation that waits, and beside the next one too', async () => {
    const suna = await company.supervisor();
    const [phone, tablet] = [company.customer('Ali', app), company.customer('Ali', app)];
    await phone.startsChat('From the phone', { ...known('ali'), device: PHONE });
    await tablet.signsIn({ ...known('ali'), device: TABLET });
    await tablet.writes('From the tablet');
    expect(await suna.looksBeside(phone)).toMatchObject({ device: { model: 'iPad Air' } });
    await phone.ends();
    await phone.writes('Something else');
    expect(phone.conversationId).not.toBe(tablet.conversationId);
    expect(await suna.looksBeside(phone)).toMatchObject({ device: { model: 'iPhone 17 Pro' } });
  });
});

describe('signing in silently', () => {
  test('begins nothing; with an open conversation it gives that', async () => {
    const ali = company.customer('Ali', app);
    expect(await ali.signsIn(known('ali'))).toBeNull();
    expect(await ali.looks()).toEqual([]);
    expect(await desk.sql('select from conversation where workspace_id = $1', [company.workspace.id])).toEqual([]);

    await ali.startsChat('Hello', known('ali'));
    const tablet = company.customer('Ali', app);
    expect(await tablet.signsIn(known('ali'))).toMatchObject({ id: ali.conversationId, messages: { nodes: [{ text: 'Hello' }] } });
    await ali.ends();
    expect(await company.customer('Ali', app).signsIn(known('ali'))).toBeNull();
    expect(await tablet.looks()).toHaveLength(1);
    expect(await customersOf(company)).toHaveLength(1);
  });

  test('the session is good for writing; the language named is the next conversation’s', async () => {
    const suna = await company.supervisor();
    const ali = company.customer('Ali', app);
    await ali.signsIn({ ...known('ali'), language: 'tr' });
    await ali.startsChat('Merhaba', known('ali'));
    expect(await suna.looksAt(ali)).toMatchObject({ language: 'tr' });
  });

  test.each<[string, () => Promise<Told>, string]>([
    ['another’s hash', async () => ({ externalId: 'ali', identityHash: hmac('veli') }), 'IDENTITY_INVALID input.identityHash'],
    ['a hash under another channel’s secret', async () => ({ externalId: 'ali', identityHash: hmac('ali', 'x') }), 'IDENTITY_INVALID'],
    ['a hash cut short', async () => ({ externalId: 'ali', identityHash: hmac('ali').slice(0, 62) }), 'IDENTITY_INVALID'],
  ])('with %s is refused, and nobody is made', async (_what, told, refusal) => {
    await expect(company.customer('Ali', app).signsIn(await told())).rejects.toThrow(refusal);
    expect(await customersOf(company)).toEqual([]);
  });

  test('is refused where nobody is verified', async () => {
    await expect(company.customer('Ali').signsIn(known('ali'))).rejects.toThrow('IDENTITY_NOT_SET_UP input.channelKey');
  });

  test('is somebody else on another channel, and in another workspace, whatever the secret', async () => {
    const elsewhere = await Company.open(desk);
    const places = [app, await verified(company), await verified(elsewhere)];
    const customers = places.map((channel) => company.customer('Ali', channel));
    for (const [index, customer] of customers.entries())
      await customer.startsChat(`Written at ${index}`, { ...known('ali'), device: PHONE });
    expect(new Set(customers.map(({ conversationId }) => conversationId)).size).toBe(3);
    for (const customer of customers) {
      expect(await customer.looks()).toHaveLength(1);
      expect(await holds(customer)).toBe(true);
    }
    // A token of one channel proves nothing on another.
    const third = company.customer('Ali', await verified(company, 'yet another secret'));
    third.client = customers[0]?.client ?? third.client;
    await expect(third.signsIn(known('ali'))).rejects.toThrow('IDENTITY_INVALID');
  });

  test('counts with the chats begun', async () => {
    const strict = await Desk.start({ env: { LIMIT_START_CHATS_PER_MINUTE: '2' } });
    try {
      const { product } = await Company.open(strict);
      const identitySecretSealed = strict.server.app.secretBox.seal(SECRET);
      const { key } = await strict.seed.channel(product, ChannelType.IN_APP_IOS, { identitySecretSealed });
      const query = 'mutation ($input: SignInCustomerInput!) { signInCustomer(input: $input) { accessToken } }';
      const input = { channelKey: key, name: 'Ali', ...known('ali') };
      const outcomes = await Promise.all(Array.from({ length: 5 }, () => strict.visitor().send(query, { input })));
      const codes = outcomes.map(({ errors }) => errors?.[0]?.extensions?.code ?? 'SIGNED_IN');
      expect(codes.toSorted()).toEqual(['RATE_LIMITED', 'RATE_LIMITED', 'RATE_LIMITED', 'SIGNED_IN', 'SIGNED_IN']);
    } finally {
      await strict.stop();
    }
  });
});

describe('sessions of a device', () => {
  test('one lives: signing in again ends the one before and its socket, and none of another device', async () => {
    const [first, again, tablet] = [company.customer('Ali', app), company.customer('Ali', app), company.customer('Ali', app)];
    await first.startsChat('Hello', { ...known('ali'), device: PHONE });
    await tablet.signsIn({ ...known('ali'), device: TABLET });
    const socket = await new RawSocket(desk.url).init({ authorization: `Bearer ${first.client.accessToken}` });
    await socket.frame('connection_ack');
    await again.signsIn({ ...known('ali'), device: PHONE });
    expect(await socket.closed).toMatchObject({ code: 4401 });
    expect(await Promise.all([first, again, tablet].map(holds))).toEqual([false, true, true]);
    await expect(refresh(first.refreshToken)).rejects.toThrow('REFRESH_TOKEN_INVALID');
    await tablet.comesBack();
    expect(await tablet.looks()).toHaveLength(1);
  });

  test('with the caller’s own token it goes on: same session, next tokens, the socket stays', async () => {
    const ali = company.customer('Ali', app);
    await ali.signsIn({ ...known('ali'), device: PHONE });
    const before = ali.client.accessToken ?? '';
    const socket = await new RawSocket(desk.url).init({ authorization: `Bearer ${before}` });
    await socket.frame('connection_ack');
    const old = ali.refreshToken;
    await ali.startsChat('Hello', { ...known('ali'), device: PHONE });
    expect(await sessionsOf(before)).toBe('CustomerViewer');
    socket.subscribe('1', `subscription { messageAdded(conversationId: "${ali.conversationId}", after: "e0") { __typename } }`);
    expect(JSON.stringify(await socket.frame('next'))).toContain('MessageAdded');
    await socket.close();
    expect(await desk.sql('select from session where workspace_id = $1', [company.workspace.id])).toHaveLength(1);
    // The answer may have been lost: the token from before it is as good as the one in it, until one of the two was used.
    await refresh(ali.refreshToken);
    await expect(refresh(old)).rejects.toThrow('REFRESH_TOKEN_INVALID');
  });

  test('over the app’s own socket too: the answer comes on it, and it stays open', async () => {
    const ali = company.customer('Ali', app);
    await ali.signsIn({ ...known('ali'), device: PHONE });
    const socket = await new RawSocket(desk.url).init({ authorization: `Bearer ${ali.client.accessToken}` });
    await socket.frame('connection_ack');
    const answerTo = (id: string) =>
      eventually(
        () => socket.frames.find((frame) => frame.type === 'next' && frame.id === id),
        (answer) => answer !== undefined,
      );
    const { key: channelKey } = app;
    const customer = { name: 'Ali', email: 'ali@example.com', ...known('ali') };
    const begin = 'mutation ($input: StartChatInput!) { startChat(input: $input) { refreshToken userErrors { code } } }';
    socket.subscribe('1', begin, { input: { channelKey, customer, device: PHONE, text: 'Hello' } });
    expect(await answerTo('1')).toMatchObject({
      payload: { data: { startChat: { refreshToken: expect.any(String), userErrors: [] } } },
    });
    const signIn =
      'mutation ($input: SignInCustomerInput!) { signInCustomer(input: $input) { conversation { state } userErrors { code path } } }';
    const input = { channelKey, name: 'Ali', ...known('ali'), device: PHONE };
    socket.subscribe('2', signIn, { input });
    expect(await answerTo('2')).toMatchObject({ payload: { data: { signInCustomer: { conversation: { state: 'QUEUED' } } } } });
    socket.subscribe('3', signIn, { input: { ...input, identityHash: hmac('veli') } });
    const refused = { signInCustomer: { conversation: null, userErrors: [{ code: 'IDENTITY_INVALID', path: ['input', 'identityHash'] }] } };
    expect(await answerTo('3')).toMatchObject({ payload: { data: refused } });
    await socket.close();
    expect(await desk.sql('select from session where workspace_id = $1', [company.workspace.id])).toHaveLength(1);
  });

  test('signing one out leaves the other its socket and its messages', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const [phone, tablet] = [company.customer('Ali', app), company.customer('Ali', app)];
    await phone.startsChat('Hello', { ...known('ali'), device: PHONE });
    await tablet.signsIn({ ...known('ali'), device: TABLET });
    const after = await company.now();
    const [onPhone, onTablet] = [phone.followsMessages(after), tablet.followsMessages(after)];
    const heard = async (text: string, ...streams: (typeof onPhone)[]) => {
      await ayse.writes(phone, text);
      for (const stream of streams) await stream.next(({ messageAdded }) => messageAdded.message?.text === text);
    };
    await heard('To both', onPhone, onTablet);
    await phone.client.ask('mutation { signOut { signedOut } }');
    expect(await Promise.all([phone, tablet].map(holds))).toEqual([false, true]);
    await heard('To the tablet', onTablet);
  });

  test('a device’s id opens nothing: whoever names it is themselves, and ends nobody’s session', async () => {
    const ali = company.customer('Ali');
    await ali.startsChat('My order number is 4711', { device: PHONE });
    const impostor = company.customer('Ali');
    await impostor.startsChat('Hello', { device: PHONE });
    expect(impostor.conversationId).not.toBe(ali.conversationId);
    expect(JSON.stringify(await impostor.looks())).not.toContain('4711');
    const veli = company.customer('Veli', app);
    await veli.signsIn({ ...known('veli'), device: PHONE });
    const alsoKnown = company.customer('Ali', app);
    await alsoKnown.signsIn({ ...known('ali'), device: PHONE });
    expect(await Promise.all([ali, impostor, veli, alsoKnown].map(holds))).toEqual([true, true, true, true]);
  });

  test('an app without a known customer resumes by its refresh token, for 30 days from its last use', async () => {
    const elsewhere = await Company.open();
    try {
      const ali = elsewhere.customer('Ali');
      await ali.startsChat('Hello', { device: PHONE });
      for (const days of [29, 29]) {
        elsewhere.desk.clock.advance(days * 86_400_000);
        await ali.comesBack();
        expect(await ali.looks()).toMatchObject([{ id: ali.conversationId }]);
      }
      await ali.startsChat('And again', { device: PHONE });
      expect(await ali.looks()).toHaveLength(1);
      elsewhere.desk.clock.advance(30 * 86_400_000);
      await expect(ali.comesBack()).rejects.toThrow('REFRESH_TOKEN_INVALID');
    } finally {
      await elsewhere.close();
    }
  });
});

describe('a lost answer', () => {
  const chat = async (): Promise<Customer> => {
    const ali = company.customer('Ali');
    await ali.startsChat('Hello', { device: PHONE });
    return ali;
  };

  test('loses no session: the used-up token is taken again until one of its successors was used', async () => {
    const ali = await chat();
    const [lost, alsoLost] = [await refresh(ali.refreshToken), await refresh(ali.refreshToken)];
    const got = await refresh(ali.refreshToken);
    for (const { accessToken } of [lost, alsoLost, got]) expect(await sessionsOf(accessToken)).toBe('CustomerViewer');
    const next = await refresh(got.refreshToken);
    await refresh(next.refreshToken);
  });

  test('found again by an impatient app is as good as the answer of its second try', async () => {
    const ali = await chat();
    const late = await refresh(ali.refreshToken);
    await refresh(ali.refreshToken);
    const next = await refresh(late.refreshToken);
    expect(await sessionsOf(next.accessToken)).toBe('CustomerViewer');
  });

  test.each(['the owner', 'the thief'])('does not hide a theft: once %s has gone on, the other’s token ends the session', async (first) => {
    const ali = await chat();
    const [owner, thief] = [await refresh(ali.refreshToken), await refresh(ali.refreshToken)];
    const [one, other] = first === 'the owner' ? [owner, thief] : [thief, owner];
    const next = await refresh(one.refreshToken);
    await expect(refresh(other.refreshToken)).rejects.toThrow('REFRESH_TOKEN_INVALID');
    await expect(refresh(next.refreshToken)).rejects.toThrow('REFRESH_TOKEN_INVALID');
    expect(await sessionsOf(next.accessToken)).toBe('UNAUTHENTICATED');
  });

  test('does not bring an older token back', async () => {
    const ali = await chat();
    const next = await refresh(ali.refreshToken);
    await refresh(next.refreshToken);
    await expect(refresh(ali.refreshToken)).rejects.toThrow('REFRESH_TOKEN_INVALID');
    expect(await holds(ali)).toBe(false);
  });

  test('of five at once with one token each answer may be the one that arrived', async () => {
    const ali = await chat();
    const answers = await Promise.all(Array.from({ length: 5 }, () => refresh(ali.refreshToken)));
    await refresh(answers[2]?.refreshToken ?? '');
    expect(await holds(ali)).toBe(true);
  });
});

describe('at once', () => {
  const oneOfEach = async (): Promise<void> => {
    const { id } = company.workspace;
    expect(await customersOf(company)).toHaveLength(1);
    expect(await desk.sql('select from conversation where workspace_id = $1', [id])).toHaveLength(1);
  };

  test('twenty chats of one known customer on one device: one customer, conversation, device, live session', async () => {
    const phones = Array.from({ length: 20 }, () => company.customer('Ali', app));
    await Promise.all(
      phones.map((phone, n) => phone.startsChat(`Message ${n}`, { ...vouched('ali', [{ key: 'n', value: `${n}` }]), device: PHONE })),
    );
    await oneOfEach();
    const { id } = company.workspace;
    expect(await desk.sql('select from device where workspace_id = $1', [id])).toHaveLength(1);
    expect(await desk.sql('select from session where workspace_id = $1 and revoked_at is null', [id])).toHaveLength(1);
    const living = (await Promise.all(phones.map(holds))).filter(Boolean);
    expect(living).toHaveLength(1);
    const [{ texts } = { texts: 0 }] = await desk.sql<{ texts: number }>(
      'select count(distinct text)::int as texts from message where workspace_id = $1',
      [id],
    );
    expect(texts).toBe(20);
  });

  test('two devices, many times each, signing in and beginning: one conversation, a live session each', async () => {
    const turns = Array.from({ length: 16 }, (_, n) => ({ customer: company.customer('Ali', app), device: n % 2 ? PHONE : TABLET, n }));
    await Promise.all(
      turns.map(({ customer, device, n }) => {
        const told = { ...known('ali'), device, attributes: [{ key: 'turn', value: `${n}` }] };
        return n % 4 < 2 ? customer.startsChat(`Message ${n}`, told) : customer.signsIn(told);
      }),
    );
    await oneOfEach();
    const { id } = company.workspace;
    expect(await desk.sql('select from session where workspace_id = $1 and revoked_at is null', [id])).toHaveLength(2);
    expect((await Promise.all(turns.map(({ customer }) => holds(customer)))).filter(Boolean)).toHaveLength(2);
  });
});
