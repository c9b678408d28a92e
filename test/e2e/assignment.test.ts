import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ChannelType, OnOffline, Role } from '../../src/entities/enums.js';
import { encodeId } from '../../src/ids.js';
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

const customers = async (count: number, prefix = 'Customer') => {
  const all = [];
  for (let n = 1; n <= count; n++) all.push(await company.customerWithChat(`${prefix}${n}`));
  return all;
};

describe('capacity', () => {
  test('is 20 when not told, and nobody is taken beyond it', async () => {
    const ayse = await company.agent('Ayşe');
    const waiting = await customers(21);
    expect(await ayse.goesOnline()).toMatchObject({ agent: { capacity: 20, activeCount: 20 } });
    expect(await waiting[20]?.looksAtChat()).toMatchObject({ state: 'QUEUED', placeInQueue: 1 });
  });

  test('may be 1 to 50', async () => {
    const [ayse, suna] = [await company.agent('Ayşe'), await company.supervisor()];
    for (const capacity of [1, 50]) expect(await suna.changes(ayse, { capacity })).toMatchObject({ agent: { capacity } });
    for (const capacity of [0, 51, -1]) await expect(suna.changes(ayse, { capacity })).rejects.toThrow('INVALID_INPUT input.capacity');
    expect(await ayse.looksAtSelf()).toMatchObject({ capacity: 50 });
  });

  test('lowered below the load: keeps what is there, gets nothing new until below it again', async () => {
    const [ayse, suna] = [await company.onlineAgent('Ayşe', { capacity: 3 }), await company.supervisor()];
    const [ali, veli, zehra, waiting] = await customers(4);
    if (!ali || !veli || !zehra || !waiting) throw new Error('four were made');
    expect(await suna.changes(ayse, { capacity: 1 })).toMatchObject({ agent: { capacity: 1, activeCount: 3 } });
    for (const customer of [ali, veli]) {
      await ayse.resolves(customer, company.topic);
      expect(await waiting.looksAtChat()).toMatchObject({ state: 'QUEUED' });
    }
    expect(await ayse.looksAtSelf()).toMatchObject({ activeCount: 1 });
    await ayse.resolves(zehra, company.topic);
    expect(await waiting.looksAtChat()).toMatchObject({ state: 'ACTIVE' });
  });

  test('raised: the queue moves up at once', async () => {
    const [ayse, suna] = [await company.onlineAgent('Ayşe', { capacity: 1 }), await company.supervisor()];
    await customers(4);
    expect(await suna.changes(ayse, { capacity: 3 })).toMatchObject({ agent: { activeCount: 3 } });
    expect(await ayse.activeList()).toEqual(['Customer3', 'Customer2', 'Customer1']);
  });

  test('is not taken by what the customer has ended', async () => {
    const ayse = await company.onlineAgent('Ayşe', { capacity: 1 });
    const all = await customers(3);
    await all[0]?.ends();
    await all[1]?.ends();
    expect(await all[2]?.looksAtChat()).toMatchObject({ state: 'ACTIVE' });
    expect(await ayse.looksAtSelf()).toMatchObject({ activeCount: 1 });
    expect(await ayse.activeList()).toEqual(['Customer3', 'Customer2', 'Customer1']);
  });
});

describe('the choice of the agent', () => {
  test('falls on the one with the fewest conversations', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    await customers(2);
    const mehmet = await company.onlineAgent('Mehmet');
    const [next, afterThat] = await customers(2, 'Next');
    for (const customer of [next, afterThat]) expect(await customer?.looksAtChat()).toMatchObject({ agent: { name: 'Mehmet' } });
    await customers(4, 'Tied');
    expect([(await ayse.looksAtSelf()).activeCount, (await mehmet.looksAtSelf()).activeCount]).toEqual([4, 4]);
  });

  test('passes over who is not Online, not authorised, or full', async () => {
    const otherChannel = await desk.seed.channel(company.product, ChannelType.IN_APP_IOS);
    await (await company.onlineAgent('OnBreak')).goes('BREAK');
    await company.onlineAgent('Elsewhere', { grants: [{ product: company.product, channel: otherChannel }] });
    await company.onlineAgent('Ungranted', { grants: [] });
    const full = await company.onlineAgent('Full', { capacity: 1 });
    const [first] = await customers(1);
    expect(await first?.looksAtChat()).toMatchObject({ agent: { name: 'Full' } });
    const ayse = await company.onlineAgent('Ayşe');
    await customers(3, 'More');
    expect([(await full.looksAtSelf()).activeCount, (await ayse.looksAtSelf()).activeCount]).toEqual([1, 3]);
  });

  test.each([Role.SUPERVISOR, Role.ADMINISTRATOR])('falls on a %s too, when they have grants and are Online', async (role) => {
    const suna = await company.agent('Suna', { role });
    const [ali] = await customers(1);
    expect(await ali?.looksAtChat()).toMatchObject({ state: 'QUEUED' });
    expect(await suna.goesOnline()).toMatchObject({ agent: { activeCount: 1 } });
    expect(await ali?.looksAtChat()).toMatchObject({ agent: { name: 'Suna' } });
  });

  test('never falls on a supervisor without grants', async () => {
    const suna = await company.supervisor();
    await suna.goesOnline();
    const [ali] = await customers(1);
    expect(await ali?.looksAtChat()).toMatchObject({ state: 'QUEUED' });
    expect(await suna.looksAtSelf()).toMatchObject({ activeCount: 0 });
  });
});

describe('the choice of the conversation', () => {
  test('is the longest waiting, whatever its channel', async () => {
    const app = await desk.seed.channel(company.product, ChannelType.IN_APP_ANDROID);
    const first = await company.customerWithChat('First', app);
    const second = await company.customerWithChat('Second');
    const ayse = await company.onlineAgent('Ayşe', { capacity: 1 });
    expect(await first.looksAtChat()).toMatchObject({ state: 'ACTIVE' });
    await ayse.resolves(first, company.topic);
    expect(await second.looksAtChat()).toMatchObject({ state: 'ACTIVE' });
  });

  test('takes handed-back ones first, among themselves the longest waiting', async () => {
    company = await Company.open(desk, { onOffline: OnOffline.HAND_BACK });
    const [ayse, mehmet] = [await company.onlineAgent('Ayşe', { capacity: 1 }), await company.onlineAgent('Mehmet', { capacity: 1 })];
    const [one, two, waiting] = await customers(3);
    if (!one || !two || !waiting) throw new Error('three were made');
    const ofAyse = (await one.looksAtChat()).agent?.name === 'Ayşe' ? one : two;
    const ofMehmet = ofAyse === one ? two : one;
    await mehmet.goesOffline();
    await ayse.goesOffline();
    expect(await Promise.all([ofMehmet, ofAyse, waiting].map(async (customer) => (await customer.looksAtChat()).placeInQueue))).toEqual([
      1, 2, 3,
    ]);
    const zeynep = await company.onlineAgent('Zeynep', { capacity: 1 });
    for (const expected of [ofMehmet, ofAyse, waiting]) {
      expect(await zeynep.activeList({ agentIds: [zeynep.id] })).toEqual([expected.name]);
      await zeynep.resolves(expected, company.topic);
    }
  });

  test('passes over what the free agent may not have, and the queue of a channel nobody serves just waits', async () => {
    const app = await desk.seed.channel(company.product, ChannelType.IN_APP_IOS);
    const alone = await company.customerWithChat('Alone', app);
    const ali = await company.customerWithChat('Ali');
    const ayse = await company.onlineAgent('Ayşe', { grants: [{ product: company.product, channel: company.web }] });
    expect(await ali.looksAtChat()).toMatchObject({ state: 'ACTIVE' });
    expect(await alone.looksAtChat()).toMatchObject({ state: 'QUEUED', placeInQueue: 1 });
    const suna = await company.supervisor();
    await suna.changes(ayse, { grants: [{ productId: encodeId('product', company.product.id) }] });
    expect(await alone.looksAtChat()).toMatchObject({ state: 'ACTIVE', agent: { name: 'Ayşe' } });
  });
});

describe('assigning by hand', () => {
  test('hands over to a colleague, any number of times; the history keeps who handed to whom', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const [ali] = await customers(1);
    if (!ali) throw new Error('one was made');
    const [mehmet, suna] = [await company.onlineAgent('Mehmet'), await company.supervisor()];
    expect(await ayse.handsOver(ali, mehmet)).toMatchObject({ conversation: { state: 'ACTIVE', agent: { name: 'Mehmet' } } });
    await mehmet.handsOver(ali, ayse);
    await suna.handsOver(ali, mehmet);
    const { assignments } = await suna.looksAt(ali);
    expect(
      assignments.map(({ agent, assignedBy, reason, endReason }) => [agent.name, assignedBy?.name ?? null, reason, endReason]),
    ).toEqual([
      ['Ayşe', null, 'ROUTED', 'HANDED_OVER'],
      ['Mehmet', 'Ayşe', 'MANUAL', 'HANDED_OVER'],
      ['Ayşe', 'Mehmet', 'MANUAL', 'HANDED_OVER'],
      ['Mehmet', 'Suna', 'MANUAL', null],
    ]);
    for (const [n, { endedAt }] of assignments.slice(0, -1).entries()) expect(endedAt).toBe(assignments[n + 1]?.startedAt);
    expect([(await ayse.looksAtSelf()).activeCount, (await mehmet.looksAtSelf()).activeCount]).toEqual([0, 1]);
    expect(await ali.looksAtChat()).toMatchObject({ agent: { name: 'Mehmet' } });
  });

  test('frees whoever hands over for the next one waiting', async () => {
    const ayse = await company.onlineAgent('Ayşe', { capacity: 1 });
    const [ali] = await customers(1);
    const mehmet = await company.onlineAgent('Mehmet', { capacity: 2 });
    const otherChannel = await desk.seed.channel(company.product, ChannelType.IN_APP_IOS);
    const suna = await company.supervisor();
    await suna.changes(mehmet, {
      grants: [{ productId: encodeId('product', company.product.id), channelId: encodeId('channel', company.web.id) }],
    });
    const waiting = await company.customerWithChat('Waiting', otherChannel);
    expect(await waiting.looksAtChat()).toMatchObject({ state: 'QUEUED' });
    if (ali) await ayse.handsOver(ali, mehmet);
    expect(await waiting.looksAtChat()).toMatchObject({ state: 'ACTIVE', agent: { name: 'Ayşe' } });
  });

  test('to the one who has it already changes nothing', async () => {
    const ayse = await company.onlineAgent('Ayşe', { capacity: 1 });
    const [ali] = await customers(1);
    if (!ali) throw new Error('one was made');
    const again = await ayse.handsOver(ali, ayse);
    expect(again).toMatchObject({ cursor: null, conversation: { assignments: [{ endReason: null }] } });
  });

  test('of a waiting one finds nobody free: whoever is Online, authorised and below capacity would have it already', async () => {
    const [ayse, suna] = [await company.agent('Ayşe', { capacity: 1 }), await company.supervisor()];
    const [, second] = await customers(2);
    if (!second) throw new Error('two were made');
    await expect(suna.handsOver(second, ayse)).rejects.toThrow('AGENT_NOT_ONLINE input.agentId');
    await ayse.goesOnline();
    await expect(suna.handsOver(second, ayse)).rejects.toThrow('AT_CAPACITY input.agentId');
    await expect(suna.handsOver(second, suna)).rejects.toThrow('AGENT_NOT_ONLINE input.agentId');
    expect(await second.looksAtChat()).toMatchObject({ state: 'QUEUED', placeInQueue: 1 });
  });

  describe('is refused', () => {
    const begin = async () => {
      const ayse = await company.onlineAgent('Ayşe');
      const [ali] = await customers(1);
      if (!ali) throw new Error('one was made');
      return { ayse, ali, suna: await company.supervisor(), mehmet: await company.agent('Mehmet', { capacity: 1 }) };
    };

    test.each(['OFFLINE', 'BREAK', 'INVISIBLE'])('to an agent who is %s', async (status) => {
      const { ayse, ali, suna, mehmet } = await begin();
      await mehmet.goes(status);
      for (const by of [ayse, suna]) await expect(by.handsOver(ali, mehmet)).rejects.toThrow('AGENT_NOT_ONLINE input.agentId');
    });

    test('to an agent who is not authorised for the channel, or lost that', async () => {
      const { ayse, ali, suna, mehmet } = await begin();
      await mehmet.goesOnline();
      await suna.changes(mehmet, { grants: [] });
      for (const by of [ayse, suna]) await expect(by.handsOver(ali, mehmet)).rejects.toThrow('AGENT_NOT_AUTHORISED input.agentId');
      await suna.goesOnline();
      await expect(suna.handsOver(ali, suna)).rejects.toThrow('AGENT_NOT_AUTHORISED input.agentId');
    });

    test('to an agent at capacity, for supervisors too', async () => {
      const { ayse, ali, suna, mehmet } = await begin();
      await mehmet.goesOnline();
      await customers(1, 'Taken');
      expect(await mehmet.looksAtSelf()).toMatchObject({ activeCount: 1 });
      for (const by of [ayse, suna]) await expect(by.handsOver(ali, mehmet)).rejects.toThrow('AT_CAPACITY input.agentId');
    });

    test('of somebody else’s conversation, except for supervisors', async () => {
      const { ali, suna, mehmet } = await begin();
      await mehmet.goesOnline();
      await expect(mehmet.handsOver(ali, mehmet)).rejects.toThrow('NOT_ASSIGNED_TO_YOU input.conversationId');
      expect(await suna.handsOver(ali, mehmet)).toMatchObject({ conversation: { agent: { name: 'Mehmet' } } });
    });

    test('out of the archive', async () => {
      const { ayse, ali, suna, mehmet } = await begin();
      await mehmet.goesOnline();
      await ayse.resolves(ali, company.topic);
      for (const by of [ayse, suna]) await expect(by.handsOver(ali, mehmet)).rejects.toThrow('INVALID_STATE input.conversationId');
    });

    test('of and to what is not there, foreign or deactivated', async () => {
      const { ayse, ali, suna, mehmet } = await begin();
      await mehmet.goesOnline();
      const beside = await Company.open(desk);
      const [stranger, foreign] = [await beside.onlineAgent('Far'), await beside.customerWithChat('Foreign')];
      await expect(suna.handsOver(ali, stranger)).rejects.toThrow('NOT_FOUND input.agentId');
      await expect(suna.handsOver(foreign, mehmet)).rejects.toThrow('NOT_FOUND input.conversationId');
      await suna.deactivates(mehmet);
      await expect(ayse.handsOver(ali, mehmet)).rejects.toThrow('NOT_FOUND input.agentId');
      expect(await ayse.looksAt(ali)).toMatchObject({ agent: { name: 'Ayşe' }, assignments: [{ endReason: null }] });
    });
  });

  test('of an ended one, to whoever shall choose its topic, takes no capacity', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const [ali] = await customers(1);
    if (!ali) throw new Error('one was made');
    await ali.ends();
    await ayse.goes('BREAK');
    const mehmet = await company.onlineAgent('Mehmet', { capacity: 1 });
    await company.customerWithChat('Full');
    expect(await mehmet.looksAtSelf()).toMatchObject({ activeCount: 1 });
    expect(await ayse.handsOver(ali, mehmet)).toMatchObject({ conversation: { agent: { name: 'Mehmet' }, endedBy: 'CUSTOMER' } });
    expect(await mehmet.looksAtSelf()).toMatchObject({ activeCount: 1 });
    expect(await mehmet.resolves(ali, company.topic)).toMatchObject({ conversation: { resolvedBy: { name: 'Mehmet' } } });
  });

  test('twenty at once to an agent with one place: one gets it, the others are refused', async () => {
    const ayse = await company.onlineAgent('Ayşe', { capacity: 20 });
    const all = await customers(20);
    const otherChannel = await desk.seed.channel(company.product, ChannelType.IN_APP_IOS);
    const mehmet = await company.onlineAgent('Mehmet', { capacity: 1, grants: [{ product: company.product, channel: otherChannel }] });
    const suna = await company.supervisor();
    await suna.changes(mehmet, { grants: [{ productId: encodeId('product', company.product.id) }] });
    const outcomes = await Promise.allSettled(all.map((customer) => ayse.handsOver(customer, mehmet)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(String(outcome.reason)).toContain('AT_CAPACITY input.agentId');
    expect([(await ayse.looksAtSelf()).activeCount, (await mehmet.looksAtSelf()).activeCount]).toEqual([19, 1]);
  });
});
