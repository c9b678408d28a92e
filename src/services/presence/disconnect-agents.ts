import { z } from 'zod';
import { serverUseCase } from '../use-case.js';
import { disconnect } from './queries.js';

/**
 * The grace is over for whoever was not seen since: no new work. All of them at once, and before anything is handed back:
 * when a process has died, what one of its agents leaves must not go to the next of them.
 */
export const disconnectAgents = serverUseCase(z.object({ seenSince: z.date(), leasedSince: z.date() }), async (work, since) => {
  const gone = await disconnect(work.em, since);
  for (const { agentId, workspaceId } of gone) work.record({ type: 'agent.disconnected', workspaceId, agentId });
  return { agentIds: gone.map(({ agentId }) => agentId) };
});
