import { z } from 'zod';
import { id } from '../inputs.js';
import { findConversation } from '../nodes/find-node.js';
import { MOST_LISTED } from '../settings/most-listed.js';
import { agentQuery } from '../use-case.js';
import { handOverForbidden, notAble } from './hand-over.js';
import { onlineAgents } from './queries.js';

export interface AssignableAgentFields {
  agentId: string;
  load: number;
  capacity: number;
}

/** Exactly those whom `assignConversation` takes from the caller at this moment, the fewest conversations first. */
export const assignableAgents = agentQuery(
  z.object({ conversationId: id('conversation') }),
  async (reading, { conversationId }): Promise<AssignableAgentFields[]> => {
    const conversation = await findConversation.read(reading, { id: conversationId });
    if (!conversation || handOverForbidden(reading.actor, conversation)) return [];
    const { agentId: caller } = reading.actor;
    const candidates = await onlineAgents(reading.em, conversation.workspaceId);
    return (
      candidates
        // Whoever takes it for themselves is seen at that moment.
        .map((candidate) => ({ ...candidate, connected: candidate.connected || candidate.agentId === caller }))
        .filter((candidate) => candidate.agentId !== conversation.agentId && !notAble(candidate, conversation))
        .map(({ agentId, load, capacity }) => ({ agentId, load, capacity }))
        .sort((one, other) => one.load - other.load || (one.agentId < other.agentId ? -1 : 1))
        .slice(0, MOST_LISTED)
    );
  },
);
