import { z } from 'zod';
import { named } from '../../database.js';
import { Group } from '../../entities/group.js';
import { toRecord } from '../../records.js';
import { Conditions } from '../paging.js';
import { agentQuery } from '../use-case.js';
import { MOST_LISTED } from './most-listed.js';

const listGroupsInput = z.object({ filter: z.object({ includeArchived: z.boolean().nullish() }).nullish() });

/** By name; an agent's are those they are in, and those that answer for a channel granted. */
export const listGroups = agentQuery(listGroupsInput, async ({ em, actor }, { filter }) => {
  const conditions = new Conditions().add('g.workspace_id = ?', actor.workspaceId);
  if (!filter?.includeArchived) conditions.add('g.archived_at is null');
  if (actor.channelIds) {
    conditions.add(
      `(exists (select from group_member m where m.group_id = g.id and m.agent_id = ?)
        or exists (select from group_channel c where c.group_id = g.id and c.channel_id = any(?::uuid[])))`,
      actor.agentId,
      [...actor.channelIds],
    );
  }
  const sql = `select g.* from agent_group g where ${conditions.where.join(' and ')} order by g.name, g.id limit ${MOST_LISTED}`;
  return (await named(em, sql, conditions.params)).map((row) => toRecord(em, Group, row));
});
