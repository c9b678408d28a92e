import type { SocketSession } from './socket-session.js';

/**
 * A `ping` whose payload has an `authorization` gives the socket a fresh token; its `pong` says whether it was taken. graphql-ws
 * answers a ping with the very payload it came with, so the answer takes the place of the token in it. Other pings are left as they are.
 */
export const answerRenewal = async (session: SocketSession | undefined, payload: Record<string, unknown> | undefined): Promise<void> => {
  if (!payload || !('authorization' in payload)) return;
  const { authorization } = payload;
  delete payload.authorization;
  Object.assign(
    payload,
    session ? await session.renew(authorization) : { accepted: false, reason: 'The connection is not acknowledged yet.' },
  );
};
