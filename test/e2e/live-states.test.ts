import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ChannelType } from '../../src/entities/enums.js';
import { encodeId } from '../../src/ids.js';
import type { Followed } from '../support/client.js';
import { Company } from '../support/company.js';
import { Desk } from '../support/desk.js';

let desk: Desk;
let company: Company;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());
beforeEach(async () => {
  company = await Company.open(desk);
});

const codeOf = async (followed: Followed<unknown>): Promise<unknown> => {
  const [error] = await followed.end();
  return (error as { extensions: { code: string } }).extensions.code;
};

describe('agentStatusChanged, the bubble', () => {
  test('is empty while the customer waits, then shows the agent through all four statuses and a hand-over', async () => {
    const ali = await company.customerWithChat('Ali');
    const bubble = ali.followsBubble();
    expect(await bubble.next()).toEqual({ agentStatusChanged: null });
    const ayse = await company.onlineAgent('Ayşe');
    expect(await bubble.next()).toEqual({ agentStatusChanged: { name: 'Ayşe', status: 'ONLINE' } });
    for (const status of ['INVISIBLE', 'BREAK', 'OFFLINE', 'ONLINE']) {
      await ayse.goes(status);
      expect(await bubble.next()).toEqual({ agentStatusChanged: { name: 'Ayşe', status } });
    }
    const mehmet = await company.onlineAgent('Mehmet');
    await ayse.handsOver(ali, mehmet);
    expect(await bubble.next()).toEqual({ agentStatusChanged: { name: 'Mehmet', status: 'ONLINE' } });
    await ayse.goes('BREAK');
    await mehmet.goes('BREAK');
    expect(await bubble.next()).toEqual({ agentStatusChanged: { name: 'Mehmet', status: 'BREAK' } });
    await mehmet.resolves(ali, company.topic);
    expect(await bubble.next()).toEqual({ agentStatusChanged: null });
  });

  test('shows the present status at once, and empties on a hand-back', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    await ayse.goesOffline();
    const bubble = ali.followsBubble();
    expect(await bubble.next()).toEqual({ agentStatusChanged: { name: 'Ayşe', status: 'OFFLINE' } });
    await ali.writes('Hello?');
    expect(await bubble.next()).toEqual({ agentStatusChanged: null });
  });

  test('is the customer’s own only', async () => {
    const [ali, veli] = [await company.customerWithChat('Ali'), await company.customerWithChat('Veli')];
    expect(await codeOf(veli.followsBubble(ali.conversationId))).toBe('NOT_FOUND');
    const ayse = await company.agent('Ayşe');
    const asked = ayse.client.follow('subscription ($id: ID!) { agentStatusChanged(conversationId: $id) { name } }', {
      id: ali.conversationId,
    });
    expect(await codeOf(asked)).toBe('FORBIDDEN');
  });
});

describe('queueSizeChanged', () => {
  const size = (wanted: number) => (data: { queueSizeChanged: number }) => data.queueSizeChanged === wanted;

  test('tells the present size at once, then each change', async () => {
    const ayse = await company.agent('Ayşe', { capacity: 1 });
    await company.customerWithChat('Ali');
    const stream = ayse.followsQueueSize();
    expect(await stream.next()).toEqual({ queueSizeChanged: 1 });
    const veli = await company.customerWithChat('Veli');
    expect(await stream.next()).toEqual({ queueSizeChanged: 2 });
    await ayse.goesOnline();
    expect(await stream.next()).toEqual({ queueSizeChanged: 1 });
    await veli.ends();
    expect(await stream.next()).toEqual({ queueSizeChanged: 0 });
  });

  test('counts what the agent may see, narrowed by a filter', async () => {
    const app = await desk.seed.channel(company.product, ChannelType.IN_APP_IOS);
    const ayse = await company.agent('Ayşe', { grants: [{ product: company.product, channel: company.web }] });
    const suna = await company.supervisor();
    const streams = {
      granted: ayse.followsQueueSize(),
      all: suna.followsQueueSize(),
      web: suna.followsQueueSize({ channelTypes: ['WEB_CHAT'] }),
      app: suna.followsQueueSize({ channelIds: [encodeId('channel', app.id)] }),
    };
    for (const stream of Object.values(streams)) expect(await stream.next()).toEqual({ queueSizeChanged: 0 });
    await (await Company.open(desk)).customerWithChat('Far');
    for (const [name, channel] of [
      ['Ali', company.web],
      ['Veli', app],
      ['Zehra', app],
    ] as const)
      await company.customerWithChat(name, channel);
    await streams.all.next(size(3));
    await streams.web.next(size(1));
    await streams.app.next(size(2));
    await streams.granted.next(size(1));
    expect(streams.granted.seen).toEqual([{ queueSizeChanged: 0 }, { queueSizeChanged: 1 }]);
  });

  test('at most five a second, and the last one is true', async () => {
    const ayse = await company.agent('Ayşe', { capacity: 50 });
    const stream = ayse.followsQueueSize();
    await stream.next();
    const began = performance.now();
    let written = 0;
    while (performance.now() < began + 1_500) {
      await Promise.all(Array.from({ length: 8 }, () => company.customerWithChat(`Customer ${++written}`)));
    }
    await stream.next(size(written));
    const seconds = (performance.now() - began) / 1_000;
    const changes = stream.seen.length - 1;
    expect(written).toBeGreaterThan(changes);
    expect(changes).toBeGreaterThan(2);
    expect(changes).toBeLessThanOrEqual(Math.ceil(5 * seconds));
  });
});

describe('agentCountsChanged', () => {
  test('tells at once and at each change how many are in which status, and their free capacity', async () => {
    const [ayse, mehmet] = [await company.agent('Ayşe', { capacity: 2 }), await company.agent('Mehmet', { capacity: 3 })];
    const stream = (await company.supervisor()).followsCounts();
    const none = { online: 0, disconnected: 0, invisible: 0, break: 0, offline: 0, freeCapacity: 0 };
    expect(await stream.next()).toEqual({ agentCountsChanged: { ...none, offline: 2 } });
    await ayse.goesOnline();
    expect(await stream.next()).toEqual({ agentCountsChanged: { ...none, online: 1, offline: 1, freeCapacity: 2 } });
    await mehmet.goes('BREAK');
    expect(await stream.next()).toEqual({ agentCountsChanged: { ...none, online: 1, break: 1, freeCapacity: 2 } });
    const ali = await company.customerWithChat('Ali');
    expect(await stream.next()).toEqual({ agentCountsChanged: { ...none, online: 1, break: 1, freeCapacity: 1 } });
    await ayse.resolves(ali, company.topic);
    expect(await stream.next()).toEqual({ agentCountsChanged: { ...none, online: 1, break: 1, freeCapacity: 2 } });
    await mehmet.goes('INVISIBLE');
    expect(await stream.next()).toEqual({ agentCountsChanged: { ...none, online: 1, invisible: 1, freeCapacity: 2 } });
  });

  test('filtered to web chat counts who is authorised for that, grants and capacity as they change', async () => {
    const app = await desk.seed.channel(company.product, ChannelType.IN_APP_IOS);
    const grantFor = (channel: { id: string }) => ({
      productId: encodeId('product', company.product.id),
      channelId: encodeId('channel', channel.id),
    });
    const suna = await company.supervisor();
    const ayse = await company.onlineAgent('Ayşe', { capacity: 2, grants: [{ product: company.product, channel: app }] });
    const footer = suna.followsCounts({ channelTypes: ['WEB_CHAT'] });
    expect(await footer.next()).toMatchObject({ agentCountsChanged: { online: 0, freeCapacity: 0 } });
    await suna.changes(ayse, { grants: [grantFor(app), grantFor(company.web)] });
    expect(await footer.next()).toMatchObject({ agentCountsChanged: { online: 1, freeCapacity: 2 } });
    await suna.changes(ayse, { capacity: 7 });
    expect(await footer.next()).toMatchObject({ agentCountsChanged: { online: 1, freeCapacity: 7 } });
    await suna.deactivates(ayse);
    expect(await footer.next()).toMatchObject({ agentCountsChanged: { online: 0, offline: 0, freeCapacity: 0 } });
  });
});

describe('channelAvailabilityChanged', () => {
  const online = (wanted: boolean) => ({ channelAvailabilityChanged: { channelKey: company.web.key, online: wanted } });

  test('tells a visitor at once, and at each change, whether anyone is Online on this channel', async () => {
    const app = await desk.seed.channel(company.product, ChannelType.IN_APP_ANDROID);
    const [stream, ofApp] = [company.followsAvailability(), company.followsAvailability(app)];
    expect(await stream.next()).toEqual(online(false));
    expect(await ofApp.next()).toMatchObject({ channelAvailabilityChanged: { online: false } });
    const ayse = await company.onlineAgent('Ayşe', { capacity: 1, grants: [{ product: company.product, channel: company.web }] });
    expect(await stream.next()).toEqual(online(true));
    await company.customerWithChat('Ali');
    for (const status of ['BREAK', 'INVISIBLE', 'OFFLINE']) {
      await ayse.goes(status);
      expect(await stream.next()).toEqual(online(false));
      await ayse.goesOnline();
      expect(await stream.next()).toEqual(online(true));
    }
    await (await company.supervisor()).changes(ayse, { grants: [] });
    expect(await stream.next()).toEqual(online(false));
    expect(ofApp.seen).toHaveLength(1);
  });

  test('goes on telling while the customer waits', async () => {
    const ali = await company.customerWithChat('Ali');
    const document = 'subscription ($key: String!) { channelAvailabilityChanged(channelKey: $key) { channelKey online } }';
    const stream = ali.client.follow(document, { key: company.web.key });
    expect(await stream.next()).toEqual(online(false));
    await company.onlineAgent('Ayşe');
    expect(await stream.next()).toEqual(online(true));
  });

  test('an unknown key, an archived channel’s and a platform’s are not there', async () => {
    const whatsapp = await desk.seed.channel(company.product, ChannelType.WHATSAPP);
    const archived = await desk.seed.channel(company.product, ChannelType.IN_APP_IOS, { archivedAt: desk.clock.now() });
    for (const channel of [whatsapp, archived, { ...company.web, key: 'no-such-key' }]) {
      expect(await codeOf(company.followsAvailability(channel))).toBe('NOT_FOUND');
    }
  });
});
