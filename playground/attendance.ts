import { type Client, createClient } from 'graphql-ws/client';
import type { Role } from './example';
import { bearer } from './http';
import { webSocketUrl } from './live';
import type { Sessions } from './sessions';

/**
 * Work comes to agents who are connected, and a tab of the editor has a WebSocket only while a subscription runs in it: so
 * one more stays open for each agent who is signed in here, as a desk's does.
 */
export function attend(sessions: Sessions): void {
  const open = new Map<Role, Client>();
  const connect = (role: Role): Client =>
    createClient({
      url: webSocketUrl.href,
      lazy: false,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      connectionParams: () => ({ authorization: bearer(sessions.state().known.get(role)?.accessToken).Authorization }),
      // The session is over: what is run says so, in words.
      onNonLazyError: () => {},
    });
  sessions.subscribe(() => {
    const { known } = sessions.state();
    for (const [role, client] of open) if (!known.has(role) && open.delete(role)) void client.dispose();
    for (const role of known.keys()) if (role !== 'customer' && !open.has(role)) open.set(role, connect(role));
  });
}
