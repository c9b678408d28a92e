import type { EntityManager } from '@mikro-orm/postgresql';
import { type AgentActor, type CustomerActor, sees, supervises } from '../../auth/actor.js';
import { Conversation } from '../../entities/conversation.js';
import { ConversationState } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import type { Work } from '../use-case.js';
import { lockConversationRow, lockCurrentOf } from './queries.js';

export const mayKnow = (
  actor: AgentActor | CustomerActor,
  record: { workspaceId: string; channelId: string; customerId: string },
): boolean => (actor.kind === 'agent' ? sees(actor, record) : record.customerId === actor.customerId);

export const notFound = (): Refusal => new Refusal('NOT_FOUND', 'There is no such conversation.', ['conversationId']);

/** Refuses alike what is not there and what is not the caller's to know. */
export const requireKnown = <Found extends Parameters<typeof mayKnow>[1]>(
  actor: AgentActor | CustomerActor,
  found: Found | undefined,
): Found => {
  if (!found || !mayKnow(actor, found)) throw notFound();
  return found;
};

/** A waiting one that somebody holds is passed over by a routing pass under way, so whoever holds it routes again afterwards. */
const routeWhenPassedOver = (work: Work, { state, workspaceId }: Conversation): void => {
  if (state === ConversationState.QUEUED) work.route(workspaceId);
};

/** The conversation, locked, if the caller may know of it. */
export const lockConversation = async (work: Work<AgentActor | CustomerActor>, id: string): Promise<Conversation> => {
  const conversation = requireKnown(work.actor, await lockConversationRow(work.em, id));
  routeWhenPassedOver(work, conversation);
  return conversation;
};

/** What the customer's next words concern: their open conversation, else the last one, locked; see lockCurrentOf. */
export const lockCurrent = async (work: Work, customerId: string): Promise<Conversation | undefined> => {
  const conversation = await lockCurrentOf(work.em, customerId);
  if (conversation) routeWhenPassedOver(work, conversation);
  return conversation;
};

/** The agent who has it, or a supervisor. */
export const requireHolder = (actor: AgentActor, conversation: { agentId: string | null }): void => {
  if (conversation.agentId !== actor.agentId && !supervises(actor)) throw new Refusal('NOT_ASSIGNED_TO_YOU', undefined, ['conversationId']);
};

/** Whether the caller may read a conversation, without locking it. */
export const mayRead = async (em: EntityManager, actor: AgentActor | CustomerActor, id: string): Promise<boolean> => {
  const conversation = await em.findOne(Conversation, id);
  return conversation !== null && mayKnow(actor, conversation);
};
