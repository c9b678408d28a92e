import type { Operation } from '../load.js';

/** What is measured against what, on the same data. */
export interface Workload {
  name: string;
  title: string;
  baseline: Operation;
  subject: Operation;
  /** Rejects when the two do not do the same. */
  verify(): Promise<void>;
  /** Leaves the data set as it was. */
  clean(): Promise<void>;
}

/** The fixed part of a data set: plain ids, in the order of the records' numbers. */
export interface Desk {
  workspaceId: string;
  channels: string[];
  groups: string[];
  agents: string[];
  agentSessions: string[];
  /** A supervisor's session. */
  supervisorSession: string;
  supervisor: string;
  topics: string[];
  /** What the topics stand under. */
  parentTopics: string[];
}
