import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import { named } from '../../database.js';
import type { EventType } from '../../entities/enums.js';
import { eventStream } from '../../events/event-stream.js';
import { workspaceTopic } from '../../events/hub.js';
import { stateStream } from '../../events/state-stream.js';
import { mayRead } from '../conversations/access.js';
import { ids } from '../inputs.js';
import { withoutForbidden } from './allowed-stream.js';
import { type Following, notThere } from './following.js';

export const followAgentsInput = z.object({ filter: z.object({ agentIds: ids('agent').nullish() }).nullish() });

/** An agent's status, connection, rights or capacity changed, or conversations came and went. */
const CHANGES_AGENT = new Set<EventType>([
  'agent.status_changed',
  'agent.connected',
  'agent.disconnected',
  'agent.updated',
  'conversation.assigned',
  'conversation.handed_back',
  'conversation.handed_over',
  'conversation.ended',
  'conversation.resolved',
  'conversation.reactivated',
]);

/** Colleagues are those with a channel in common; a supervisor's are all. */
const COLLEAGUES = `
  select distinct g.agent_id as id from agent_grant g
  join channel ch on ch.product_id = g.product_id and (g.channel_id is null or g.channel_id = ch.id)
  where ch.workspace_id = $1 and ch.id = any($2::uuid[])`;

const colleaguesOf = async (following: Following, actor: AgentActor): Promise<Set<string> | null> => {
  if (!actor.channelIds) return null;
  const rows = await named<{ id: string }>(following.app.orm.em.fork(), COLLEAGUES, [actor.workspaceId, [...actor.channelIds]]);
  return new Set([actor.agentId, ...rows.map((row) => row.id)]);
};

/** After these others may be colleagues. */
const CHANGES_COLLEAGUES = new Set<EventType>(['agent.updated', 'settings.changed']);

/** Status, since when, and load of agents; who is a colleague is asked as the events come. */
export const followAgents = async (
  following: Following,
  actor: AgentActor,
  agentIds: readonly string[] | null,
  after: bigint | undefined,
) => {
  // Before anything is subscribed to: it shows the fan-out that what comes depends on who asks.
  const atFirst = await colleaguesOf(following, actor);
  let colleagues: Promise<Set<string> | null> | null = Promise.resolve(atFirst);
  const stream = eventStream(following.app.live, {
    whose: { workspaceId: actor.workspaceId },
    after,
    accepts: ({ type, agentId }) => {
      if (CHANGES_COLLEAGUES.has(type)) colleagues = null;
      return CHANGES_AGENT.has(type) && agentId !== null && (!agentIds || agentIds.includes(agentId));
    },
  });
  return withoutForbidden(stream, async ({ agentId }) => {
    await following.rereading();
    const now = following.actorNow();
    if (now.kind !== 'agent') return false;
    colleagues ??= colleaguesOf(following, now);
    const known = await colleagues;
    return !known || (agentId !== null && known.has(agentId));
  });
};

const BUBBLE = `select a.id, a.name, a.status from conversation c join agent a on a.id = c.agent_id
  where c.id = $1 and c.state = 'ACTIVE'`;

export interface Bubble {
  id: string;
  name: string;
  status: string;
}

/** The bubble: the assigned agent and their status, now and at each change; null while nobody is assigned. */
export const followBubble = async (following: Following, conversationId: string) => {
  const actor = following.actorNow();
  if (actor.kind !== 'customer' || !(await mayRead(following.app.orm.em.fork(), actor, conversationId))) throw notThere();
  const { orm, hub, reader } = following.app.live;
  /** Undefined while it is being read: until then every agent may be the one. */
  let holder: string | null | undefined;
  return stateStream<Bubble | null>({
    hub,
    topic: workspaceTopic(actor.workspaceId),
    concerns: ({ type, conversationId: about, agentId }) =>
      (about === conversationId && type.startsWith('conversation.')) ||
      (type === 'agent.status_changed' && (holder === undefined || agentId === holder)),
    read: async () => {
      holder = undefined;
      const [row] = await named<Bubble>(orm.em.fork(), BUBBLE, [conversationId]);
      holder = row?.id ?? null;
      return row ?? null;
    },
    cursor: () => reader.position,
  });
};
