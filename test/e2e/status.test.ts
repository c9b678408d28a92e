import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { OnOffline } from '../../src/entities/enums.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
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

interface Interval {
  status: string;
  startedAt: Date;
  endedAt: Date | null;
  changedBy: string | null;
}

const intervalsOf = (agent: AgentAtWork): Promise<Interval[]> =>
  desk.sql<Interval>(
    `select i.status, i.started_at as "startedAt", i.ended_at as "endedAt", by.name as "changedBy"
     from agent_status_interval i left join agent by on by.id = i.changed_by_id where i.agent_id = $1 order by i.started_at, i.ended_at nulls last`,
    [agent.seeded.id],
  );

describe('what a status means for new conversations', () => {
  test.each(['INVISIBLE', 'BREAK', 'OFFLINE'])('%s: nothing new; going Online brings what waits', async (status) => {
    const ayse = await company.onlineAgent('Ayşe');
    await ayse.goes(status);
    const ali = await company.customerWithChat('Ali');
    expect(await ali.looksAtChat()).toMatchObject({ state: 'QUEUED' });
    expect(await ayse.goesOnline()).toMatchObject({ agent: { status: 'ONLINE', activeCount: 1 } });
    expect(await ali.looksAtChat()).toMatchObject({ state: 'ACTIVE', agent: { name: 'Ayşe' } });
  });

  test('going Online fills the free capacity, the longest waiting first', async () => {
    const ayse = await company.agent('Ayşe', { capacity: 2 });
    for (const name of ['Ali', 'Veli', 'Zehra']) await company.customerWithChat(name);
    expect(await ayse.goesOnline()).toMatchObject({ agent: { activeCount: 2 } });
    expect(await ayse.activeList()).toEqual(['Veli', 'Ali']);
  });
});

describe('what a status means for conversations under way', () => {
  test.each(['INVISIBLE', 'BREAK', 'OFFLINE'])('%s: they stay, in the active list, and can be answered and resolved', async (status) => {
    const ayse = await company.onlineAgent('Ayşe');
    await company.onlineAgent('Mehmet', { capacity: 1 });
    const [ali, veli] = [await company.customerWithChat('Ali'), await company.customerWithChat('Veli')];
    const mine = (await ayse.looksAt(ali)).agent?.name === 'Ayşe' ? ali : veli;
    await ayse.goes(status);
    expect(await ayse.looksAtSelf()).toMatchObject({ status, activeCount: 1 });
    expect(await ayse.activeList({ agentIds: [ayse.id] })).toEqual([mine.name]);
    await ayse.writes(mine, 'One moment');
    expect(await mine.looksAtChat()).toMatchObject({ state: 'ACTIVE', agent: { name: 'Ayşe', status } });
    expect(await ayse.resolves(mine, company.topic)).toMatchObject({ conversation: { state: 'RESOLVED' } });
    expect(await ayse.looksAtSelf()).toMatchObject({ activeCount: 0 });
  });
});

describe('how long in a status', () => {
  test('the count restarts at every change, and not when the status stays', async () => {
    const ayse = await company.agent('Ayşe');
    const { agent: online } = await ayse.goesOnline();
    desk.clock.advance(60_000);
    const again = await ayse.goesOnline();
    expect(again).toMatchObject({ cursor: null, agent: { statusSince: online.statusSince } });
    const { agent: onBreak } = await ayse.goes('BREAK');
    expect(Date.parse(onBreak.statusSince) - Date.parse(online.statusSince)).toBeGreaterThanOrEqual(60_000);
    expect((await ayse.looksAtSelf()).statusSince).toBe(onBreak.statusSince);
    expect((await intervalsOf(ayse)).map(({ status }) => status)).toEqual(['OFFLINE', 'ONLINE', 'BREAK']);
  });

  test('each status is an interval with who chose it, one after the other without gaps, the last one the timer', async () => {
    const [ayse, suna] = [await company.agent('Ayşe'), await company.supervisor()];
    await ayse.goesOnline();
    await ayse.goes('INVISIBLE');
    await suna.setsStatusOf(ayse, 'BREAK');
    const { agent } = await ayse.goesOffline();
    const intervals = await intervalsOf(ayse);
    expect(intervals.map(({ status, changedBy }) => [status, changedBy])).toEqual([
      ['OFFLINE', null],
      ['ONLINE', 'Ayşe'],
      ['INVISIBLE', 'Ayşe'],
      ['BREAK', 'Suna'],
      ['OFFLINE', 'Ayşe'],
    ]);
    const starts = intervals.map(({ startedAt }) => startedAt.toISOString());
    expect(intervals.map(({ endedAt }) => endedAt?.toISOString() ?? null)).toEqual([...starts.slice(1), null]);
    expect(agent.statusSince).toBe(starts.at(-1));
  });

  test('twenty changes at once leave one open interval, the agent’s own status, and no overlap', async () => {
    const ayse = await company.agent('Ayşe');
    const statuses = ['ONLINE', 'BREAK', 'INVISIBLE', 'OFFLINE'];
    await Promise.all(Array.from({ length: 20 }, (_, n) => ayse.goes(statuses[n % 4] ?? '')));
    const intervals = await intervalsOf(ayse);
    const open = intervals.filter(({ endedAt }) => endedAt === null);
    const { status, statusSince } = await ayse.looksAtSelf();
    expect(open.map((interval) => [interval.status, interval.startedAt.toISOString()])).toEqual([[status, statusSince]]);
  });
});

describe('changing the status of others', () => {
  test.each(['ONLINE', 'INVISIBLE', 'BREAK'])('a supervisor may, while the agent is %s', async (status) => {
    const [ayse, suna] = [await company.agent('Ayşe'), await company.supervisor()];
    await ayse.goes(status);
    for (const next of ['BREAK', 'INVISIBLE', 'ONLINE', 'OFFLINE']) {
      expect(await suna.setsStatusOf(ayse, next)).toMatchObject({ agent: { name: 'Ayşe', status: next } });
    }
  });

  test('nobody may while the agent is Offline, except the agent', async () => {
    const [ayse, suna] = [await company.agent('Ayşe'), await company.supervisor()];
    await expect(suna.setsStatusOf(ayse, 'ONLINE')).rejects.toThrow('AGENT_OFFLINE input.agentId');
    expect(await suna.setsStatusOf(suna, 'ONLINE')).toMatchObject({ agent: { status: 'ONLINE' } });
    expect(await ayse.goesOnline()).toMatchObject({ agent: { status: 'ONLINE' } });
  });

  test('a supervisor who sets an agent Online lets the queue in', async () => {
    const [ayse, suna] = [await company.onlineAgent('Ayşe'), await company.supervisor()];
    await ayse.goes('BREAK');
    const ali = await company.customerWithChat('Ali');
    expect(await suna.setsStatusOf(ayse, 'ONLINE')).toMatchObject({ agent: { activeCount: 1 } });
    expect(await ali.looksAtChat()).toMatchObject({ state: 'ACTIVE' });
  });

  test('an agent may not, and a stranger’s agent is not there', async () => {
    const [ayse, mehmet, suna] = [await company.onlineAgent('Ayşe'), await company.agent('Mehmet'), await company.supervisor()];
    await expect(mehmet.setsStatusOf(ayse, 'BREAK')).rejects.toThrow('FORBIDDEN');
    const stranger = await (await Company.open(desk)).onlineAgent('Far');
    await expect(suna.setsStatusOf(stranger, 'BREAK')).rejects.toThrow('NOT_FOUND input.agentId');
    expect(await stranger.looksAtSelf()).toMatchObject({ status: 'ONLINE' });
  });
});

describe('going Offline', () => {
  test('lasts through signing in again', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const { agent } = await ayse.goesOffline();
    await ayse.signsInAgain();
    const ali = await company.customerWithChat('Ali');
    expect(await ayse.looksAtSelf()).toMatchObject({ status: 'OFFLINE', statusSince: agent.statusSince });
    expect(await ali.looksAtChat()).toMatchObject({ state: 'QUEUED' });
  });

  test('with HAND_BACK: to another eligible agent', async () => {
    company = await Company.open(desk, { onOffline: OnOffline.HAND_BACK });
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    const mehmet = await company.onlineAgent('Mehmet');
    await ayse.goesOffline();
    expect(await mehmet.looksAt(ali)).toMatchObject({
      state: 'ACTIVE',
      agent: { name: 'Mehmet' },
      assignments: [
        { agent: { name: 'Ayşe' }, reason: 'ROUTED', endReason: 'AGENT_OFFLINE' },
        { agent: { name: 'Mehmet' }, reason: 'ROUTED', endReason: null },
      ],
    });
    expect(await ayse.looksAtSelf()).toMatchObject({ activeCount: 0 });
  });

  test('with HAND_BACK and nobody else there: to the head of the queue', async () => {
    company = await Company.open(desk, { onOffline: OnOffline.HAND_BACK });
    const ayse = await company.onlineAgent('Ayşe', { capacity: 1 });
    const ali = await company.customerWithChat('Ali');
    const veli = await company.customerWithChat('Veli');
    await ayse.goesOffline();
    expect(await ali.looksAtChat()).toMatchObject({ state: 'QUEUED', placeInQueue: 1, agent: null });
    expect(await veli.looksAtChat()).toMatchObject({ placeInQueue: 2 });
    expect(await ayse.activeList()).toEqual(['Ali']);
  });

  test('with HAND_BACK: what the customer has ended stays for its topic; Break and Invisible hand nothing back', async () => {
    company = await Company.open(desk, { onOffline: OnOffline.HAND_BACK });
    const ayse = await company.onlineAgent('Ayşe');
    const [ali, veli] = [await company.customerWithChat('Ali'), await company.customerWithChat('Veli')];
    await ali.ends();
    for (const status of ['BREAK', 'INVISIBLE']) await ayse.goes(status);
    expect(await ayse.looksAt(veli)).toMatchObject({ state: 'ACTIVE', agent: { name: 'Ayşe' } });
    await ayse.goesOffline();
    expect(await ayse.looksAt(ali)).toMatchObject({ state: 'ACTIVE', agent: { name: 'Ayşe' } });
    expect(await ayse.looksAt(veli)).toMatchObject({ state: 'QUEUED', agent: null });
  });

  test('is decided product by product', async () => {
    const bags = await desk.seed.product(company.workspace, 'Bags', { onOffline: OnOffline.HAND_BACK });
    const bagsWeb = await desk.seed.channel(bags);
    const ayse = await company.onlineAgent('Ayşe', { grants: [{ product: company.product }, { product: bags }] });
    const [ali, veli] = [await company.customerWithChat('Ali'), await company.customerWithChat('Veli', bagsWeb)];
    await ayse.goesOffline();
    expect(await ali.looksAtChat()).toMatchObject({ state: 'ACTIVE', agent: { status: 'OFFLINE' } });
    expect(await veli.looksAtChat()).toMatchObject({ state: 'QUEUED' });
  });
});

describe('when the customer writes to an agent who is Offline', () => {
  test.each(['sendMessage', 'startChat'])('by %s: handed back with what they wrote, ahead of all who wait', async (how) => {
    const ayse = await company.onlineAgent('Ayşe', { capacity: 1 });
    const ali = await company.customerWithChat('Ali');
    await company.customerWithChat('Veli');
    await ayse.goesOffline();
    await (how === 'sendMessage' ? ali.writes('Hello?') : ali.startsChat('Hello?'));
    expect(await ali.looksAtChat()).toMatchObject({ state: 'QUEUED', placeInQueue: 1, agent: null });
    const mehmet = await company.onlineAgent('Mehmet', { capacity: 1 });
    expect(await mehmet.looksAt(ali)).toMatchObject({ state: 'ACTIVE', agent: { name: 'Mehmet' }, lastMessage: { text: 'Hello?' } });
  });

  test('at once to another eligible agent, if there is one', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    await company.onlineAgent('Mehmet');
    await ayse.goesOffline();
    await ali.writes('Hello?');
    expect(await ali.looksAtChat()).toMatchObject({ state: 'ACTIVE', agent: { name: 'Mehmet' } });
  });

  test('a retry of the message hands nothing back a second time', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    await ayse.goesOffline();
    const first = await ali.writes('Hello?', 'one');
    await ayse.goesOnline();
    await ayse.goesOffline();
    expect(await ali.writes('Hello?', 'one')).toMatchObject({ id: first.id });
    expect(await ayse.looksAt(ali)).toMatchObject({ state: 'ACTIVE', agent: { name: 'Ayşe' } });
  });

  test('with the setting off: it stays', async () => {
    company = await Company.open(desk, { handBackWhenCustomerWrites: false });
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    await company.onlineAgent('Mehmet');
    await ayse.goesOffline();
    await ali.writes('Hello?');
    expect(await ali.looksAtChat()).toMatchObject({ state: 'ACTIVE', agent: { name: 'Ayşe', status: 'OFFLINE' } });
  });

  test.each(['BREAK', 'INVISIBLE'])('on %s: it stays', async (status) => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    await company.onlineAgent('Mehmet');
    await ayse.goes(status);
    await ali.writes('Hello?');
    expect(await ali.looksAtChat()).toMatchObject({ state: 'ACTIVE', agent: { name: 'Ayşe', status } });
  });
});
