import { z } from 'zod';
import { passwordFits } from '../../auth/passwords.js';
import { Agent } from '../../entities/agent.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { email } from '../inputs.js';
import { publicUseCase } from '../use-case.js';
import { openSession } from './open-session.js';

/** E-mail and password for a session. A wrong e-mail takes as long, and sounds, like a wrong password. */
export const signIn = publicUseCase(
  z.object({
    email,
    password: z.string().min(1, 'The password must not be empty.').max(200, 'The password is too long: at most 200 characters.'),
  }),
  async (work, _input, agentId: string | null) => {
    const agent = agentId && (await work.em.findOne(Agent, { id: agentId, deactivatedAt: null }));
    if (!agent) throw new Refusal('INVALID_CREDENTIALS');
    const tokens = await openSession(work, { workspaceId: agent.workspaceId, agentId: agent.id });
    return { ...tokens, agent: lazily('Agent', agent.id) };
  },
  ({ app, actor }, input): Promise<string | null> =>
    app.limits.trySignIn(input.email, actor.address, async () => {
      const agent = await app.orm.em.fork().findOne(Agent, { email: input.email, deactivatedAt: null });
      return (await passwordFits(input.password, agent?.passwordHash ?? null)) && agent ? agent.id : null;
    }),
);
