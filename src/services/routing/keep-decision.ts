import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import { CandidateRefusal, type RoutingReason } from '../../entities/enums.js';
import { RoutingDecision, type Weighing } from '../../entities/routing-decision.js';
import type { Candidate } from './candidate.js';

interface AboutOne {
  workspaceId: string;
  id: string;
  channelId: string;
}

/** A decision by which nobody got a conversation; those by which somebody did are written with their assignment. */
export const keepNobody = (em: EntityManager, conversation: AboutOne, reason: RoutingReason, candidates: Weighing, now: Date): void => {
  const { workspaceId, id: conversationId, channelId } = conversation;
  em.create(RoutingDecision, { id: v7(), workspaceId, conversationId, channelId, reason, candidates, decidedAt: now });
};

/** Of somebody who was asked for; `candidate`: undefined for whoever is not Online. */
export const refusedOne = (agentId: string, candidate: Candidate | undefined, channelId: string): Weighing => {
  const { load = null, capacity = null } = candidate ?? {};
  const authorised = !candidate || candidate.channelIds.has(channelId);
  const online = candidate?.connected ? CandidateRefusal.AT_CAPACITY : CandidateRefusal.NOT_CONNECTED;
  const there = authorised ? online : CandidateRefusal.NOT_AUTHORISED;
  return { named: [[agentId, load, capacity, candidate ? there : CandidateRefusal.NOT_ONLINE]], others: {} };
};
