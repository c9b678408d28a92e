import type { AgentActor } from '../../auth/actor.js';
import { Refusal } from '../../errors.js';
import { callerSeenNow } from '../presence/seen.js';
import { type Candidate, isFree } from '../routing/candidate.js';
import { takeCandidate } from '../routing/queries.js';
import type { Work } from '../use-case.js';

/** The caller, to whom a conversation of the channel is to come; their row is held, and their load counted under it. */
export const requireAbleCaller = async (work: Work<AgentActor>, channelId: string, path: readonly string[]): Promise<Candidate> => {
  await callerSeenNow(work);
  const candidate = await takeCandidate(work.em, work.actor);
  if (!candidate) throw new Refusal('AGENT_NOT_ONLINE', 'Go Online first: the conversation comes to you.', path);
  if (!candidate.channelIds.has(channelId)) throw new Refusal('AGENT_NOT_AUTHORISED', undefined, path);
  if (!isFree(candidate)) throw new Refusal('AT_CAPACITY', undefined, path);
  return candidate;
};
