import { z } from 'zod';
import { sees, supervises } from '../../auth/actor.js';
import { DeliveryState } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { afterTheWindow, replyWindow } from '../conversations/rules.js';
import { id } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { lockDelivery, messageEvent, outgoing } from './queries.js';

/** A message that failed is sent again, behind what waits now. Asking again while it is on its way changes nothing. */
export const retryMessage = agentUseCase(z.object({ messageId: id('message') }), async (work, { messageId }) => {
  const delivery = await lockDelivery(work.em, messageId);
  if (!delivery || !sees(work.actor, delivery))
    throw new Refusal('NOT_FOUND', 'There is no such message to a platform’s customer.', ['messageId']);
  const { agentId, channelType, lastCustomerMessageAt, kind } = await outgoing(work.em, messageId);
  if (agentId !== work.actor.agentId && !supervises(work.actor)) throw new Refusal('NOT_ASSIGNED_TO_YOU', undefined, ['messageId']);
  const message = { message: lazily('Message', messageId) };
  const { QUEUED, SENDING, FAILED } = DeliveryState;
  if (delivery.state === QUEUED || delivery.state === SENDING) return message;
  if (delivery.state !== FAILED)
    throw new Refusal('INVALID_STATE', `The message is ${delivery.state}: only one that FAILED is sent again.`, ['messageId']);
  const since = lastCustomerMessageAt && new Date(lastCustomerMessageAt);
  if (kind !== 'TEMPLATE' && (!since || replyWindow(channelType, since, work.now())?.kind === 'CLOSED'))
    throw new Refusal('REPLY_WINDOW_CLOSED', afterTheWindow(channelType), ['messageId']);
  work.em.assign(delivery, { state: QUEUED, attempts: 0, reason: null, failedAt: null, dueAt: null, triedAt: null, queuedAt: work.now() });
  await work.em.flush();
  work.record(await messageEvent(work.em, messageId, 'message.delivery_queued'));
  return message;
});
