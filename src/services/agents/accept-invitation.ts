import { z } from 'zod';
import { hashPassword } from '../../auth/passwords.js';
import { hashOf } from '../../auth/tokens.js';
import { Agent } from '../../entities/agent.js';
import { Refusal } from '../../errors.js';
import { newPassword } from '../inputs.js';
import { publicUseCase } from '../use-case.js';
import { NO_INVITATION } from './invitation.js';
import { lockInvited } from './queries.js';

/** The invited agent chooses a password and may sign in. Of two at once, one does; the token is used up by it. */
export const acceptInvitation = publicUseCase(
  z.object({ token: z.string().max(100, 'The token is too long: at most 100 characters.'), password: newPassword }),
  async (work, input, passwordHash: string | null) => {
    const agent = await lockInvited(work.em, hashOf(input.token), work.now());
    if (!agent || !passwordHash) throw new Refusal('INVITATION_INVALID', undefined, ['token']);
    work.em.assign(agent, { passwordHash, ...NO_INVITATION });
    work.record({ type: 'agent.updated', workspaceId: agent.workspaceId, agentId: agent.id });
    return { email: agent.email };
  },
  // A made-up token costs no hashing.
  async ({ app }, { token, password }): Promise<string | null> =>
    (await app.orm.em.fork().count(Agent, { invitationHash: hashOf(token) })) > 0 ? hashPassword(password) : null,
);
