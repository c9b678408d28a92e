import type { EntityManager, EntityName } from '@mikro-orm/postgresql';
import type { AgentActor } from '../../auth/actor.js';
import { named } from '../../database.js';
import { Channel } from '../../entities/channel.js';
import { Group } from '../../entities/group.js';
import { Product } from '../../entities/product.js';
import { Topic } from '../../entities/topic.js';
import { Refusal } from '../../errors.js';
import type { Work } from '../use-case.js';

type Path = readonly (string | number)[];

interface Setting {
  id: string;
  workspaceId: string;
  archivedAt: Date | null;
}

const notFound = (what: string, path: Path): Refusal => new Refusal('NOT_FOUND', `There is no such ${what}.`, path);

/**
 * A record of the caller's workspace, its row held until the transaction ends: who adds to it and who archives it take
 * turns. Raw: MikroORM's own lock is FOR UPDATE, for which every foreign key to the row would wait.
 */
const lockOf =
  <Found extends Setting>(entity: EntityName<Found>, table: string, what: string) =>
  async (work: Work<AgentActor>, id: string, path: Path = [`${what}Id`]): Promise<Found> => {
    const sql = `select * from ${table} where id = $1 and workspace_id = $2 for no key update`;
    const [row] = await named(work.em, sql, [id, work.actor.workspaceId]);
    if (!row) throw notFound(what, path);
    return work.em.map(entity, row as never) as Found;
  };

export const lockProduct = lockOf(Product, 'product', 'product');
export const lockChannel = lockOf(Channel, 'channel', 'channel');
export const lockGroup = lockOf(Group, 'agent_group', 'group');
export const lockTopic = lockOf(Topic, 'topic', 'topic');

/** What is archived stays as it was. */
export const requireInUse = ({ archivedAt }: Pick<Setting, 'archivedAt'>, what: string, path: Path = [`${what}Id`]): void => {
  if (archivedAt) throw new Refusal('INVALID_STATE', `The ${what} is archived.`, path);
};

interface Owned {
  id: string;
  workspaceId: string;
}

const requireAll =
  <Found extends Owned>(find: (em: EntityManager, ids: string[], workspaceId: string) => Promise<Found[]>, what: string) =>
  async (work: Work<AgentActor>, ids: readonly string[], pathOf: (index: number) => Path): Promise<Map<string, Found>> => {
    const found = new Map((await find(work.em, [...new Set(ids)], work.actor.workspaceId)).map((record) => [record.id, record]));
    const missing = ids.findIndex((id) => !found.has(id));
    if (missing >= 0) throw notFound(what, pathOf(missing));
    return found;
  };

/** The workspace's records with these ids, archived ones included; the first that is not there is named by its path. */
export const requireProducts = requireAll((em, ids, workspaceId) => em.find(Product, { id: { $in: ids }, workspaceId }), 'product');
export const requireChannels = requireAll((em, ids, workspaceId) => em.find(Channel, { id: { $in: ids }, workspaceId }), 'channel');
export const requireGroups = requireAll((em, ids, workspaceId) => em.find(Group, { id: { $in: ids }, workspaceId }), 'group');

/** The path of an element of a list of the input. */
export const within =
  (list: string) =>
  (index: number): Path => [list, index];
