import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ChannelType } from '../../src/entities/enums.js';
import { encodeId } from '../../src/ids.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
import { Company } from '../support/company.js';
import type { Customer } from '../support/customer.js';
import { Desk } from '../support/desk.js';
import { perform } from '../support/perform.js';

interface RoutingSeen {
  decisions: {
    reason: string;
    rule: string | null;
    language: string | null;
    agent: { name: string } | null;
    decidedBy: { name: string } | null;
    candidates: { agent: { name: string }; load: number | null; capacity: number | null; refusal: string | null }[];
    otherCandidates: { refusal: string; count: number }[];
  }[];
  waiting: { reason: string | null; agents: { refusal: string; count: number }[] } | null;
}

const ROUTING = `query ($id: ID!) { conversation(id: $id) { acceptBy routing {
  decisions { reason rule language agent { name } decidedBy { name } candidates { agent { name } load capacity refusal } otherCandidates { refusal count } }
  waiting { reason agents { refusal count } } } } }`;

let desk: Desk;
let company: Company;
let suna: AgentAtWork;

const look = async (who: AgentAtWork, { conversationId: id }: Customer) =>
  (await who.client.ask<{ conversation: { acceptBy: string | null; routing: RoutingSeen | null } }>(ROUTING, { id })).conversation;
const routingOf = async (customer: Customer): Promise<RoutingSeen> => {
  const { routing } = await look(suna, customer);
  if (!routing) throw new Error('a supervisor sees the routing');
  return routing;
};
const speaking = async (name: string, language: string): Promise<Customer> => {
  const customer = company.customer(name);
  await customer.startsChat(`${name} asks`, { language });
  return customer;
};
const setRule = (more: object, language = 'tr') =>
  perform<{ languageRule: { id: string } }>(
    suna.client,
    'setLanguageRule',
    { productId: encodeId('product', company.product.id), language, ...more },
    'languageRule { id language channel { name } agent { name } group { name } }',
  );

beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());
beforeEach(async () => {
  company = await Company.open(desk);
  suna = await company.supervisor();
});

describe('why a conversation came to its agent', () => {
  test('names who got it, by which rule, and why nobody else did; for supervisors only', async () => {
    const busy = await company.onlineAgent('Busy');
    await company.customerWithChat('Earlier');
    const full = await company.onlineAgent('Full', { capacity: 1 });
    await company.customerWithChat('Filling');
    await company.onlineAgent('Ayşe');
    await company.agent('Home');
    await company.onlineAgent('Elsewhere', { grants: [] });
    const ali = await company.customerWithChat('Ali');
    const { decisions, waiting } = await routingOf(ali);
    expect(waiting).toBeNull();
    expect(decisions).toHaveLength(1);
    expect(decisions[0]).toMatchObject({ reason: 'ROUTED', rule: 'FEWEST_CONVERSATIONS', agent: { name: 'Ayşe' }, decidedBy: null });
    expect(decisions[0]?.candidates).toEqual([
      { agent: { name: 'Ayşe' }, load: 0, capacity: 20, refusal: null },
      { agent: { name: busy.name }, load: 1, capacity: 20, refusal: 'HIGHER_LOAD' },
      { agent: { name: full.name }, load: 1, capacity: 1, refusal: 'AT_CAPACITY' },
    ]);
    expect((await look(busy, ali)).routing).toBeNull();
  });

  test('keeps each later decision too, the newest first', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    const mehmet = await company.onlineAgent('Mehmet', { capacity: 1 });
    await suna.handsOver(ali, mehmet);
    await mehmet.resolves(ali, company.topic);
    await company.customerWithChat('Veli');
    await suna.handsOver(await company.customerWithChat('Can'), mehmet).catch(() => undefined);
    await mehmet.goes('BREAK');
    await ali.writes('one more thing');
    const { decisions } = await routingOf(ali);
    expect(decisions.map(({ reason, rule, agent, decidedBy }) => [reason, rule, agent?.name ?? null, decidedBy?.name ?? null])).toEqual([
      ['ROUTED', 'FEWEST_CONVERSATIONS', 'Ayşe', null],
      ['REOPENED', null, null, null],
      ['MANUAL', 'BY_HAND', 'Mehmet', 'Suna'],
      ['ROUTED', 'FEWEST_CONVERSATIONS', 'Ayşe', null],
    ]);
    expect(decisions[1]?.candidates).toEqual([{ agent: { name: 'Mehmet' }, load: null, capacity: null, refusal: 'NOT_ONLINE' }]);
    expect(await ayse.looksAt(ali)).toMatchObject({ agent: { name: 'Ayşe' } });
  });
});

test('why a conversation waits is told in one word and in numbers', async () => {
  const ios = await desk.seed.channel(company.product, ChannelType.IN_APP_IOS);
  const alone = await Company.open(desk);
  const nobody = await alone.customerWithChat('Nobody');
  const chief = await alone.supervisor('Chief');
  expect((await look(chief, nobody)).routing?.waiting).toMatchObject({ reason: 'NO_AUTHORISED_AGENTS', agents: [] });
  await company.agent('Home');
  await (await company.onlineAgent('Pause')).goes('BREAK');
  await company.onlineAgent('Full', { capacity: 1 });
  await company.onlineAgent('OnlyIos', { grants: [{ product: company.product, channel: ios }] });
  await company.customerWithChat('Filling');
  const ali = await company.customerWithChat('Ali');
  expect(await routingOf(ali)).toEqual({
    decisions: [],
    waiting: {
      reason: 'ALL_AT_CAPACITY',
      agents: [
        { refusal: 'NOT_ONLINE', count: 2 },
        { refusal: 'AT_CAPACITY', count: 1 },
      ],
    },
  });
});

describe('language rules', () => {
  test('prefer whom they name, and give way when none of them is available', async () => {
    const [ayse, mehmet] = [await company.onlineAgent('Ayşe', { capacity: 2 }), await company.onlineAgent('Mehmet')];
    await setRule({ agentId: ayse.id });
    const first = await speaking('First', 'tr-TR');
    const second = await speaking('Second', 'tr');
    const third = await speaking('Third', 'tr');
    const english = await speaking('English', 'en');
    const holders = await Promise.all([first, second, third, english].map(async (one) => (await one.looksAtChat()).agent?.name));
    expect(holders).toEqual([ayse.name, ayse.name, mehmet.name, mehmet.name]);
    expect((await routingOf(first)).decisions[0]).toMatchObject({ rule: 'LANGUAGE_RULE', language: 'tr' });
    expect((await routingOf(second)).decisions[0]?.candidates[1]).toMatchObject({
      agent: { name: 'Mehmet' },
      refusal: 'NOT_NAMED_BY_RULE',
    });
    expect((await routingOf(third)).decisions[0]).toMatchObject({ rule: 'FEWEST_CONVERSATIONS', language: null });
  });

  test('are one for a product, channel and language, name a group’s members, and can be taken away', async () => {
    const [ayse, mehmet] = [await company.onlineAgent('Ayşe'), await company.onlineAgent('Mehmet')];
    await company.customerWithChat('Busy');
    const busy = (await ayse.looksAtSelf()).activeCount === 1 ? ayse : mehmet;
    const group = await desk.seed.group(company.workspace, 'Turkish', [], [busy.seeded]);
    const { languageRule } = await setRule({ agentId: (busy === ayse ? mehmet : ayse).id, channelId: encodeId('channel', company.web.id) });
    const again = await setRule(
      { groupId: encodeId('group', group.id), channelId: encodeId('channel', company.web.id) },
      'TR'.toLowerCase(),
    );
    expect(again.languageRule).toMatchObject({
      id: languageRule.id,
      group: { name: 'Turkish' },
      agent: null,
      channel: { name: 'WEB_CHAT' },
    });
    expect((await (await speaking('Ali', 'tr')).looksAtChat()).agent?.name).toBe(busy.name);
    const listed = await suna.client.ask<{ languageRules: { id: string }[] }>('{ languageRules { id } }');
    expect(listed.languageRules.map(({ id }) => id)).toEqual([languageRule.id]);
    await perform(suna.client, 'removeLanguageRule', { languageRuleId: languageRule.id }, 'removedLanguageRuleId');
    expect((await (await speaking('Veli', 'tr')).looksAtChat()).agent?.name).not.toBe(busy.name);
  });

  test('never have a conversation wait for whom they name', async () => {
    const ayse = await company.agent('Ayşe');
    await setRule({ agentId: ayse.id });
    await company.onlineAgent('Mehmet');
    expect((await (await speaking('Ali', 'tr')).looksAtChat()).agent?.name).toBe('Mehmet');
  });
});

describe('accept time', () => {
  const SECOND = 1_000;
  const sweep = () => desk.server.app.acceptTimes.sweep();
  const holderOf = async (customer: Customer) => (await customer.looksAtChat()).agent?.name ?? null;
  beforeEach(async () => {
    company = await Company.open(desk, { acceptSeconds: 30 });
    suna = await company.supervisor();
  });

  test('passes a conversation on to the next one; who let it pass is skipped, and it is all kept', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    const { acceptBy } = await look(ayse, ali);
    expect(Date.parse(acceptBy ?? '') - Date.parse((await ayse.looksAt(ali)).assignedAt ?? '')).toBe(30 * SECOND);
    const mehmet = await company.onlineAgent('Mehmet');
    await company.customerWithChat('Veli');
    await sweep();
    expect(await holderOf(ali)).toBe('Ayşe');
    desk.clock.advance(31 * SECOND);
    await mehmet.writes(await only(mehmet), 'hello');
    await sweep();
    // Mehmet has more conversations than Ayşe now has, and gets it all the same.
    expect(await holderOf(ali)).toBe('Mehmet');
    const { assignments } = await ayse.looksAt(ali);
    expect(assignments.map(({ agent, endReason }) => [agent.name, endReason])).toEqual([
      ['Ayşe', 'NOT_ACCEPTED'],
      ['Mehmet', null],
    ]);
    const { decisions } = await routingOf(ali);
    expect(decisions.map(({ reason, agent }) => [reason, agent?.name ?? null])).toEqual([
      ['ROUTED', 'Mehmet'],
      ['NOT_ACCEPTED', null],
      ['ROUTED', 'Ayşe'],
    ]);
    expect(decisions[0]?.candidates[1]).toMatchObject({ agent: { name: 'Ayşe' }, refusal: 'LET_PASS' });
  });

  test('runs no longer once the agent has answered', async () => {
    const [ayse] = [await company.onlineAgent('Ayşe'), await company.onlineAgent('Mehmet')];
    const ali = await company.customerWithChat('Ali');
    const holder = (await holderOf(ali)) === 'Ayşe' ? ayse : null;
    desk.clock.advance(31 * SECOND);
    if (holder) await holder.writes(ali, 'hello');
    else await suna.handsOver(ali, ayse).then(() => ayse.writes(ali, 'hello'));
    await sweep();
    desk.clock.advance(300 * SECOND);
    await sweep();
    expect(await holderOf(ali)).toBe('Ayşe');
    expect((await look(ayse, ali)).acceptBy).toBeNull();
  });

  test('leaves it where it is while nobody else could have it, and looks again', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    desk.clock.advance(31 * SECOND);
    await sweep();
    expect(await holderOf(ali)).toBe('Ayşe');
    expect((await ayse.looksAt(ali)).assignments).toHaveLength(1);
    expect(Date.parse((await look(ayse, ali)).acceptBy ?? '')).toBeGreaterThan(desk.clock.now().getTime());
    await company.onlineAgent('Mehmet');
    desk.clock.advance(31 * SECOND);
    await Promise.all([sweep(), sweep()]);
    expect(await holderOf(ali)).toBe('Mehmet');
  });

  test('goes round again when all have let it pass, to the one who did so longest ago', async () => {
    await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    await company.onlineAgent('Mehmet');
    const seen: (string | null)[] = [];
    for (let round = 0; round < 4; round++) {
      seen.push(await holderOf(ali));
      desk.clock.advance(31 * SECOND);
      await sweep();
    }
    expect(seen).toEqual(['Ayşe', 'Mehmet', 'Ayşe', 'Mehmet']);
    expect((await routingOf(ali)).decisions.find(({ rule }) => rule === 'NEXT_ROUND')).toMatchObject({ agent: { name: 'Ayşe' } });
  });

  test('does not run for whoever took it for themselves, nor while nobody waits for an answer', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    await ayse.writes(ali, 'hello');
    const mehmet = await company.onlineAgent('Mehmet');
    await ayse.handsOver(ali, mehmet);
    expect((await look(mehmet, ali)).acceptBy).toBeNull();
    await mehmet.resolves(ali, company.topic);
    await mehmet.reactivates(ali);
    expect((await look(mehmet, ali)).acceptBy).toBeNull();
  });

  const only = async (agent: AgentAtWork): Promise<{ id: string }> => {
    const document = 'query ($filter: ActiveConversationsFilter) { activeConversations(filter: $filter, first: 1) { nodes { id } } }';
    const found = await agent.client.ask<{ activeConversations: { nodes: { id: string }[] } }>(document, {
      filter: { agentIds: [agent.id] },
    });
    const [first] = found.activeConversations.nodes;
    if (!first) throw new Error(`${agent.name} has no conversation`);
    return first;
  };
});

describe('whom a conversation may be handed to', () => {
  const ASSIGNABLE = 'query ($id: ID!) { assignableAgents(conversationId: $id) { agent { id name } load capacity } }';
  const listed = async (who: AgentAtWork, { conversationId: id }: Customer) =>
    (await who.client.ask<{ assignableAgents: { agent: { id: string } }[] }>(ASSIGNABLE, { id })).assignableAgents;

  test('is exactly whom assignConversation takes, in forty situations', async () => {
    const ios = await desk.seed.channel(company.product, ChannelType.IN_APP_IOS);
    const { product, web } = company;
    const kinds = [[{ product }], [{ product, channel: web }], [{ product, channel: ios }], []];
    const agents: AgentAtWork[] = [];
    for (let n = 0; n < 8; n++) agents.push(await company.agent(`Agent${n}`, { grants: kinds[n % kinds.length], capacity: 1 + (n % 3) }));
    const customers: Customer[] = [];
    for (let n = 0; n < 6; n++) customers.push(await company.customerWithChat(`Customer${n}`, n % 2 ? web : ios));
    const any = <Item>(items: readonly Item[]): Item => items[Math.floor(Math.random() * items.length)] as Item;
    for (let situation = 0; situation < 40; situation++) {
      await any(agents).goes(any(['ONLINE', 'ONLINE', 'ONLINE', 'BREAK', 'INVISIBLE', 'OFFLINE']));
      const customer = any(customers);
      if (situation % 9 === 8) await customer.ends().catch(() => undefined);
      const by = any([suna, any(agents)]);
      const assignable = await listed(by, customer);
      const holder = (await suna.looksAt(customer)).agent?.name;
      for (const agent of agents) {
        if (agent.name === holder || assignable.some((one) => one.agent.id === agent.id)) continue;
        await expect(by.handsOver(customer, agent)).rejects.toThrow(
          /NOT_FOUND|INVALID_STATE|NOT_ASSIGNED_TO_YOU|AGENT_NOT_ONLINE|AGENT_NOT_AUTHORISED|AT_CAPACITY/,
        );
      }
      const chosen = assignable.length ? agents.find(({ id }) => id === any(assignable).agent.id) : undefined;
      if (chosen) expect(await by.handsOver(customer, chosen)).toMatchObject({ conversation: { agent: { name: chosen.name } } });
    }
  });

  test('is nobody’s business who does not see it, and empty for who may not hand it over', async () => {
    const ayse = await company.onlineAgent('Ayşe');
    const ali = await company.customerWithChat('Ali');
    const mehmet = await company.onlineAgent('Mehmet');
    const far = await (await Company.open(desk)).supervisor('Far');
    for (const who of [far, mehmet]) expect(await listed(who, ali)).toEqual([]);
    for (const who of [ayse, suna]) expect(await listed(who, ali)).toMatchObject([{ agent: { id: mehmet.id }, load: 0, capacity: 20 }]);
    await ayse.resolves(ali, company.topic);
    expect(await listed(suna, ali)).toEqual([]);
  });
});
