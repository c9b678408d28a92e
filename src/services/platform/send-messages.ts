import { randomInt } from 'node:crypto';
import { GraphFailure, type GraphProblem } from '../../channels/meta/problems.js';
import { DeliveryState, type EventType } from '../../entities/enums.js';
import type { MessageDelivery } from '../../entities/message-delivery.js';
import { addJobs } from '../../job-queue/queries.js';
import type { Application } from '../application.js';
import { markBroken, markWorking } from '../channel-accounts/account.js';
import { type SystemWork, systemWork } from '../system-work.js';
import { afterFailure, IN_DOUBT_MILLISECONDS, type Next } from './delivery-rules.js';
import { keepName, lockDelivery, lockNext, messageEvent } from './queries.js';
import { sendJob } from './send-job.js';
import { writeOutbound } from './write-outbound.js';

/** What a look at a conversation's oldest message that waits came to. */
type Look = { kind: 'NOTHING' } | { kind: 'LATER'; at: Date } | { kind: 'SEND'; delivery: MessageDelivery };

/**
 * Sends what waits for a conversation's customer, the oldest first, so that answers arrive in the order they were written: one
 * that is tried again later holds up those behind it.
 */
export const sendMessages = async (app: Application, conversationId: string): Promise<void> => {
  for (;;) {
    const look = await systemWork(app, (work) => takeNext(work, conversationId));
    if (look.kind === 'NOTHING') return;
    if (look.kind === 'LATER') return again(app, conversationId, look.at);
    const later = await sendOne(app, look.delivery);
    if (later) return again(app, conversationId, later);
  }
};

/**
 * SENDING is committed before the request. One that is found SENDING was left by a process that ended, or by a request whose answer never
 * came: it may have arrived, so it is left alone until the platform had the time to tell.
 */
const takeNext = async (work: SystemWork, conversationId: string): Promise<Look> => {
  const delivery = await lockNext(work.em, conversationId);
  if (!delivery) return { kind: 'NOTHING' };
  const now = work.now();
  const { state, dueAt, triedAt } = delivery;
  const notBefore = state === DeliveryState.SENDING && triedAt ? new Date(triedAt.getTime() + IN_DOUBT_MILLISECONDS) : dueAt;
  if (notBefore && notBefore > now) return { kind: 'LATER', at: notBefore };
  work.em.assign(delivery, { state: DeliveryState.SENDING, triedAt: now, dueAt: null, attempts: delivery.attempts + 1 });
  await work.em.flush();
  return { kind: 'SEND', delivery };
};

/** When to try again, if at all. */
const sendOne = async (app: Application, delivery: MessageDelivery): Promise<Date | null> => {
  try {
    const { account, outbound } = await writeOutbound(app, delivery);
    const { platformMessageId } = await app.graph.send(account, outbound);
    await conclude(app, delivery, platformMessageId);
    return null;
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    return failed(app, delivery, error.problem);
  }
};

/** The platform may have told more of it than its answer says: its name alone is kept then. */
const conclude = (app: Application, { messageId, channelId, triedAt }: MessageDelivery, platformMessageId: string): Promise<void> =>
  systemWork(app, async (work) => {
    const delivery = await lockDelivery(work.em, messageId);
    if (!delivery) return;
    await keepName(work.em, channelId, platformMessageId, messageId, work.now());
    await markWorking(work, channelId);
    const { SENDING, QUEUED } = DeliveryState;
    if (delivery.state !== SENDING && delivery.state !== QUEUED) return;
    work.em.assign(delivery, { state: DeliveryState.SENT, sentAt: work.now(), triedAt, reason: null, dueAt: null });
    await tell(work, delivery, 'message.delivery_changed');
  });

const failed = (app: Application, { messageId, triedAt }: MessageDelivery, problem: GraphProblem): Promise<Date | null> =>
  systemWork(app, async (work) => {
    const delivery = await lockDelivery(work.em, messageId);
    // Settled meanwhile by the platform's own word, or tried again by somebody else.
    if (delivery?.state !== DeliveryState.SENDING || delivery.triedAt?.getTime() !== triedAt?.getTime()) return null;
    const next = afterFailure(problem, delivery, work.now());
    if (problem.kind === 'BAD_TOKEN') await markBroken(work, delivery.channelId, problem.words);
    work.em.assign(delivery, stateAfter(next, work.now()));
    await tell(work, delivery, 'message.delivery_changed');
    return next.kind === 'FAIL' ? null : next.at;
  });

const stateAfter = (next: Next, now: Date): Partial<MessageDelivery> => {
  const { reason } = next;
  if (next.kind === 'FAIL') return { state: DeliveryState.FAILED, reason, failedAt: now, dueAt: null };
  if (next.kind === 'AGAIN') return { state: DeliveryState.QUEUED, reason, dueAt: next.at };
  return { reason };
};

const tell = async (work: SystemWork, delivery: MessageDelivery, type: EventType): Promise<void> => {
  await work.em.flush();
  work.record(await messageEvent(work.em, delivery.messageId, type));
};

const SPREAD_MILLISECONDS = 250;

/** By a job that is due then. A little apart, so that those who were held up by one limit do not come back at one moment. */
const again = (app: Application, conversationId: string, at: Date): Promise<void> =>
  systemWork(app, ({ em }) => addJobs(em, [sendJob(conversationId, new Date(at.getTime() + randomInt(SPREAD_MILLISECONDS)))]));
