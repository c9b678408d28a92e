import { z } from 'zod';
import type { CustomerActor } from '../../auth/actor.js';
import type { InboundEvent } from '../../channels/meta/inbound-event.js';
import { DeliveryState, ReceiptKind } from '../../entities/enums.js';
import { decodeId } from '../../ids.js';
import { mark } from '../receipts/queries.js';
import { serverUseCase, type Work } from '../use-case.js';
import { afterReport } from './delivery-rules.js';
import { isSendingTo, keepName, lockDelivery, lockPlatformCustomer, messageNamed, reportedOn, sequenceOf } from './queries.js';
import { earlier } from './rules.js';
import { type Told, TooEarly } from './too-early.js';

export type StatusEvent = Extract<InboundEvent, { type: 'status' }>;

/** How far messages to a customer are. */
export const takeStatus = serverUseCase(z.custom<Told<StatusEvent>>(), async (work, { channelId, event, isPatient }) => {
  const { recipientId, platformMessageIds: platformIds, callbackData, watermark: sentUpTo, state, at, problem } = event;
  const customer = await lockPlatformCustomer(work.em, channelId, recipientId);
  if (!customer) return {};
  const own = callbackData && decodeId('message', callbackData);
  const about = { channelId, customerId: customer.id, messageIds: own ? [own] : [], platformIds, sentUpTo };
  const found = await report(work, about, DeliveryState[state], at, problem?.words);
  const isOurs = !found && isPatient && platformIds.length > 0 && (await isSendingTo(work.em, channelId, customer.id));
  if (isOurs) throw new TooEarly('the message of a report');
  return {};
});

export interface About {
  channelId: string;
  customerId: string;
  /** Named by our own reference. */
  messageIds: readonly string[];
  /** Named by the platform's ids. */
  platformIds: readonly string[];
  /** All that were sent up to then. */
  sentUpTo?: Date | null;
}

/** Writes down what the platform said of messages, and for the desk's ticks that the customer got or read them; false when it is about none of ours. */
export const report = async (work: Work, about: About, state: DeliveryState, at: Date, reason: string | null = null): Promise<boolean> => {
  const { channelId, customerId, messageIds, platformIds, sentUpTo = null } = about;
  const moment = earlier(at, work.now());
  const ids = await reportedOn(work.em, { channelId, customerId, messageIds, platformIds, sentUpTo });
  for (const id of ids) {
    await move(work, id, customerId, state, moment, reason);
    const [platformId] = platformIds;
    if (messageIds.includes(id) && platformId && !(await messageNamed(work.em, channelId, platformId))) {
      await keepName(work.em, channelId, platformId, id, work.now());
    }
  }
  return ids.length > 0;
};

const move = async (work: Work, id: string, customerId: string, state: DeliveryState, at: Date, reason: string | null): Promise<void> => {
  const delivery = await lockDelivery(work.em, id);
  const next = delivery && afterReport(delivery.state, state);
  if (!delivery || next === delivery.state) return;
  const { SENT, DELIVERED, READ, FAILED } = DeliveryState;
  const { conversationId, workspaceId, channelId } = delivery;
  work.em.assign(delivery, {
    state: next,
    reason: next === FAILED ? reason : null,
    sentAt: delivery.sentAt ?? (next === FAILED ? null : at),
    deliveredAt: delivery.deliveredAt ?? (next === DELIVERED || next === READ ? at : null),
    readAt: delivery.readAt ?? (next === READ ? at : null),
    failedAt: next === FAILED ? at : null,
  });
  await work.em.flush();
  const message = await sequenceOf(work.em, id);
  work.record({
    type: 'message.delivery_changed',
    workspaceId,
    conversationId,
    channelId,
    customerId,
    agentId: message.agentId,
    subjectId: id,
  });
  if (next === SENT || next === FAILED) return;
  const receipt = { conversationId, kind: next === READ ? ReceiptKind.READ : ReceiptKind.DELIVERED, sequence: message.sequence, at };
  await work.recordedSoFar();
  const eventId = await mark(work.em, { kind: 'customer', workspaceId, customerId } as CustomerActor, receipt);
  if (eventId !== null) work.recorded(eventId);
};
