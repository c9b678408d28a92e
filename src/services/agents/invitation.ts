import { randomBytes } from 'node:crypto';
import { hashOf } from '../../auth/tokens.js';

const INVITATION_DAYS = 7;

export interface Invitation {
  /** Shown once, to whoever invites; only its hash is kept. */
  invitationToken: string;
  columns: { invitationHash: string; invitationExpiresAt: Date };
}

/** 256 random bits with which the invited agent chooses a password, once, within 7 days. */
export const newInvitation = (now: Date): Invitation => {
  const invitationToken = randomBytes(32).toString('base64url');
  const invitationExpiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
  return { invitationToken, columns: { invitationHash: hashOf(invitationToken), invitationExpiresAt } };
};

/** What becomes of an invitation once a password is chosen, or the agent deactivated. */
export const NO_INVITATION = { invitationHash: null, invitationExpiresAt: null };
