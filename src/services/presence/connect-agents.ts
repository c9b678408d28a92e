import { z } from 'zod';
import { serverUseCase } from '../use-case.js';
import { connect } from './queries.js';

/** A socket of theirs stands: they get work again, if their status says so. Once for any number of sockets and processes. */
export const connectAgents = serverUseCase(z.object({ agentIds: z.array(z.uuid()) }), async (work, { agentIds }) => {
  for (const { agentId, workspaceId } of await connect(work.em, agentIds, work.now())) {
    work.record({ type: 'agent.connected', workspaceId, agentId });
    work.route(workspaceId);
  }
  return {};
});
