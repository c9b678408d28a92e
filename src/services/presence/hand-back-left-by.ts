import { z } from 'zod';
import { AssignmentEndReason } from '../../entities/enums.js';
import { handBack } from '../conversations/hand-back.js';
import { lockAgent } from '../routing/queries.js';
import { serverUseCase } from '../use-case.js';
import { lockLeftBehindBy } from './queries.js';

/** Nobody waits for someone who is gone: to another eligible agent, else to the head of the queue. */
export const handBackLeftBy = serverUseCase(z.object({ agentId: z.uuid(), workspaceId: z.uuid() }), async (work, agent) => {
  await lockAgent(work.em, agent);
  for (const conversation of await lockLeftBehindBy(work.em, agent.agentId))
    await handBack(work, conversation, AssignmentEndReason.AGENT_DISCONNECTED);
  return {};
});
