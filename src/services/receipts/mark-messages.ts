import { z } from 'zod';
import { ReceiptKind } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { requireKnown } from '../conversations/access.js';
import { id } from '../inputs.js';
import { partyUseCase } from '../use-case.js';
import { mark, standingOf } from './queries.js';

const markInput = z.object({
  conversationId: id('conversation'),
  sequence: z.number().int().min(1, 'The sequence: 1 for the first message, and so on.'),
});

/**
 * Says for the caller's side that it got or read everything up to a message. It only rises: what is no further than was said
 * before changes nothing.
 */
const markUpTo = (kind: ReceiptKind) => {
  const decided = partyUseCase(markInput, async (work, { conversationId, sequence }) => {
    const { actor } = work;
    const { agentId, lastSequence } = requireKnown(actor, await standingOf(work.em, conversationId));
    if (actor.kind === 'agent' && agentId !== actor.agentId) throw new Refusal('NOT_ASSIGNED_TO_YOU', undefined, ['conversationId']);
    if (sequence > lastSequence) {
      throw new Refusal('INVALID_INPUT', `The conversation has no message ${sequence}: its newest is ${lastSequence}.`, ['sequence']);
    }
    const eventId = await mark(work.em, actor, { conversationId, kind, sequence, at: work.now() });
    if (eventId !== null) work.recorded(eventId);
    return { conversation: lazily('Conversation', conversationId) };
  });
  const marking: typeof decided = {
    ...decided,
    atOnce: async ({ em, actor, now }, { conversationId, sequence }) => {
      const cursor = await mark(em, actor, { conversationId, kind, sequence, at: now() });
      return cursor === null ? undefined : { result: { conversation: lazily('Conversation', conversationId) }, cursor };
    },
  };
  return marking;
};

export const markRead = markUpTo(ReceiptKind.READ);
export const markDelivered = markUpTo(ReceiptKind.DELIVERED);
