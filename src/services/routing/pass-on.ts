import { z } from 'zod';
import { AssignmentEndReason, CandidateRefusal, RoutingReason } from '../../entities/enums.js';
import { handBack } from '../conversations/hand-back.js';
import { serverUseCase } from '../use-case.js';
import { lockNotAccepted, renewAcceptTime } from './accept-queries.js';
import { isFree } from './candidate.js';
import { keepNobody } from './keep-decision.js';
import { lockAgent, onlineAgents } from './queries.js';
import { onlyOne } from './weigh.js';

/**
 * Takes a conversation from an agent who did not answer within the product's accept time, if that is still so under the
 * agent's row and its own. It stays while nobody else could have it, and is looked at again after another accept time.
 */
export const passOn = serverUseCase(
  z.object({ conversationId: z.uuid(), agentId: z.uuid(), workspaceId: z.uuid() }),
  async (work, overdue) => {
    await lockAgent(work.em, overdue);
    const conversation = await lockNotAccepted(work.em, overdue, work.now());
    if (!conversation) return {};
    const { agentId, workspaceId } = overdue;
    const online = await onlineAgents(work.em, workspaceId);
    const other = online.some((one) => one.agentId !== agentId && isFree(one) && one.channelIds.has(conversation.channelId));
    if (!other) {
      await renewAcceptTime(work.em, conversation.id, work.now());
      return {};
    }
    await handBack(work, conversation, AssignmentEndReason.NOT_ACCEPTED);
    work.em.assign(conversation, { acceptDueAt: null, passedBy: [...conversation.passedBy.filter((one) => one !== agentId), agentId] });
    const holder = online.find((one) => one.agentId === agentId) ?? { agentId, load: null, capacity: null };
    keepNobody(work.em, conversation, RoutingReason.NOT_ACCEPTED, onlyOne(holder, CandidateRefusal.LET_PASS), work.now());
    return {};
  },
);
