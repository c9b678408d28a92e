import type { MikroORM } from '@mikro-orm/postgresql';
import type DataLoader from 'dataloader';
import { Role } from '../entities/enums.js';
import { togetherInTurn } from '../one-turn.js';
import { type ActorRow, findActors } from './queries.js';
import type { Claims } from './tokens.js';

const MOST_TOGETHER = 1_000;

/** Whoever sent no token, or one that no longer holds. */
export interface Nobody {
  kind: 'nobody';
  address: string;
  /** Why a token that was sent does not hold; null when none was sent. */
  refused: string | null;
  /** Whether it was refused for good: its session is over, and no refreshed token of it will hold. */
  sessionEnded?: true;
}

/** Who acts when the server does something by itself. */
export const THE_SERVER: Nobody = { kind: 'nobody', address: 'the server itself', refused: null };

interface SignedIn {
  sessionId: string;
  workspaceId: string;
  address: string;
  /** When the access token ends; what it opened ends with it. */
  expiresAt: Date;
}

export interface AgentActor extends SignedIn {
  kind: 'agent';
  agentId: string;
  role: Role;
  /** The channels granted, archived ones included; null: all of the workspace (supervisors and administrators). */
  channelIds: ReadonlySet<string> | null;
}

export interface CustomerActor extends SignedIn {
  kind: 'customer';
  customerId: string;
  channelId: string;
  /** The device that the session belongs to; null when none was told. */
  deviceId: string | null;
}

export type Actor = Nobody | AgentActor | CustomerActor;

/** Whether an agent may see what belongs to a channel: the one place where the border of products and channels is drawn. */
export const sees = (actor: AgentActor, record: { workspaceId: string; channelId: string }): boolean =>
  record.workspaceId === actor.workspaceId && (actor.channelIds === null || actor.channelIds.has(record.channelId));

export const supervises = (actor: AgentActor): boolean => actor.role !== Role.AGENT;

const toActor = (row: ActorRow, claims: Claims, address: string): Actor => {
  const signedIn = { sessionId: claims.sessionId, workspaceId: row.workspaceId, address, expiresAt: claims.expiresAt };
  if (row.customerId && row.customerChannelId) {
    return { kind: 'customer', customerId: row.customerId, channelId: row.customerChannelId, deviceId: row.deviceId, ...signedIn };
  }
  if (!row.agentId || !row.role) return { kind: 'nobody', address, refused: 'The session has no account.' };
  const channelIds = row.role === Role.AGENT ? new Set(row.channelIds) : null;
  return { kind: 'agent', agentId: row.agentId, role: row.role, channelIds, ...signedIn };
};

/**
 * Reads who a token stands for now: sessions revoked and agents deactivated are nobody at once. Nothing is remembered; but
 * all that the process asks in one turn of its event loop is one statement, which under load is a round trip less a request.
 */
export class Actors {
  private readonly rows: DataLoader<string, ActorRow | null>;

  constructor(orm: MikroORM) {
    const read = async (sessionIds: readonly string[]): Promise<(ActorRow | null)[]> => {
      const rows = new Map((await findActors(orm.em.fork(), [...new Set(sessionIds)])).map((row) => [row.sessionId, row]));
      return sessionIds.map((sessionId) => rows.get(sessionId) ?? null);
    };
    this.rows = togetherInTurn(read, MOST_TOGETHER);
  }

  async load(claims: Claims, address: string): Promise<Actor> {
    const row = await this.rows.load(claims.sessionId);
    if (!row) return { kind: 'nobody', address, refused: 'The session was ended. Sign in again.', sessionEnded: true };
    return toActor(row, claims, address);
  }
}
