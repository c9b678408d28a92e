import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { OnOffline } from '../../src/entities/enums.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
import { Company } from '../support/company.js';
import type { Customer } from '../support/customer.js';
import { Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';

/**
 * Whoever holds a conversation never waits for an agent: going Offline holds the agent and waits for their conversations,
 * a routing pass holds all who are Online, and together they would wait in a circle.
 */
let desk: Desk;
let company: Company;
/** Another transaction, in the middle of something. */
let other: pg.Client;

beforeAll(async () => {
  desk = await Desk.start();
  other = new pg.Client({ connectionString: desk.database.url });
  await other.connect();
});
afterAll(async () => {
  await other.end();
  await desk.stop();
});
beforeEach(async () => {
  company = await Company.open(desk, { onOffline: OnOffline.HAND_BACK });
});

const waitingForAgent = async (): Promise<boolean> => {
  const [row] = await desk.sql<{ waits: boolean }>(
    `select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
       and query like '%from agent%') as waits`,
  );
  return row?.waits ?? false;
};

const conversationIsFree = async (id: string): Promise<boolean> => {
  const rows = await desk.sql('select id from conversation where id = $1 for no key update skip locked', [id]);
  return rows.length === 1;
};

/** Somebody else holds the agent's row meanwhile: what needs it waits, with the conversation left free. */
const withAgentHeld = async <Result>(agent: AgentAtWork, customer: Customer, act: () => Promise<Result>): Promise<Result> => {
  await other.query('begin');
  await other.query('select from agent where id = $1 for no key update', [agent.seeded.id]);
  const acting = act();
  expect(await eventually(waitingForAgent, Boolean)).toBe(true);
  expect(await conversationIsFree(customer.conversationUuid)).toBe(true);
  await other.query('commit');
  return acting;
};

test('a hand-over', async () => {
  const [ayse, mehmet] = [await company.onlineAgent('Ayşe'), await company.agent('Mehmet')];
  const ali = await company.customerWithChat('Ali 1');
  await mehmet.goesOnline();
  const handed = await withAgentHeld(mehmet, ali, () => ayse.handsOver(ali, mehmet));
  expect(handed).toMatchObject({ conversation: { agent: { name: 'Mehmet' } } });
});

test('taking a conversation back from the archive', async () => {
  const ayse = await company.onlineAgent('Ayşe');
  const ali = await company.customerWithChat('Ali 2');
  await ayse.resolves(ali, company.topic);
  const taken = await withAgentHeld(ayse, ali, () => ayse.reactivates(ali));
  expect(taken).toMatchObject({ conversation: { state: 'ACTIVE', agent: { name: 'Ayşe' } } });
});

test('a customer who writes after the resolve', async () => {
  const ayse = await company.onlineAgent('Ayşe');
  const ali = await company.customerWithChat('Ali 3');
  await ayse.resolves(ali, company.topic);
  await withAgentHeld(ayse, ali, () => ali.writes('Bir şey daha'));
  expect(await ayse.looksAt(ali)).toMatchObject({ state: 'ACTIVE', agent: { name: 'Ayşe' } });
});

test('a customer who ends after a hand-back', async () => {
  const ayse = await company.onlineAgent('Ayşe');
  const ali = await company.customerWithChat('Ali 4');
  await ayse.goesOffline();
  expect(await ali.looksAtChat()).toMatchObject({ state: 'QUEUED' });
  await withAgentHeld(ayse, ali, () => ali.ends());
  expect(await ayse.looksAt(ali)).toMatchObject({ state: 'ACTIVE', agent: { name: 'Ayşe' } });
});
