import { Random } from '../../src/dialogues/random.js';
import { encodeId, type IdKind } from '../../src/ids.js';
import { type Company, fillArchive, type Kept, openCompany } from './archive.js';
import { fits, inOrder, type Wanted } from './archive-by-hand.js';
import type { Client } from './client.js';
import { Desk } from './desk.js';

export interface Archive {
  nodes: { id: string }[];
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

export interface Asked {
  filter?: object | null;
  orderBy?: string;
  first?: number;
  after?: string | null;
  last?: number;
  before?: string | null;
}

const ARCHIVE = `query ($filter: ArchiveFilter, $orderBy: ArchiveOrder! = RESOLVED_AT_DESC, $first: Int, $after: String, $last: Int, $before: String) {
  archive(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

export const ORDERS = ['RESOLVED_AT_DESC', 'RESOLVED_AT_ASC'];

const publicIds = (kind: IdKind, ids: string[] | undefined) => ids?.map((id) => encodeId(kind, id));

export const toFilter = ({ from, to, ...wanted }: Wanted): object => ({
  ...wanted,
  productId: wanted.productId && encodeId('product', wanted.productId),
  channelIds: publicIds('channel', wanted.channelIds),
  groupIds: publicIds('group', wanted.groupIds),
  agentIds: publicIds('agent', wanted.agentIds),
  topicIds: publicIds('topic', wanted.topicIds),
  resolvedAt: from || to ? { from, to } : undefined,
});

/** Two companies with an archive each, what the test knows of it, and ways to read it. */
export class ArchiveReading {
  readonly statements: string[] = [];
  readonly random = new Random(20_261_123);
  desk!: Desk;
  acme!: Company;
  other!: Company;
  /** All that stands in the two archives. */
  kept: Kept[] = [];
  supervisor!: Client;

  async open(size: number): Promise<this> {
    this.desk = await Desk.start({ onStatement: (sql) => this.statements.push(sql) });
    this.acme = await openCompany(this.desk, 'Acme');
    this.other = await openCompany(this.desk, 'Other');
    const all = await fillArchive(this.desk, this.acme, this.random, size + 40);
    await this.reactivate(all.splice(size));
    this.kept = [...all, ...(await fillArchive(this.desk, this.other, this.random, 100))];
    // Who leaves a group later changes nothing.
    await this.desk.sql('delete from group_member');
    this.supervisor = await this.desk.as(this.acme.supervisor);
    return this;
  }

  /** Moved back to active: what was written at the last archiving is still there, and must not show. */
  private async reactivate(conversations: Kept[]): Promise<void> {
    await this.desk.sql(
      `update conversation set state = 'QUEUED', agent_id = null, outcome = null, archived_at = null, resolved_by_id = null, ended_at = null,
         priority_at = queued_at where id = any($1::uuid[])`,
      [conversations.map(({ id }) => id)],
    );
  }

  async ask(asked: Asked, client = this.supervisor): Promise<Archive> {
    return (await client.ask<{ archive: Archive }>(ARCHIVE, { ...asked })).archive;
  }

  async idsOf(asked: Asked, client = this.supervisor): Promise<string[]> {
    return (await this.ask(asked, client)).nodes.map(({ id }) => id);
  }

  async refusalOf(asked: Asked): Promise<{ code: unknown; message: string }> {
    const { errors } = await this.supervisor.send(ARCHIVE, { ...asked });
    return { code: errors?.[0]?.extensions?.code, message: errors?.[0]?.message ?? '' };
  }

  /** Pages through to the end, from either side; between pages something may happen. */
  async pageThrough(
    asked: Asked,
    size: number,
    options: { client?: Client; backward?: boolean; between?: () => Promise<void> } = {},
  ): Promise<string[]> {
    const { client = this.supervisor, backward = false, between = async () => {} } = options;
    const ids: string[] = [];
    for (let cursor: string | null = null; ; ) {
      const page: Archive = await this.ask(
        { ...asked, ...(backward ? { last: size, before: cursor } : { first: size, after: cursor }) },
        client,
      );
      const found = page.nodes.map(({ id }) => id);
      const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
      expect(page.edges.map(({ node }) => node.id)).toEqual(found);
      expect([startCursor, endCursor]).toEqual([page.edges[0]?.cursor ?? null, page.edges.at(-1)?.cursor ?? null]);
      expect(backward ? hasNextPage : hasPreviousPage).toBe(cursor !== null);
      if (backward) ids.unshift(...found);
      else ids.push(...found);
      if (!(backward ? hasPreviousPage : hasNextPage)) return ids;
      cursor = backward ? startCursor : endCursor;
      await between();
    }
  }

  /** By hand, as public ids in the list's order. */
  expected(wanted: Wanted, options: { company?: Company; ascending?: boolean; channelIds?: string[] } = {}): string[] {
    const { company = this.acme, ascending = false, channelIds } = options;
    const visible = this.kept.filter(
      (one) => one.workspaceId === company.workspaceId && (!channelIds || channelIds.includes(one.channelId)),
    );
    const matching = visible.filter((one) => fits(wanted, one));
    return inOrder(matching, ascending).map(({ id }) => encodeId('conversation', id));
  }
}
