import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { AgentAtWork } from '../support/agent-at-work.js';
import { Company } from '../support/company.js';
import type { Customer } from '../support/customer.js';
import type { Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import type { RawSocket } from '../support/raw-socket.js';
import type { AgentOptions } from '../support/seed.js';
import { TwoNodes } from '../support/two-nodes.js';

const GRACE = 60;
const PATIENCE = 20_000;

let nodes: TwoNodes;
let one: Desk;
let two: Desk;
let company: Company;
beforeAll(async () => {
  nodes = await TwoNodes.start();
  ({ one, two } = nodes);
});
afterAll(() => nodes.stop());
beforeEach(async () => {
  company = await Company.open(one);
});

/** Never seen before; whoever is not said to be `gone` stays connected for the whole test. */
const unseen = (name: string, options: AgentOptions = {}): Promise<AgentAtWork> => company.agent(name, { connected: false, ...options });

const online = async (name: string, at: Desk = one, options: AgentOptions = {}): Promise<[AgentAtWork, RawSocket]> => {
  const agent = await unseen(name, options);
  const socket = await nodes.socket(at, agent);
  await agent.goesOnline();
  return [agent, socket];
};

/** The laptop is closed, and the grace is over. */
const leaves = async (agent: AgentAtWork, socket: RawSocket, node: Desk = one): Promise<void> => {
  await nodes.lose(node, agent, socket);
  nodes.pass(GRACE + 1);
  await nodes.sweep();
};

const told = async (agent: AgentAtWork): Promise<string[]> =>
  (
    await one.sql<{ type: string }>(
      `select type from event where agent_id = $1 and type in ('agent.connected', 'agent.disconnected') order by id`,
      [agent.seeded.id],
    )
  ).map(({ type }) => type);

/** What a colleague, who has no part in it, sees. */
const seen = async (agent: AgentAtWork): Promise<object> => (await company.supervisor()).client.ask(AGENT_NODE, { id: agent.id });
const AGENT_NODE = 'query ($id: ID!) { node(id: $id) { ... on Agent { status connected assignable notAssignableReason } } }';

/** Routing follows the commit of what caused it. */
const expectWith = async (customer: Customer, name: string): Promise<void> => {
  expect(
    await eventually(
      () => customer.looksAtChat(),
      ({ agent }) => agent !== null,
      PATIENCE,
    ),
  ).toMatchObject({ agent: { name } });
};

const waits = { state: 'QUEUED', placeInQueue: 1, agent: null };

describe('a socket', () => {
  test('connects its agent at once, told once for any number of sockets and nodes; work comes with it', async () => {
    const ayse = await unseen('Ayşe');
    await one.sql(`update agent set status = 'ONLINE' where id = $1`, [ayse.seeded.id]);
    const ali = await company.customerWithChat('Ali');
    expect(await seen(ayse)).toEqual({
      node: { status: 'ONLINE', connected: false, assignable: false, notAssignableReason: 'NOT_CONNECTED' },
    });
    expect(await ayse.looksAtSelf()).toMatchObject({ lastSeenAt: null });
    const sockets = [await nodes.socket(one, ayse), await nodes.socket(one, ayse), await nodes.socket(two, ayse)];
    expect(await seen(ayse)).toEqual({ node: { status: 'ONLINE', connected: true, assignable: true, notAssignableReason: null } });
    await expectWith(ali, 'Ayşe');
    expect(await told(ayse)).toEqual(['agent.connected']);
    expect(await ayse.looksAtSelf()).toMatchObject({ lastSeenAt: one.clock.now().toISOString() });
    await Promise.all(sockets.map((socket) => socket.close()));
  });

  test('of a customer is nobody’s presence', async () => {
    const ali = await company.customerWithChat('Ali');
    await ali.client.follow('subscription { conversationChanged { __typename } }').next();
    const [row] = await one.sql<{ leases: number }>(
      `select count(*)::int as leases from agent_lease l join agent a on a.id = l.agent_id where a.workspace_id = $1`,
      [company.workspace.id],
    );
    expect(row).toEqual({ leases: 0 });
  });
});

describe('a closed laptop', () => {
  test('changes nothing within the grace, and new work still comes', async () => {
    const [ayse, socket] = await online('Ayşe');
    const ali = await company.customerWithChat('Ali');
    await nodes.lose(one, ayse, socket);
    nodes.pass(GRACE);
    await nodes.sweep();
    const veli = await company.customerWithChat('Veli');
    for (const customer of [ali, veli]) expect(await ayse.looksAt(customer)).toMatchObject({ agent: { name: 'Ayşe' } });
    expect(await ayse.looksAtSelf()).toMatchObject({ connected: true, assignable: true, activeCount: 2 });
    const back = await nodes.socket(two, ayse);
    nodes.pass(GRACE);
    await nodes.sweep();
    expect(await told(ayse)).toEqual(['agent.connected']);
    await back.close();
  });

  test('after the grace: no new work, the unanswered go to another agent, the answered stay, the status too', async () => {
    const [ayse, socket] = await online('Ayşe');
    const [ali, veli] = [await company.customerWithChat('Ali'), await company.customerWithChat('Veli')];
    await ayse.writes(ali, 'One moment');
    const mehmet = await company.onlineAgent('Mehmet', { capacity: 1 });
    const { statusSince } = await ayse.looksAtSelf();
    await leaves(ayse, socket);
    expect(await mehmet.looksAt(veli)).toMatchObject({
      state: 'ACTIVE',
      agent: { name: 'Mehmet' },
      assignments: [
        { agent: { name: 'Ayşe' }, reason: 'ROUTED', endReason: 'AGENT_DISCONNECTED' },
        { agent: { name: 'Mehmet' }, reason: 'ROUTED', endReason: null },
      ],
    });
    expect(await mehmet.looksAt(ali)).toMatchObject({ state: 'ACTIVE', agent: { name: 'Ayşe' } });
    const zehra = await company.customerWithChat('Zehra');
    expect(await zehra.looksAtChat()).toMatchObject(waits);
    const self = {
      status: 'ONLINE',
      statusSince,
      connected: false,
      assignable: false,
      notAssignableReason: 'NOT_CONNECTED',
      activeCount: 1,
    };
    expect(await ayse.looksAtSelf()).toMatchObject(self);
    expect(await told(ayse)).toEqual(['agent.connected', 'agent.disconnected']);
  });

  test('with nobody else there: to the head of the queue, which says why; back they get all of it', async () => {
    const [ayse, socket] = await online('Ayşe', one, { capacity: 1 });
    const ali = await company.customerWithChat('Ali');
    const veli = await company.customerWithChat('Veli');
    const suna = await company.supervisor();
    expect(await suna.looksAt(veli)).toMatchObject({ waitingReason: 'ALL_AT_CAPACITY' });
    await leaves(ayse, socket);
    expect(await ali.looksAtChat()).toMatchObject(waits);
    expect(await veli.looksAtChat()).toMatchObject({ ...waits, placeInQueue: 2 });
    expect(await suna.looksAt(ali)).toMatchObject({ waitingReason: 'NOBODY_CONNECTED' });
    const back = await nodes.socket(two, ayse);
    await expectWith(ali, 'Ayşe');
    expect(await told(ayse)).toEqual(['agent.connected', 'agent.disconnected', 'agent.connected']);
    await back.close();
  });

  test('with the setting off: everything stays, also when the customer writes', async () => {
    company = await Company.open(one, { handBackWhenDisconnected: false });
    const [ayse, socket] = await online('Ayşe');
    const ali = await company.customerWithChat('Ali');
    await company.onlineAgent('Mehmet');
    await leaves(ayse, socket);
    await ali.writes('Hello?');
    expect(await ali.looksAtChat()).toMatchObject({ state: 'ACTIVE', agent: { name: 'Ayşe', status: 'ONLINE' } });
    expect(await ayse.looksAtSelf()).toMatchObject({ connected: false });
  });

  test.each(['BREAK', 'INVISIBLE'])('on %s: the unanswered go on; Offline: the settings for Offline agents decide', async (status) => {
    const [ayse, socket] = await online('Ayşe');
    const ali = await company.customerWithChat('Ali');
    await ayse.goes(status);
    const [kemal, other] = await online('Kemal');
    const veli = await company.customerWithChat('Veli');
    await kemal.goesOffline();
    await nodes.lose(one, kemal, other);
    await leaves(ayse, socket);
    expect(await ali.looksAtChat()).toMatchObject(waits);
    expect(await veli.looksAtChat()).toMatchObject({ state: 'ACTIVE', agent: { name: 'Kemal', status: 'OFFLINE' } });
  });

  test.each(['sendMessage', 'startChat'])('a customer who then writes, by %s, does not wait for the next sweep', async (how) => {
    const [ayse, socket] = await online('Ayşe');
    const ali = await company.customerWithChat('Ali');
    await ayse.writes(ali, 'One moment');
    await leaves(ayse, socket);
    expect(await ali.looksAtChat()).toMatchObject({ agent: { name: 'Ayşe' } });
    const mehmet = await company.onlineAgent('Mehmet');
    await (how === 'sendMessage' ? ali.writes('Hello?') : ali.startsChat('Hello?'));
    expect(await mehmet.looksAt(ali)).toMatchObject({
      agent: { name: 'Mehmet' },
      lastMessage: { text: 'Hello?' },
      assignments: [{ endReason: 'AGENT_DISCONNECTED' }, { endReason: null }],
    });
  });
});

describe('several nodes', () => {
  test('a node that dies takes nobody’s work who has a socket at another', async () => {
    const [ayse, atOne] = await online('Ayşe');
    const atTwo = await nodes.socket(two, ayse);
    const [mehmet] = await online('Mehmet', two);
    for (const name of ['Ali', 'Veli']) await company.customerWithChat(name);
    // The second node says nothing from now on; the first goes on with its heartbeats.
    for (let beat = 0; beat < 5; beat++) {
      nodes.pass(15);
      await nodes.renew(one);
      await one.server.app.presence.sweep();
    }
    expect(await ayse.looksAtSelf()).toMatchObject({ connected: true, activeCount: 2 });
    expect(await mehmet.looksAtSelf()).toMatchObject({ connected: false, activeCount: 0 });
    const left = await one.sql('select from agent_lease where node_id = $1', [two.server.app.presence.nodeId]);
    expect(left).toEqual([]);
    // It was only paused.
    await nodes.renew(two);
    expect(
      await eventually(
        () => mehmet.looksAtSelf(),
        ({ connected }) => connected,
        PATIENCE,
      ),
    ).toMatchObject({ connected: true });
    expect(await told(mehmet)).toEqual(['agent.connected', 'agent.disconnected', 'agent.connected']);
    await Promise.all([atOne.close(), atTwo.close()]);
  });

  test('many whose grace ends at once are ended once, and nothing goes from one who is gone to the next', async () => {
    const gone = await Promise.all(Array.from({ length: 12 }, (_, n) => online(`Gone ${n}`, n % 2 ? one : two, { capacity: 2 })));
    const customers = await Promise.all(Array.from({ length: 24 }, (_, n) => company.customerWithChat(`Customer ${n}`)));
    const mehmet = await company.onlineAgent('Mehmet', { capacity: 10 });
    await Promise.all(gone.map(([agent, socket], n) => nodes.lose(n % 2 ? one : two, agent, socket)));
    nodes.pass(GRACE + 1);
    await Promise.all([nodes.sweep(), nodes.sweep(), nodes.sweep()]);
    for (const [agent] of gone) expect(await told(agent)).toEqual(['agent.connected', 'agent.disconnected']);
    const rows = await one.sql<{ reason: string; number: number }>(
      `select coalesce(end_reason, 'open') as reason, count(*)::int as number from assignment where workspace_id = $1 group by 1 order by 1`,
      [company.workspace.id],
    );
    expect(rows).toEqual([
      { reason: 'AGENT_DISCONNECTED', number: 24 },
      { reason: 'open', number: 10 },
    ]);
    expect(await mehmet.looksAtSelf()).toMatchObject({ activeCount: 10 });
    expect(customers).toHaveLength(24);
  });

  test('a node that is stopped releases its agents, who are seen until then, and go on at another', async () => {
    const pair = await TwoNodes.start();
    company = await Company.open(pair.one);
    const ayse = await unseen('Ayşe');
    const socket = await pair.socket(pair.two, ayse);
    pair.pass(GRACE - 1);
    await pair.two.stop();
    expect(await socket.closed).toMatchObject({ code: 1012 });
    expect(await pair.one.sql('select from agent_lease')).toEqual([]);
    expect(await ayse.looksAtSelf()).toMatchObject({ connected: true, lastSeenAt: pair.one.clock.now().toISOString() });
    pair.pass(GRACE);
    await pair.one.server.app.presence.sweep();
    expect(await ayse.looksAtSelf()).toMatchObject({ connected: true });
    await pair.one.stop();
  });
});

describe('who is told', () => {
  test('agentChanged, the counts and the availability, of both the going and the coming back', async () => {
    const [ayse, socket] = await online('Ayşe');
    const suna = await company.supervisor();
    const now = await company.now();
    const [changes, counts, availability] = [suna.followsAgents(null, now), suna.followsCounts(), company.followsAvailability()];
    expect(await counts.next()).toMatchObject({ agentCountsChanged: { online: 1, disconnected: 0, freeCapacity: 20 } });
    expect(await availability.next()).toMatchObject({ channelAvailabilityChanged: { online: true } });
    await leaves(ayse, socket);
    const gone = { name: 'Ayşe', status: 'ONLINE', connected: false, assignable: false, notAssignableReason: 'NOT_CONNECTED' };
    expect(await changes.next()).toMatchObject({ agentChanged: { agent: gone } });
    expect(await counts.next(({ agentCountsChanged: { online } }) => online === 0)).toMatchObject({
      agentCountsChanged: { disconnected: 1, freeCapacity: 0 },
    });
    await availability.next(({ channelAvailabilityChanged: seen }) => seen?.online === false);
    const back = await nodes.socket(one, ayse);
    expect(await changes.next()).toMatchObject({ agentChanged: { agent: { connected: true, assignable: true } } });
    await counts.next(({ agentCountsChanged: { online, disconnected } }) => online === 1 && disconnected === 0);
    await availability.next(({ channelAvailabilityChanged: seen }) => seen?.online === true);
    await back.close();
  });
});

describe('without a socket', () => {
  test('a status of one’s own counts as being seen, for as long as the grace', async () => {
    const ayse = await unseen('Ayşe');
    expect(await ayse.goesOnline()).toMatchObject({ agent: { connected: true, assignable: true } });
    const ali = await company.customerWithChat('Ali');
    nodes.pass(GRACE);
    await nodes.sweep();
    expect(await ayse.goesOnline()).toMatchObject({ cursor: null, agent: { connected: true, activeCount: 1 } });
    nodes.pass(GRACE + 1);
    await nodes.sweep();
    expect(await ali.looksAtChat()).toMatchObject(waits);
    expect(await ayse.goesOnline()).toMatchObject({ cursor: expect.any(String), agent: { connected: true, activeCount: 1 } });
    // Going Online is one event with its connection.
    expect(await told(ayse)).toEqual(['agent.disconnected', 'agent.connected']);
  });

  test('going Offline, or being set Online by a supervisor, connects nobody', async () => {
    const [ayse, suna] = [await unseen('Ayşe'), await company.supervisor()];
    await ayse.goes('BREAK');
    nodes.pass(GRACE + 1);
    await nodes.sweep();
    expect(await suna.setsStatusOf(ayse, 'ONLINE')).toMatchObject({ agent: { connected: false, notAssignableReason: 'NOT_CONNECTED' } });
    expect(await ayse.goesOffline()).toMatchObject({ agent: { connected: false, notAssignableReason: 'NOT_ONLINE' } });
    await one.sql('update agent set connected = false where id = $1', [suna.seeded.id]);
    expect(await suna.setsStatusOf(suna, 'ONLINE')).toMatchObject({ agent: { connected: true } });
  });
});

describe('by hand', () => {
  let ayse: AgentAtWork;
  let ali: Customer;
  beforeEach(async () => {
    let socket: RawSocket;
    [ayse, socket] = await online('Ayşe');
    ali = await company.customerWithChat('Ali');
    await leaves(ayse, socket);
  });

  test('nothing is handed to an agent who is gone; they may take it themselves, and are back by that', async () => {
    const suna = await company.supervisor();
    await expect(suna.handsOver(ali, ayse)).rejects.toThrow('AGENT_NOT_CONNECTED input.agentId');
    expect(await ayse.handsOver(ali, ayse)).toMatchObject({ conversation: { agent: { name: 'Ayşe' } } });
    expect(await ayse.looksAtSelf()).toMatchObject({ connected: true });
  });

  test('what its customer reopens waits; the agent who reactivates one is back by that', async () => {
    await ayse.handsOver(ali, ayse);
    await ayse.resolves(ali, company.topic);
    nodes.pass(GRACE + 1);
    await nodes.sweep();
    await ali.writes('One more thing');
    expect(await ali.looksAtChat()).toMatchObject(waits);
    await ayse.handsOver(ali, ayse);
    await ayse.resolves(ali, company.topic);
    nodes.pass(GRACE + 1);
    await nodes.sweep();
    expect(await ayse.reactivates(ali)).toMatchObject({ conversation: { state: 'ACTIVE', agent: { name: 'Ayşe' } } });
    expect(await ayse.looksAtSelf()).toMatchObject({ connected: true });
  });
});
