import type { Conversation } from '../../entities/conversation.js';
import { AssignmentReason, ConversationState, RoutingReason, RoutingRule } from '../../entities/enums.js';
import { assign } from '../routing/assign.js';
import { type Candidate, isFree } from '../routing/candidate.js';
import { keepNobody, refusedOne } from '../routing/keep-decision.js';
import { takeCandidate } from '../routing/queries.js';
import { onlyOne } from '../routing/weigh.js';
import type { Work } from '../use-case.js';
import { conversationEvent } from './conversation-event.js';
import { priorityOf } from './rules.js';

/** Out of the archive into the queue; the topic stays as the one set before. Assigning it is the next step, if at all. */
export const backFromArchive = (work: Work, conversation: Conversation, now: Date): void => {
  work.em.assign(conversation, {
    state: ConversationState.QUEUED,
    agentId: null,
    outcome: null,
    archivedAt: null,
    resolvedById: null,
    endedAt: null,
    endedBy: null,
    queuedAt: now,
    priorityAt: priorityOf(now, false),
    handedBackAt: null,
    passedBy: [],
  });
};

/** Because its customer wrote again: to the last agent if eligible, else it waits. The caller holds its row. */
export const reopen = async (work: Work, conversation: Conversation): Promise<void> => {
  const { workspaceId, lastAgentId } = conversation;
  const candidate = lastAgentId ? await takeCandidate(work.em, { agentId: lastAgentId, workspaceId }) : undefined;
  const now = work.now();
  backFromArchive(work, conversation, now);
  await work.em.flush();
  const eligible = candidate && isFree(candidate) && candidate.channelIds.has(conversation.channelId);
  if (eligible) await backToLast(work, conversation, candidate, now);
  else if (lastAgentId) {
    keepNobody(work.em, conversation, RoutingReason.REOPENED, refusedOne(lastAgentId, candidate, conversation.channelId), now);
  }
  work.record({ ...conversationEvent('conversation.reactivated', conversation), agentId: eligible ? candidate.agentId : null });
  work.route(workspaceId);
};

const backToLast = async (work: Work, { id, workspaceId }: Conversation, candidate: Candidate, now: Date): Promise<void> => {
  const last = { conversationId: id, agentId: candidate.agentId, rule: RoutingRule.LAST_AGENT, weighing: onlyOne(candidate) };
  await assign(work.em, workspaceId, [{ ...last, reason: AssignmentReason.REOPENED }], now);
};
