import type { AgentActor } from '../../auth/actor.js';
import type { Channel } from '../../entities/channel.js';
import type { Conversation } from '../../entities/conversation.js';
import { AssignmentReason, ChannelType, ConversationState, RoutingRule } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import { requireAbleCaller } from '../conversations/able-caller.js';
import { lockConversation, lockCurrent } from '../conversations/access.js';
import { writeConversation } from '../conversations/begin-conversation.js';
import { conversationEvent } from '../conversations/conversation-event.js';
import { reactivateTo } from '../conversations/reactivate-conversation.js';
import { isOpen } from '../conversations/rules.js';
import { makePlatformCustomer } from '../platform/queries.js';
import { assign } from '../routing/assign.js';
import { lockAgent } from '../routing/queries.js';
import { onlyOne } from '../routing/weigh.js';
import type { Work } from '../use-case.js';
import { sentToCustomer } from './queries.js';

export interface To {
  conversationId?: string | null | undefined;
  phoneNumber?: string | null | undefined;
  customerName?: string | null | undefined;
}

export interface Asked {
  to: To;
  clientMessageId: string;
}

/** To whom a template goes. */
export interface Recipient {
  /** The message that the same request sent before. */
  knownId: string | null;
  /** The conversation it goes into, active and with the caller, its row held: brought there where it was not. */
  conversation(beginning: { language: string }): Promise<Conversation>;
}

/** Refuses nothing yet but what is not there: a retry must find its message whatever has become of the rest. */
export const findRecipient = (work: Work<AgentActor>, channel: Channel, asked: Asked): Promise<Recipient> =>
  asked.to.conversationId ? inConversation(work, channel, asked.to.conversationId, asked) : byNumber(work, channel, asked);

const inConversation = async (work: Work<AgentActor>, channel: Channel, conversationId: string, asked: Asked): Promise<Recipient> => {
  const path = ['to', 'conversationId'];
  const conversation = await lockConversation(work, conversationId).catch((error: unknown) => {
    throw error instanceof Refusal ? new Refusal(error.code, error.message, path) : error;
  });
  if (conversation.channelId !== channel.id) throw new Refusal('NOT_FOUND', 'The channel has no such conversation.', path);
  return {
    knownId: await sentToCustomer(work.em, conversation.customerId, work.actor.agentId, asked.clientMessageId),
    conversation: async () => {
      if (conversation.state === ConversationState.RESOLVED) await bringBack(work, conversation, path);
      else requireOwn(work.actor, conversation, path);
      return conversation;
    },
  };
};

/** As an agent reactivates it, but whenever: a template may go out when the window is closed. */
const bringBack = async (work: Work<AgentActor>, conversation: Conversation, path: readonly string[]): Promise<void> => {
  const current = await lockCurrent(work, conversation.customerId);
  if (current && isOpen(current)) throw new Refusal('OPEN_CONVERSATION_EXISTS', undefined, path);
  const candidate = await requireAbleCaller(work, conversation.channelId, path);
  await reactivateTo(work, conversation, candidate);
};

const requireOwn = (actor: AgentActor, { state, endedAt, agentId }: Conversation, path: readonly string[]): void => {
  if (endedAt) throw new Refusal('CONVERSATION_ENDED', undefined, path);
  if (state !== ConversationState.ACTIVE) {
    throw new Refusal('INVALID_STATE', `The conversation is ${state}: a template needs it to be ACTIVE or RESOLVED.`, path);
  }
  if (agentId !== actor.agentId) throw new Refusal('NOT_ASSIGNED_TO_YOU', undefined, path);
};

/**
 * The caller's row is held before the customer's, and both before a conversation's: retries that come at once take turns
 * instead of beginning anew.
 */
const byNumber = async (work: Work<AgentActor>, channel: Channel, { to, clientMessageId }: Asked): Promise<Recipient> => {
  if (channel.type !== ChannelType.WHATSAPP) {
    throw new Refusal('INVALID_STATE', `Customers have phone numbers on WhatsApp; this channel is of type ${channel.type}.`, ['channelId']);
  }
  const phone = to.phoneNumber ?? '';
  const { id: channelId, workspaceId } = channel;
  await lockAgent(work.em, work.actor);
  const known = { workspaceId, channelId, platformId: phone.slice(1), name: to.customerName ?? phone, phone };
  const { id: customerId } = await makePlatformCustomer(work.em, known, work.now());
  const knownId = await sentToCustomer(work.em, customerId, work.actor.agentId, clientMessageId);
  return { knownId, conversation: ({ language }) => openWith(work, channel, customerId, language) };
};

const openWith = async (work: Work<AgentActor>, channel: Channel, customerId: string, language: string): Promise<Conversation> => {
  const path = ['to', 'phoneNumber'];
  const latest = await lockCurrent(work, customerId);
  if (latest && isOpen(latest)) {
    if (latest.state === ConversationState.ACTIVE && latest.agentId === work.actor.agentId) return latest;
    const words = latest.state === ConversationState.QUEUED ? 'waits in the queue' : 'is with another agent';
    throw new Refusal('OPEN_CONVERSATION_EXISTS', `The customer has an open conversation on this channel, which ${words}.`, path);
  }
  const candidate = await requireAbleCaller(work, channel.id, path);
  const beginning = { customerId, language: language.replace('_', '-'), previousConversationId: latest?.id ?? null };
  const conversation = await writeConversation(work, channel, beginning);
  const { agentId } = candidate;
  const first = { conversationId: conversation.id, agentId, assignedById: agentId, reason: AssignmentReason.BEGUN };
  await assign(work.em, channel.workspaceId, [{ ...first, rule: RoutingRule.BY_HAND, weighing: onlyOne(candidate) }], work.now());
  work.record({ ...conversationEvent('conversation.assigned', conversation), agentId });
  return conversation;
};
