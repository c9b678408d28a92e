import type { RoutingRule } from '../../entities/enums.js';

/** Someone who may be given work: Online, active, with the channels their grants reach. */
export interface Candidate {
  agentId: string;
  capacity: number;
  /** Something was seen of them lately. */
  connected: boolean;
  /** Active conversations that take capacity. */
  load: number;
  channelIds: ReadonlySet<string>;
}

export interface Waiting {
  conversationId: string;
  channelId: string;
  productId: string;
  language: string | null;
  /** Who had it during this wait and did not answer in time; the one who did so last stands last. */
  passedBy: readonly string[];
}

/** A language rule with whom it names: one agent, or the members of a group. */
export interface Preference {
  productId: string;
  channelId: string | null;
  language: string;
  agentIds: ReadonlySet<string>;
}

export interface Choice {
  candidate: Candidate;
  rule: RoutingRule;
  language: string | null;
  /** Those among whom load and chance decided. */
  pool: ReadonlySet<Candidate>;
}

export const isFree = ({ connected, load, capacity }: Pick<Candidate, 'connected' | 'load' | 'capacity'>): boolean =>
  connected && load < capacity;
