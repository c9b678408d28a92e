import type { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import type { AgentActor } from '../../src/auth/actor.js';
import { Role } from '../../src/entities/enums.js';
import { encodeId } from '../../src/ids.js';
import { createLoaders } from '../../src/loaders/loaders.js';
import { listArchive } from '../../src/services/archive/list-archive.js';
import type { Reading } from '../../src/services/use-case.js';
import { PAGE, type Wanted, wantedPages } from './archive-page.js';
import { readDesk } from './desk.js';
import type { Desk } from './workload.js';

interface Sent {
  sql: string;
  params: readonly unknown[];
}

export interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: PlanNode[];
}

export interface PlanResult {
  filter: string;
  asker: string;
  /** Whether no more is read than a list shows, with names. */
  briefly: boolean;
  plan: 'custom' | 'generic';
  milliseconds: number;
  /** Entries and rows of large tables that were looked at, over all nodes. */
  looked: number;
  /** What the plan does that grows with the tables; empty when all is well. */
  scans: string[];
}

const LARGE = new Set([
  'conversation',
  'message',
  'customer',
  'assignment',
  'resolution_group',
  'archive_document',
  'event',
  'session',
  'ticket',
]);

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const lookedAt = (node: PlanNode): number =>
  node['Actual Loops'] * (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0));

/** A large table read from end to end, whether by itself or through the whole of an index into a bitmap. */
export const scansOf = (plan: PlanNode): string[] =>
  nodesOf(plan)
    .filter((node) => LARGE.has(node['Relation Name'] ?? '') && /^(Parallel )?(Seq|Bitmap Heap|Sample) Scan$/.test(node['Node Type']))
    .map((node) => `${node['Node Type']} on ${node['Relation Name']}`);

const looked = (plan: PlanNode): number =>
  nodesOf(plan)
    .filter((node) => LARGE.has(node['Relation Name'] ?? ''))
    .reduce((sum, node) => sum + lookedAt(node), 0);

/** The archive's own query over an entity manager that keeps what it sends. */
const sentBy = async (orm: MikroORM, actor: AgentActor, filter: object, briefly: boolean): Promise<Sent> => {
  const em = orm.em.fork();
  const kysely = em.getKysely();
  const sent: Sent[] = [];
  const executor = {
    executeQuery: (query: { sql: string; parameters: readonly unknown[] }) => {
      sent.push({ sql: query.sql, params: query.parameters });
      return kysely.executeQuery(query as never);
    },
  };
  Object.assign(em, { getTransactionContext: () => executor });
  const reading = { em, actor, load: createLoaders(em) } as Reading<AgentActor>;
  await listArchive.read(reading, listArchive.input.parse({ filter, paging: { first: PAGE }, briefly }));
  const [first, ...others] = sent;
  if (!first || others.length > 0) throw new Error(`a page of the archive took ${sent.length} statements`);
  return first;
};

/** Lists hold ids and words of enumerations, which need no quotes. */
const literal = (value: unknown): string => pg.escapeLiteral(Array.isArray(value) ? `{${value.join(',')}}` : String(value));

/** Once as PostgreSQL plans for these very values, once as it may plan for all (it chooses after five executions). */
const planOf = async (
  client: pg.Client,
  { sql, params }: Sent,
  plan: PlanResult['plan'],
): Promise<{ Plan: PlanNode; 'Execution Time': number }> => {
  await client.query(`set plan_cache_mode = force_${plan}_plan`);
  await client.query(`prepare page as ${sql}`);
  try {
    const explain = `explain (analyze, format json) execute page (${params.map(literal).join(', ')})`;
    await client.query(explain);
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode; 'Execution Time': number }] }>(explain);
    const [found] = rows;
    if (!found) throw new Error('there is no plan');
    return found['QUERY PLAN'][0];
  } finally {
    await client.query('deallocate page');
  }
};

const filtersOf = (desk: Desk, wanted: Wanted, productId: string): Record<string, object> => {
  const channelIds = [encodeId('channel', wanted.channel)];
  const groupIds = [encodeId('group', wanted.group)];
  const agentIds = [encodeId('agent', wanted.agent)];
  const topicIds = [encodeId('topic', wanted.topic)];
  const resolvedAt = { from: new Date(wanted.from), to: new Date(wanted.to) };
  return {
    none: {},
    product: { productId: encodeId('product', productId) },
    channel: { channelIds },
    'channel types': { channelTypes: ['WHATSAPP', 'INSTAGRAM'] },
    group: { groupIds },
    agent: { agentIds },
    topic: { topicIds },
    'parent topics': { topicIds: desk.parentTopics.map((id) => encodeId('topic', id)) },
    outcome: { outcomes: ['ABANDONED'] },
    'thirty days': { resolvedAt },
    'all of W1': { channelIds, groupIds, agentIds, topicIds, resolvedAt },
  };
};

const askersOf = (desk: Desk, ownChannels: string[]): Record<string, AgentActor> => {
  const signedIn = { kind: 'agent' as const, sessionId: '', workspaceId: desk.workspaceId, address: '', expiresAt: new Date() };
  return {
    supervisor: { ...signedIn, agentId: desk.supervisor, role: Role.SUPERVISOR, channelIds: null },
    'agent (2 of 6 channels)': { ...signedIn, agentId: desk.agents[0] ?? '', role: Role.AGENT, channelIds: new Set(ownChannels) },
  };
};

const PLANS = [false, true].flatMap((briefly) => (['custom', 'generic'] as const).map((plan) => ({ briefly, plan })));

/** W6: each filter alone, none and all, as both kinds of askers, under both kinds of plans. */
export const archivePlans = async (orm: MikroORM, url: string): Promise<PlanResult[]> => {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const desk = await readDesk(pool);
  const [wanted] = wantedPages(desk);
  const [product] = (await pool.query<{ id: string }>('select id from product order by id')).rows;
  await pool.end();
  if (!wanted || !product) throw new Error('the data set is empty');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const results: PlanResult[] = [];
  try {
    for (const [asker, actor] of Object.entries(askersOf(desk, desk.channels.slice(0, 2)))) {
      for (const [filter, given] of Object.entries(filtersOf(desk, wanted, product.id))) {
        for (const { briefly, plan } of PLANS) {
          const sent = await sentBy(orm, actor, given, briefly);
          const { Plan, 'Execution Time': milliseconds } = await planOf(client, sent, plan);
          results.push({ filter, asker, briefly, plan, milliseconds, looked: looked(Plan), scans: scansOf(Plan) });
        }
      }
    }
  } finally {
    await client.end();
  }
  return results;
};
