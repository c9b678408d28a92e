import { plainProblem } from '../../src/channels/meta/problems.js';
import { DeliveryState } from '../../src/entities/enums.js';
import { afterFailure, afterReport, IN_DOUBT_MILLISECONDS } from '../../src/services/platform/delivery-rules.js';

const { QUEUED, SENDING, SENT, DELIVERED, READ, FAILED } = DeliveryState;

describe('a report of the platform', () => {
  // Rows: what it is; columns: what is reported.
  const TABLE: Record<DeliveryState, [sent: DeliveryState, delivered: DeliveryState, read: DeliveryState, failed: DeliveryState]> = {
    [QUEUED]: [SENT, DELIVERED, READ, FAILED],
    [SENDING]: [SENT, DELIVERED, READ, FAILED],
    [SENT]: [SENT, DELIVERED, READ, FAILED],
    [DELIVERED]: [DELIVERED, DELIVERED, READ, DELIVERED],
    [READ]: [READ, READ, READ, READ],
    [FAILED]: [FAILED, DELIVERED, READ, FAILED],
  };

  test.each(Object.entries(TABLE))('on one that is %s', (present, expected) => {
    expect([SENT, DELIVERED, READ, FAILED].map((reported) => afterReport(present as DeliveryState, reported))).toEqual(expected);
  });
});

describe('a try that failed', () => {
  const now = new Date('2026-11-28T12:00:00Z');
  const first = { attempts: 1, queuedAt: now };
  const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);

  test.each([
    [1, 2],
    [2, 4],
    [5, 32],
    [9, 512],
    [10, 600],
    [40, 600],
  ])('for the moment, %i times: again after %i s', (attempts, seconds) => {
    const next = afterFailure(plainProblem('TRANSIENT', 'It fell asleep.'), { attempts, queuedAt: now }, now);
    expect(next).toEqual({ kind: 'AGAIN', at: later(seconds), reason: 'It fell asleep. It will be tried again.' });
  });

  test('for too many calls: as late as the platform asks, or longer', () => {
    const limited = plainProblem('RATE_LIMITED', 'Too many.');
    expect(afterFailure(limited, first, now)).toMatchObject({ kind: 'AGAIN', at: later(30) });
    expect(afterFailure(limited, { ...first, attempts: 3 }, now)).toMatchObject({ kind: 'AGAIN', at: later(90) });
    expect(afterFailure({ ...limited, retryAfterSeconds: 900 }, first, now)).toMatchObject({ kind: 'AGAIN', at: later(900) });
  });

  test('without an answer: left alone until the platform had time to tell', () => {
    const next = afterFailure(plainProblem('UNKNOWN_OUTCOME', 'No answer.'), first, now);
    expect(next).toMatchObject({ kind: 'IN_DOUBT', at: later(IN_DOUBT_MILLISECONDS / 1_000) });
  });

  test.each(['PERMANENT', 'BAD_TOKEN', 'WINDOW_CLOSED'] as const)('%s: never again', (kind) => {
    expect(afterFailure(plainProblem(kind, 'No.'), first, now)).toEqual({ kind: 'FAIL', reason: 'No.' });
  });

  test('after a day: given up, and said so', () => {
    const yesterday = { attempts: 150, queuedAt: later(-86_400 + 599) };
    const next = afterFailure(plainProblem('TRANSIENT', 'Still asleep.'), yesterday, now);
    expect(next).toEqual({ kind: 'FAIL', reason: 'Given up after 150 tries. Still asleep.' });
  });
});
