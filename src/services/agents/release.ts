import type { AgentActor } from '../../auth/actor.js';
import type { Conversation } from '../../entities/conversation.js';
import { AssignmentEndReason } from '../../entities/enums.js';
import { conversationEvent } from '../conversations/conversation-event.js';
import { handBack } from '../conversations/hand-back.js';
import type { Work } from '../use-case.js';
import { lockHeldBy } from './queries.js';

/**
 * Takes from an agent what they may keep no longer: open conversations go to another eligible agent, else to the head of
 * the queue; those awaiting a topic to the supervisors' list. The caller holds the agent's row, so no routing pass adds to
 * them meanwhile.
 */
export const release = async (work: Work<AgentActor>, agentId: string, keeps: (conversation: Conversation) => boolean): Promise<void> => {
  for (const conversation of await lockHeldBy(work.em, agentId)) {
    if (keeps(conversation)) continue;
    if (!conversation.endedAt) {
      await handBack(work, conversation, AssignmentEndReason.AUTHORISATION_LOST);
      continue;
    }
    work.record(conversationEvent('conversation.agent_lost', conversation));
    conversation.agentId = null;
  }
};
