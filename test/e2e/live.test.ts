import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ChannelType, OnOffline } from '../../src/entities/enums.js';
import { encodeId } from '../../src/ids.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
import type { Followed } from '../support/client.js';
import { Company } from '../support/company.js';
import type { Customer } from '../support/customer.js';
import { Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';

let desk: Desk;
let company: Company;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());
beforeEach(async () => {
  company = await Company.open(desk);
});

/** The next so many frames, as `show` shows them. */
const next = async <Data, Shown>(followed: Followed<Data>, count: number, show: (data: Data) => Shown): Promise<Shown[]> => {
  const frames: Shown[] = [];
  while (frames.length < count) frames.push(show(await followed.next()));
  return frames;
};

/** Begins to follow, and waits until the server has the subscriber. */
const standing = async <Data>(begin: () => Followed<Data>): Promise<Followed<Data>> => {
  const { hub } = desk.server.app.live;
  const before = hub.size;
  const followed = begin();
  // The socket's own subscription, to its account, stands before.
  await eventually(
    () => hub.size,
    (size) => size >= before + 2,
  );
  return followed;
};

const codeOf = async (followed: Followed<unknown>): Promise<unknown> => {
  const [error] = await followed.end();
  return (error as { extensions: { code: string } }).extensions.code;
};

const begin = async (): Promise<{ ayse: AgentAtWork; ali: Customer; now: string }> => {
  const ayse = await company.onlineAgent('Ayşe');
  const ali = await company.customerWithChat('Ali');
  return { ayse, ali, now: await company.now() };
};

describe('messageAdded', () => {
  const words = ({ messageAdded: { message } }: { messageAdded: { message: { sequence: number; senderKind: string; text: string } } }) =>
    `${message.sequence} ${message.senderKind}: ${message.text}`;

  test('brings both sides what both say, one’s own included, and never a note', async () => {
    const { ayse, ali, now } = await begin();
    const streams = [ayse.followsMessages(ali, now), ali.followsMessages(now)];
    await ali.writes('Hello?');
    await ayse.notes(ali, 'A secret');
    await ayse.writes(ali, 'Hello!');
    await ali.writes('Fine');
    for (const stream of streams) {
      expect(await next(stream, 3, words)).toEqual(['2 CUSTOMER: Hello?', '3 AGENT: Hello!', '4 CUSTOMER: Fine']);
      expect(JSON.stringify(stream.seen)).not.toContain('A secret');
    }
  });

  test('without `after` begins now', async () => {
    const { ayse, ali, now } = await begin();
    const earlier = ayse.followsMessages(ali, now);
    await ayse.writes(ali, 'Before');
    await earlier.next();
    const stream = await standing(() => ali.followsMessages());
    await ayse.writes(ali, 'After');
    expect(await next(stream, 1, words)).toEqual(['3 AGENT: After']);
  });

  test('with `after` brings what was missed first, in order, each once, while more is being written', async () => {
    const { ayse, ali, now } = await begin();
    for (let n = 2; n <= 6; n++) await ali.writes(`${n}`);
    const before = ali.followsMessages(now);
    const heard = await next(before, 3, words);
    await ali.losesConnection();
    const writing = Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 ? ali.writes(`c${n}`) : ayse.writes(ali, `a${n}`))));
    const { cursor } = before.seen[2]?.messageAdded ?? { cursor: '' };
    const again = ali.followsMessages(cursor);
    await writing;
    const sequences = await next(again, 42, ({ messageAdded }) => messageAdded.message.sequence);
    expect(heard.at(-1)).toBe('4 CUSTOMER: 4');
    expect(sequences).toEqual(Array.from({ length: 42 }, (_, n) => n + 5));
  });

  test('is nobody else’s: foreign customers, agents without the channel and other workspaces find no conversation', async () => {
    const { ali } = await begin();
    const beside = await Company.open(desk);
    const others = [
      (await company.customerWithChat('Veli')).followsMessages(null, ali.conversationId),
      (await company.agent('Ungranted', { grants: [] })).followsMessages(ali),
      (await beside.supervisor()).followsMessages(ali),
      (await beside.customerWithChat('Far')).followsMessages(null, ali.conversationId),
    ];
    for (const other of others) expect(await codeOf(other)).toBe('NOT_FOUND');
    expect(await codeOf(company.customer('Nobody').followsMessages(null, ali.conversationId))).toBe('UNAUTHENTICATED');
    expect(await codeOf(ali.followsMessages(null, 'nonsense'))).toBe('BAD_USER_INPUT');
    expect(await codeOf(ali.followsMessages('nonsense'))).toBe('BAD_USER_INPUT');
  });

  test('falls silent for an agent who loses the channel while it lasts', async () => {
    const { ayse, ali, now } = await begin();
    const suna = await company.supervisor();
    const [stream, supervised] = [ayse.followsMessages(ali, now), suna.followsMessages(ali, now)];
    await ali.writes('One');
    await stream.next();
    await suna.changes(ayse, { grants: [] });
    await ali.writes('Two');
    expect(await next(supervised, 2, words)).toEqual(['2 CUSTOMER: One', '3 CUSTOMER: Two']);
    expect(stream.seen).toHaveLength(1);
  });
});

describe('inboxMessageAdded', () => {
  const words = ({ inboxMessageAdded: { message } }: { inboxMessageAdded: { message: { text: string } } }) => message.text;

  test('brings all conversations one has in one stream, no one else’s, and goes along when they are handed over', async () => {
    const { ayse, ali, now } = await begin();
    const inbox = ayse.followsInbox(now);
    const veli = await company.customerWithChat('Veli');
    await ali.writes('Ali again');
    await ayse.writes(veli, 'Hello Veli');
    const mehmet = await company.onlineAgent('Mehmet');
    const inboxOfMehmet = mehmet.followsInbox(now);
    await ayse.handsOver(ali, mehmet);
    await ali.writes('To Mehmet');
    await veli.writes('To Ayşe');
    expect(await next(inbox, 3, words)).toEqual(['Ali again', 'Hello Veli', 'To Ayşe']);
    expect(await next(inboxOfMehmet, 1, words)).toEqual(['To Mehmet']);
  });

  test('with `after` brings what was missed, in order, each once', async () => {
    const { ayse, ali, now } = await begin();
    const veli = await company.customerWithChat('Veli');
    for (const customer of [ali, veli, ali, veli]) await customer.writes(`${customer.name} writes`);
    const missed = ayse.followsInbox(now);
    await ali.writes('Live');
    expect(await next(missed, 5, words)).toEqual(['Ali writes', 'Veli writes', 'Ali writes', 'Veli writes', 'Live']);
    const cursors = missed.seen.map(({ inboxMessageAdded }) => inboxMessageAdded.cursor);
    expect(await next(ayse.followsInbox(cursors[2]), 2, words)).toEqual(['Veli writes', 'Live']);
  });
});

describe('conversationChanged, for the customer', () => {
  interface Frame {
    conversationChanged: { change: string; conversation: { placeInQueue?: number | null; agent: { name: string } | null } };
  }
  const told = ({ conversationChanged: { change, conversation } }: Frame) => [
    change,
    conversation.placeInQueue ?? conversation.agent?.name ?? null,
  ];

  test('tells the place at once and as it moves, who answers, and the end', async () => {
    const first = await company.customerWithChat('First');
    const second = await company.customerWithChat('Second');
    const ali = await company.customerWithChat('Ali');
    const sees = ali.followsChat(await company.now());
    expect(await next(sees, 1, told)).toEqual([['PLACE_CHANGED', 3]]);
    await first.ends();
    expect(await next(sees, 1, told)).toEqual([['PLACE_CHANGED', 2]]);
    const ayse = await company.agent('Ayşe', { capacity: 1 });
    await ayse.goesOnline();
    expect(await next(sees, 1, told)).toEqual([['PLACE_CHANGED', 1]]);
    await second.ends();
    expect(await next(sees, 1, told)).toEqual([['ASSIGNED', 'Ayşe']]);
    await ali.ends();
    await ayse.choosesTopic(ali, company.topic);
    await ayse.notes(ali, 'A secret');
    await ayse.resolves(ali);
    await ayse.converts(ali, 'ali@example.com');
    await ali.writes('Another question');
    const rest = await next(sees, 4, ({ conversationChanged: { change } }) => change);
    expect(rest).toEqual(['ENDED', 'RESOLVED', 'QUEUED', 'ASSIGNED']);
  });

  test('tells a hand-back, the place ahead of others, and the next agent', async () => {
    company = await Company.open(desk, { onOffline: OnOffline.HAND_BACK });
    const { ayse, ali, now } = await begin();
    const sees = ali.followsChat(now);
    await ayse.goesOffline();
    expect((await next(sees, 2, told)).sort()).toEqual([
      ['HANDED_BACK', 1],
      ['PLACE_CHANGED', 1],
    ]);
    await company.onlineAgent('Mehmet');
    expect(await next(sees, 1, told)).toEqual([['ASSIGNED', 'Mehmet']]);
  });

  test('with `after` brings what was missed; a place’s cursor skips none of it', async () => {
    const ali = await company.customerWithChat('Ali');
    const sees = ali.followsChat(await company.now());
    const { cursor } = (await sees.next()).conversationChanged;
    await ali.losesConnection();
    const ayse = await company.onlineAgent('Ayşe');
    await ayse.resolves(ali, company.topic);
    await ayse.reactivates(ali);
    const again = ali.followsChat(cursor);
    expect(await next(again, 3, ({ conversationChanged: { change } }) => change)).toEqual(['ASSIGNED', 'RESOLVED', 'REACTIVATED']);
  });

  test('never another customer’s, even when asked for by id', async () => {
    const [ali, veli] = [await company.customerWithChat('Ali'), await company.customerWithChat('Veli')];
    const sees = veli.followsChat(await company.now(), { conversationId: ali.conversationId });
    const own = veli.followsChat(await company.now());
    await own.next();
    const ayse = await company.onlineAgent('Ayşe');
    await ayse.resolves(ali, company.topic);
    await ayse.resolves(veli, company.topic);
    await own.next(({ conversationChanged: { change } }) => change === 'RESOLVED');
    expect(sees.seen).toEqual([]);
    const everything = JSON.stringify(own.seen);
    expect(everything).toContain(veli.conversationId);
    expect(everything).not.toContain(ali.conversationId);
  });
});

describe('conversationChanged, for the desk', () => {
  interface Frame {
    conversationChanged: { change: string; conversation: { id: string } };
  }

  test('tells all that happens to a conversation, in order', async () => {
    const { ayse, ali, now } = await begin();
    const mehmet = await company.onlineAgent('Mehmet');
    await ayse.notes(ali, 'Careful');
    await ayse.choosesTopic(ali, company.topic);
    await ayse.handsOver(ali, mehmet);
    await mehmet.resolves(ali);
    await mehmet.reactivates(ali);
    await ali.ends();
    await mehmet.converts(ali, 'ali@example.com');
    const changes = ['NOTE_ADDED', 'TOPIC_SET', 'HANDED_OVER', 'ASSIGNED', 'RESOLVED', 'REACTIVATED', 'ENDED', 'RESOLVED', 'CONVERTED'];
    const show = ({ conversationChanged: { change } }: Frame) => change;
    expect(await next(ayse.followsConversations({ conversationId: ali.conversationId }, now), changes.length, show)).toEqual(changes);
    expect(await next(ayse.followsConversations(null, now), changes.length, show)).toEqual(changes);
  });

  test('is narrowed by product, channel, kind of channel, agent and conversation', async () => {
    const bags = await desk.seed.product(company.workspace, 'Bags');
    const [app, bagsWeb] = [await desk.seed.channel(company.product, ChannelType.IN_APP_IOS), await desk.seed.channel(bags)];
    const grants = [{ product: company.product }, { product: bags }];
    const suna = await company.supervisor();
    const now = await company.now();
    const [ayse, mehmet] = [await company.onlineAgent('Ayşe', { grants, capacity: 2 }), await company.agent('Mehmet', { grants })];
    const web = await company.customerWithChat('Web');
    const inApp = await company.customerWithChat('App', app);
    await mehmet.goesOnline();
    const ofBags = await company.customerWithChat('Bags', bagsWeb);
    await ayse.handsOver(web, mehmet);
    const last = await company.customerWithChat('Last', bagsWeb);
    const names = new Map([web, inApp, ofBags, last].map(({ conversationId, name }) => [conversationId, name]));
    const show = ({ conversationChanged: { change, conversation } }: Frame) => `${names.get(conversation.id)} ${change}`;
    const follows = async (filter: object, expected: string[]) => {
      const stream = suna.followsConversations(filter, now);
      expect([filter, await next(stream, expected.length, show)]).toEqual([filter, expected]);
    };
    const [ofWeb, ofApp] = [
      ['Web QUEUED', 'Web ASSIGNED', 'Web HANDED_OVER', 'Web ASSIGNED'],
      ['App QUEUED', 'App ASSIGNED'],
    ];
    const inBags = ['Bags QUEUED', 'Bags ASSIGNED', 'Last QUEUED', 'Last ASSIGNED'];
    await follows({ channelIds: [encodeId('channel', company.web.id)] }, ofWeb);
    await follows({ conversationId: inApp.conversationId }, ofApp);
    await follows({ channelTypes: ['IN_APP_IOS'] }, ofApp);
    await follows({ productId: encodeId('product', bags.id) }, inBags);
    await follows({ productId: encodeId('product', bags.id), channelTypes: ['IN_APP_IOS', 'WEB_CHAT'] }, inBags);
    const ofAyse = ['Web ASSIGNED', 'App ASSIGNED', 'Web HANDED_OVER', 'Last ASSIGNED'];
    await follows({ agentIds: [ayse.id] }, ofAyse);
    await follows({ agentIds: [ayse.id], productId: encodeId('product', company.product.id) }, ofAyse.slice(0, 3));
  });

  test('tells an agent of the channels granted only, and nobody of another workspace', async () => {
    const app = await desk.seed.channel(company.product, ChannelType.IN_APP_IOS);
    const ayse = await company.agent('Ayşe', { grants: [{ product: company.product, channel: app }] });
    const now = await company.now();
    const stream = ayse.followsConversations(null, now);
    const asked = ayse.followsConversations({ channelIds: [encodeId('channel', company.web.id)] }, now);
    await company.customerWithChat('Hidden');
    await (await Company.open(desk)).customerWithChat('Far');
    const seen = await company.customerWithChat('Seen', app);
    expect(await next(stream, 1, ({ conversationChanged }) => conversationChanged.conversation.id)).toEqual([seen.conversationId]);
    expect([stream.seen.length, asked.seen.length]).toEqual([1, 0]);
  });
});

describe('rights that change while a stream lasts', () => {
  test('what is lost falls silent with the very next event, what is gained is told from the very first', async () => {
    const app = await desk.seed.channel(company.product, ChannelType.IN_APP_IOS);
    const productId = encodeId('product', company.product.id);
    const [onWeb, onApp] = [company.web, app].map((channel) => [{ productId, channelId: encodeId('channel', channel.id) }]);
    const ayse = await company.onlineAgent('Ayşe', { grants: [{ product: company.product, channel: company.web }] });
    const suna = await company.supervisor();
    const web = await company.customerWithChat('Web');
    const inApp = await company.customerWithChat('App', app);
    const now = await company.now();
    const filter = { channelTypes: ['WEB_CHAT', 'IN_APP_IOS'] };
    const streams = [ayse.followsConversations(null, now), ayse.followsConversations(filter, now)];
    const words = ayse.followsMessages(web, now);
    for (let n = 1; n <= 5; n++) {
      await suna.changes(ayse, { grants: onApp });
      await web.writes(`Not for you ${n}`);
      await suna.notes(web, `Nor this ${n}`);
      await suna.changes(ayse, { grants: onWeb });
    }
    for (const stream of streams) {
      const changes: string[] = [];
      while (changes.filter((change) => change === `${web.conversationId} ASSIGNED`).length < 5) {
        changes.push(...(await next(stream, 1, ({ conversationChanged: { change, conversation } }) => `${conversation.id} ${change}`)));
      }
      expect(changes.filter((change) => change === `${inApp.conversationId} ASSIGNED`)).toHaveLength(5);
    }
    expect([words.seen, JSON.stringify(streams.map(({ seen }) => seen)).includes('NOTE_ADDED')]).toEqual([[], false]);
  });

  test('the size of the queue follows the channels that are granted', async () => {
    const [ayse, suna] = [await company.agent('Ayşe', { grants: [] }), await company.supervisor()];
    await company.customerWithChat('Ali');
    const sizes = ayse.followsQueueSize();
    expect(await sizes.next()).toEqual({ queueSizeChanged: 0 });
    await suna.changes(ayse, { grants: [{ productId: encodeId('product', company.product.id) }] });
    expect(await sizes.next()).toEqual({ queueSizeChanged: 1 });
    await suna.changes(ayse, { grants: [] });
    expect(await sizes.next()).toEqual({ queueSizeChanged: 0 });
  });
});

describe('agentChanged', () => {
  interface Frame {
    agentChanged: { agent: { name: string; status: string; activeCount: number } };
  }
  const show = ({ agentChanged: { agent } }: Frame) => agent.name;

  test('tells each change of status with the present status, since when, and load', async () => {
    const ayse = await company.agent('Ayşe');
    const stream = ayse.followsAgents(null, await company.now());
    for (const status of ['ONLINE', 'INVISIBLE', 'BREAK', 'OFFLINE']) {
      const { agent } = await ayse.goes(status);
      expect((await stream.next()).agentChanged.agent).toEqual(agent);
    }
  });

  test('tells when conversations come and go, of both sides of a hand-over', async () => {
    const [ayse, mehmet] = [await company.onlineAgent('Ayşe'), await company.agent('Mehmet')];
    const stream = ayse.followsAgents(null, await company.now());
    const loads = ({ agentChanged: { agent } }: Frame) => [agent.name, agent.activeCount];
    const ali = await company.customerWithChat('Ali');
    expect(await next(stream, 1, loads)).toEqual([['Ayşe', 1]]);
    await mehmet.goesOnline();
    expect(await next(stream, 1, loads)).toEqual([['Mehmet', 0]]);
    await ayse.handsOver(ali, mehmet);
    expect((await next(stream, 2, loads)).sort()).toEqual([
      ['Ayşe', 0],
      ['Mehmet', 1],
    ]);
    await ali.ends();
    expect(await next(stream, 1, loads)).toEqual([['Mehmet', 0]]);
  });

  test('is of oneself alone for agents who have no channel, whoever else has none', async () => {
    const [one, other] = [await company.agent('One', { grants: [] }), await company.agent('Other', { grants: [] })];
    const streams = [await standing(() => one.followsAgents()), await standing(() => other.followsAgents())];
    await one.goes('BREAK');
    await other.goes('BREAK');
    await one.goes('OFFLINE');
    expect([await next(streams[0] as Followed<Frame>, 2, show), await next(streams[1] as Followed<Frame>, 1, show)]).toEqual([
      ['One', 'One'],
      ['Other'],
    ]);
    expect(streams[1]?.seen).toHaveLength(1);
  });

  test('follows who is a colleague: from the moment at which a channel is shared, until it is not', async () => {
    const bags = await desk.seed.product(company.workspace, 'Bags');
    await desk.seed.channel(bags);
    const [suna, ayse] = [await company.supervisor(), await company.agent('Ayşe')];
    const mehmet = await company.agent('Mehmet', { grants: [{ product: bags }] });
    const stream = await standing(() => ayse.followsAgents());
    const grantsOf = (...products: { id: string }[]) => ({
      grants: products.map(({ id }) => ({ productId: encodeId('product', id) })),
    });
    await mehmet.goes('BREAK');
    await suna.changes(mehmet, grantsOf(bags, company.product));
    await mehmet.goes('ONLINE');
    expect(await next(stream, 2, ({ agentChanged: { agent } }) => `${agent.name} ${agent.status}`)).toContain('Mehmet ONLINE');
    await suna.changes(mehmet, grantsOf(bags));
    await mehmet.goes('OFFLINE');
    await ayse.goes('BREAK');
    const rest = await next(stream, 1, ({ agentChanged: { agent } }) => `${agent.name} ${agent.status}`);
    expect(rest).toEqual(['Ayşe BREAK']);
  });

  test('is of colleagues with a channel in common; of all for a supervisor; narrowed by agents; with `after`', async () => {
    const bags = await desk.seed.product(company.workspace, 'Bags');
    const now = await company.now();
    const [ayse, suna] = [await company.onlineAgent('Ayşe'), await company.supervisor()];
    await company.onlineAgent('Elsewhere', { grants: [{ product: bags }] });
    const mehmet = await company.onlineAgent('Mehmet');
    await (await Company.open(desk)).onlineAgent('Far');
    await ayse.goes('BREAK');
    expect(await next(suna.followsAgents(null, now), 4, show)).toEqual(['Ayşe', 'Elsewhere', 'Mehmet', 'Ayşe']);
    expect(await next(ayse.followsAgents(null, now), 3, show)).toEqual(['Ayşe', 'Mehmet', 'Ayşe']);
    const narrowed = suna.followsAgents({ agentIds: [mehmet.id] }, now);
    await mehmet.goesOffline();
    expect(await next(narrowed, 2, show)).toEqual(['Mehmet', 'Mehmet']);
  });
});
