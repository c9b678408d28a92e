import type { EntityManager } from '@mikro-orm/postgresql';
import { AssignmentReason } from '../../entities/enums.js';
import { appendEvents, type NewEvent } from '../../events/event-log.js';
import { assign } from './assign.js';
import { type Candidate, isFree, type Preference } from './candidate.js';
import { type ClaimedRow, claimWaiting, languagePreferences, lockOnlineAgents, lockRouting } from './queries.js';
import { type Decision, decide } from './rules.js';

/** So many conversations a round at most: a pass holds locks, and others wait for them. */
const ROUND = 100;

/**
 * One pass over a workspace's queue, in one transaction: under the workspace's routing lock it locks the Online agents,
 * counts their load under that lock, claims the longest waiting conversations that a free one may have, and assigns them.
 * It begins after the commit of what caused it, so it sees that; whoever comes later causes a pass of their own.
 *
 * Lock order everywhere: routing lock, agents in the order of their ids, conversations. Whoever holds a conversation never waits for
 * an agent (`takeAgent`), and a pass waits for no conversation.
 */
export const assignWaiting = async (em: EntityManager, workspaceId: string, now: () => Date): Promise<number> => {
  await lockRouting(em, workspaceId);
  const candidates = await lockOnlineAgents(em, workspaceId);
  if (!candidates.some(isFree)) return 0;
  const pass = { workspaceId, candidates, preferences: await languagePreferences(em, workspaceId), now };
  const events: NewEvent[] = [];
  for (let round = await assignRound(em, pass); round.length > 0; ) {
    events.push(...round);
    round = await assignRound(em, pass);
  }
  if (events.length > 0) await appendEvents(em, events, now());
  return events.length;
};

interface Pass {
  workspaceId: string;
  candidates: Candidate[];
  preferences: readonly Preference[];
  now: () => Date;
}

const assignRound = async (em: EntityManager, { workspaceId, candidates, preferences, now }: Pass): Promise<NewEvent[]> => {
  const free = candidates.filter(isFree);
  if (free.length === 0) return [];
  const channelIds = [...new Set(free.flatMap((candidate) => [...candidate.channelIds]))];
  const slots = free.reduce((sum, candidate) => sum + candidate.capacity - candidate.load, 0);
  const claimed = await claimWaiting(em, workspaceId, channelIds, Math.min(slots, ROUND));
  const decisions = decide(candidates, claimed, preferences);
  if (decisions.length === 0) return [];
  const reason = AssignmentReason.ROUTED;
  await assign(
    em,
    workspaceId,
    decisions.map((decision) => ({ ...decision, reason })),
    now(),
  );
  return decisions.map((decision) => assigned(workspaceId, decision, claimed));
};

const assigned = (workspaceId: string, { conversationId, agentId }: Decision, claimed: ClaimedRow[]): NewEvent => {
  const row = claimed.find((one) => one.conversationId === conversationId);
  return { type: 'conversation.assigned', workspaceId, conversationId, agentId, channelId: row?.channelId, customerId: row?.customerId };
};
