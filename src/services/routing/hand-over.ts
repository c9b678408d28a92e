import { type AgentActor, supervises } from '../../auth/actor.js';
import { ConversationState } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import { type Candidate, isFree } from './candidate.js';

interface Held {
  state: ConversationState;
  channelId: string;
  agentId: string | null;
  endedAt: Date | null;
  archivedAt: Date | null;
}

/** One's own, a waiting one, or (supervisors) any that is not in the archive; what forbids it otherwise. */
export const handOverForbidden = (actor: AgentActor, conversation: Held): Refusal | undefined => {
  if (conversation.archivedAt) {
    return new Refusal('INVALID_STATE', 'The conversation is in the archive; reactivate it first.', ['conversationId']);
  }
  const waits = conversation.state === ConversationState.QUEUED;
  if (waits || conversation.agentId === actor.agentId || supervises(actor)) return undefined;
  return new Refusal('NOT_ASSIGNED_TO_YOU', undefined, ['conversationId']);
};

/**
 * Why an agent may not be given a conversation; undefined when they may. What the customer has ended takes no capacity, so
 * whoever is full may still choose its topic. `candidate`: undefined for whoever is not Online.
 */
export const notAble = (candidate: Candidate | undefined, { channelId, endedAt }: Held): Refusal | undefined => {
  if (!candidate) return new Refusal('AGENT_NOT_ONLINE', undefined, ['agentId']);
  if (!candidate.connected) return new Refusal('AGENT_NOT_CONNECTED', undefined, ['agentId']);
  if (!candidate.channelIds.has(channelId)) return new Refusal('AGENT_NOT_AUTHORISED', undefined, ['agentId']);
  return endedAt || isFree(candidate) ? undefined : new Refusal('AT_CAPACITY', undefined, ['agentId']);
};
