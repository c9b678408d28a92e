import { WaitingReason } from '../../entities/enums.js';
import type { Staffing } from '../../loaders/relations.js';

/** Someone who may be given work: Online, connected, active, with the channels their grants reach. */
export interface Candidate {
  agentId: string;
  capacity: number;
  /** Active conversations that take capacity. */
  load: number;
  channelIds: ReadonlySet<string>;
}

export interface Waiting {
  conversationId: string;
  channelId: string;
}

export interface Decision {
  conversationId: string;
  agentId: string;
}

export const isFree = (candidate: Candidate): boolean => candidate.load < candidate.capacity;

/** Of the eligible, the one with the fewest active conversations; ties at random. */
export const chooseAgent = (candidates: readonly Candidate[], channelId: string, random: () => number): Candidate | undefined => {
  const eligible = candidates.filter((candidate) => isFree(candidate) && candidate.channelIds.has(channelId));
  const fewest = Math.min(...eligible.map((candidate) => candidate.load));
  const tied = eligible.filter((candidate) => candidate.load === fewest);
  return tied[Math.floor(random() * tied.length)];
};

/** One decision at a time, the longest waiting first; each counts in the next. Candidates are taken as they are and filled. */
export const decide = (candidates: Candidate[], waiting: readonly Waiting[], random: () => number = Math.random): Decision[] => {
  const decisions: Decision[] = [];
  for (const { conversationId, channelId } of waiting) {
    const chosen = chooseAgent(candidates, channelId, random);
    if (!chosen) continue;
    chosen.load += 1;
    decisions.push({ conversationId, agentId: chosen.agentId });
  }
  return decisions;
};

/** Why a conversation of the channel waits; null when somebody is free: then it is being assigned at this moment. */
export const whyWaiting = ({ authorised, online, connected, free }: Staffing): WaitingReason | null => {
  if (authorised === 0) return WaitingReason.NO_AUTHORISED_AGENTS;
  if (online === 0) return WaitingReason.NOBODY_ONLINE;
  if (connected === 0) return WaitingReason.NOBODY_CONNECTED;
  return free === 0 ? WaitingReason.ALL_AT_CAPACITY : null;
};
