import { z } from 'zod';
import { type AgentActor, supervises } from '../../auth/actor.js';
import { Agent } from '../../entities/agent.js';
import { AgentStatus } from '../../entities/enums.js';
import { toRecord } from '../../records.js';
import { id, ids, text } from '../inputs.js';
import { Conditions, encodePosition, forwardPagingByName, type Page, readPage } from '../paging.js';
import { agentQuery } from '../use-case.js';

const filter = z.object({
  statuses: z.array(z.enum(AgentStatus)).nullish(),
  groupIds: ids('group').nullish(),
  channelIds: ids('channel').nullish(),
  productId: id('product').nullish(),
  search: text('search', 120).nullish(),
  includeDeactivated: z.boolean().nullish(),
});
type Filter = z.output<typeof filter>;

const listAgentsInput = z.object({ filter: filter.nullish(), paging: forwardPagingByName });

/** By name; an agent's are the active ones with a channel in common, and oneself. */
export const listAgents = agentQuery(listAgentsInput, async ({ em, actor }, { filter: wanted, paging }): Promise<Page<Agent>> => {
  const conditions = new Conditions().add('a.workspace_id = ?', actor.workspaceId);
  if (!(wanted?.includeDeactivated && supervises(actor))) conditions.add('a.deactivated_at is null');
  if (actor.channelIds) conditions.add(`(a.id = ? or ${authorisedFor('ch.id = any(?::uuid[])')})`, actor.agentId, [...actor.channelIds]);
  if (wanted) narrow(conditions, actor, wanted);
  const sort = { column: 'a.name', type: 'text', id: 'a.id', descending: false } as const;
  const page = await readPage(em, { columns: 'a.*', from: 'agent a', ...conditions, sort }, paging);
  return {
    ...page,
    nodes: page.rows.map((row) => toRecord(em, Agent, row)),
    positionOf: (agent) => encodePosition([agent.name, agent.id]),
  };
});

/** Whether a grant reaches a channel that meets the condition. */
const authorisedFor = (condition: string): string =>
  `exists (select from agent_grant g join channel ch on ch.product_id = g.product_id and (g.channel_id is null or g.channel_id = ch.id)
    where g.agent_id = a.id and ${condition})`;

const narrow = (conditions: Conditions, actor: AgentActor, { statuses, groupIds, channelIds, productId, search }: Filter): void => {
  if (statuses) conditions.add('a.status = any(?::text[])', statuses);
  if (groupIds) conditions.add('exists (select from group_member m where m.agent_id = a.id and m.group_id = any(?::uuid[]))', groupIds);
  if (channelIds) {
    const seen = channelIds.filter((channelId) => actor.channelIds?.has(channelId) ?? true);
    conditions.add(authorisedFor('ch.id = any(?::uuid[])'), seen);
  }
  if (productId) {
    const granted = 'exists (select from agent_grant g where g.agent_id = a.id and g.product_id = ?)';
    conditions.add(granted, productId);
    if (actor.channelIds)
      conditions.add('exists (select from agent_grant g where g.agent_id = ? and g.product_id = ?)', actor.agentId, productId);
  }
  if (search) conditions.add('position(fold(?) in fold(a.name)) > 0', search);
};
