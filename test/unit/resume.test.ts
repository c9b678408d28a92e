import { describe, expect, jest, test } from '@jest/globals';
import type { Client, Sink, SubscribePayload } from 'graphql-ws';
import { type Gap, keepConnected, resuming, SessionOver } from '../../clients/resume.js';

const QUERY = 'subscription ($after: Cursor) { messageAdded(after: $after) { cursor } }';

/** A graphql-ws client without a socket: what is subscribed stands in a list, and the test plays the server. */
class Played {
  readonly subscribed: { payload: SubscribePayload; sink: Sink; stopped: boolean }[] = [];
  private readonly listeners = new Map<string, Set<(...args: unknown[]) => void>>();
  readonly client = {
    on: (event: string, listener: (...args: unknown[]) => void) => {
      const listeners = this.listeners.get(event) ?? new Set();
      this.listeners.set(event, listeners.add(listener));
      return () => listeners.delete(listener);
    },
    subscribe: (payload: SubscribePayload, sink: Sink) => {
      const one = { payload, sink, stopped: false };
      this.subscribed.push(one);
      return () => {
        one.stopped = true;
        sink.complete();
      };
    },
  } as unknown as Client;

  emit(event: string, ...args: unknown[]): void {
    for (const listener of [...(this.listeners.get(event) ?? [])]) listener(...args);
  }

  get afters(): unknown[] {
    return this.subscribed.map(({ payload }) => payload.variables?.after);
  }

  gives(item: object): void {
    this.subscribed.at(-1)?.sink.next({ data: { messageAdded: item } });
  }
}

const follow = (after?: string) => {
  const played = new Played();
  const heard: unknown[] = [];
  const gaps: Gap[] = [];
  const client = resuming(played.client, { onGap: (gap) => gaps.push(gap) });
  const begin = () =>
    client.subscribe(
      { query: QUERY, variables: after ? { after } : {} },
      { next: ({ data }) => heard.push(data), error: (failure) => heard.push(failure), complete: () => heard.push('completed') },
    );
  return { played, heard, gaps, begin };
};

describe('a resumed subscription', () => {
  test('has in its variables the cursor of the last event, for when it is sent again', () => {
    const { played, begin } = follow('e1');
    begin();
    expect(played.afters).toEqual(['e1']);
    played.gives({ cursor: 'e7' });
    expect(played.afters).toEqual(['e7']);
  });

  test('after TOO_SLOW is begun again where it was, and nobody hears of it', () => {
    const { played, heard, gaps, begin } = follow('e1');
    const stop = begin();
    played.gives({ cursor: 'e2' });
    played.gives({ reason: 'TOO_SLOW', resumeFrom: 'e2' });
    played.subscribed[0]?.sink.complete();
    expect(played.afters.at(-1)).toBe('e2');
    expect(played.subscribed).toHaveLength(2);
    played.gives({ cursor: 'e3' });
    expect([heard, gaps]).toEqual([[{ messageAdded: { cursor: 'e2' } }, { messageAdded: { cursor: 'e3' } }], []]);
    stop();
    expect(heard.at(-1)).toBe('completed');
    expect(played.subscribed.at(-1)?.stopped).toBe(true);
  });

  test('after EXPIRED goes on, and whoever keeps something is told to read it anew', () => {
    const { played, gaps, begin } = follow('e1');
    begin();
    played.gives({ reason: 'EXPIRED', resumeFrom: 'e50' });
    expect(gaps).toEqual([{ reason: 'EXPIRED', resumeFrom: 'e50' }]);
    expect(played.afters).toEqual(['e50']);
  });

  test('without a cursor begins where the connection did; without that, a lost connection is a gap', () => {
    const { played, gaps, begin } = follow();
    begin();
    played.emit('connected', {}, { cursor: 'e4' });
    expect([played.afters, gaps]).toEqual([['e4'], []]);
    begin();
    expect(played.afters).toEqual(['e4', undefined]);
    played.emit('closed', {});
    played.emit('connected', {}, { cursor: 'e9' });
    expect([played.afters, gaps]).toEqual([['e4', 'e9'], [{ reason: 'NO_CURSOR', resumeFrom: 'e9' }]]);
  });

  test('that the server ends or refuses is over, once', () => {
    for (const end of ['complete', 'error'] as const) {
      const { played, heard, begin } = follow('e1');
      const stop = begin();
      played.subscribed[0]?.sink[end]('refused');
      stop();
      played.gives({ cursor: 'e2' });
      expect(heard).toEqual([end === 'complete' ? 'completed' : 'refused']);
    }
  });
});

describe('staying connected', () => {
  test('refreshes one token at a time, however many need one', async () => {
    const next = Promise.withResolvers<string>();
    const token = jest.fn((fresh: boolean) => (fresh ? next.promise : 'first'));
    const { connectionParams, on } = keepConnected({ token });
    expect(await connectionParams()).toEqual({ authorization: 'Bearer first' });
    on.closed({ code: 4403 });
    const asked = [connectionParams(), connectionParams()];
    next.resolve('second');
    expect(await Promise.all(asked)).toEqual([{ authorization: 'Bearer second' }, { authorization: 'Bearer second' }]);
    expect(token.mock.calls).toEqual([[false], [true]]);
  });

  test('gives up when the session is over, and when fresh tokens are refused again and again', () => {
    const { shouldRetry, on } = keepConnected({ token: () => null });
    expect(shouldRetry(new SessionOver())).toBe(false);
    expect(shouldRetry({ code: 1006 })).toBe(true);
    for (let refusals = 1; refusals <= 4; refusals++) {
      expect(shouldRetry({ code: 4403 })).toBe(true);
      on.closed({ code: 4403 });
    }
    expect(shouldRetry({ code: 4403 })).toBe(false);
  });
});
