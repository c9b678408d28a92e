import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { AgentActor, CustomerActor } from '../../auth/actor.js';
import { ConversationState, SenderKind } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import type { Application } from '../application.js';
import { mayKnow, notFound } from '../conversations/access.js';
import { id } from '../inputs.js';
import { partyUseCase } from '../use-case.js';
import { type Sides, sidesOf } from './queries.js';

type Asker = AgentActor | CustomerActor;

const typistIdOf = (actor: Asker): string => (actor.kind === 'agent' ? actor.agentId : actor.customerId);

const refusalTo = (actor: Asker, sides: Sides | undefined): Refusal | undefined => {
  if (!sides || !mayKnow(actor, sides)) return notFound();
  if (actor.kind === 'customer') return undefined;
  if (sides.endedAt) return new Refusal('CONVERSATION_ENDED', undefined, ['conversationId']);
  if (sides.state !== ConversationState.ACTIVE) {
    return new Refusal('INVALID_STATE', `The conversation is ${sides.state}: typing an answer needs it to be ACTIVE.`, ['conversationId']);
  }
  return sides.agentId === actor.agentId ? undefined : new Refusal('NOT_ASSIGNED_TO_YOU', undefined, ['conversationId']);
};

/** In a chat that is over nobody waits for what its customer types; a message of theirs opens what comes next. */
const isUnderWay = ({ state, endedAt }: Sides): boolean =>
  endedAt === null && (state === ConversationState.ACTIVE || state === ConversationState.QUEUED);

const setTypingInput = z.object({ conversationId: id('conversation'), typing: z.boolean() });
type Input = z.output<typeof setTypingInput>;

interface Telling {
  em: EntityManager;
  app: Application;
  actor: Asker;
}

/** Tells all who may know it; the refusal, when it must not be told. */
const tell = async ({ em, app, actor }: Telling, { conversationId, typing }: Input): Promise<Refusal | undefined> => {
  const typistId = typistIdOf(actor);
  if (app.typists.isRepeated(conversationId, typistId, typing)) return undefined;
  const sides = await sidesOf(em, conversationId);
  const refusal = refusalTo(actor, sides);
  if (refusal || !sides || !isUnderWay(sides)) return refusal;
  const { workspaceId, channelId, customerId, agentId } = sides;
  const who =
    actor.kind === 'agent'
      ? { by: SenderKind.AGENT as const, name: sides.agentName ?? '' }
      : { by: SenderKind.CUSTOMER as const, name: sides.customerName };
  app.typists.tell({ conversationId, workspaceId, channelId, customerId, agentId, typistId, ...who, typing });
  return undefined;
};

const inTransaction = partyUseCase(setTypingInput, async ({ em, app, actor }, input) => {
  const refusal = await tell({ em, app, actor }, input);
  if (refusal) throw refusal;
  return {};
});

/** Says that the caller types, or has stopped. Nothing is stored, so what is allowed needs no transaction. */
export const setTyping: typeof inTransaction = {
  ...inTransaction,
  atOnce: async (telling, input) => ((await tell(telling, input)) ? undefined : { result: {}, cursor: null }),
};
