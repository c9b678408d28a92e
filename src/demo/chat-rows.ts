import type { EntityManager } from '@mikro-orm/postgresql';
import type { Person } from '../dialogues/people.js';
import { Assignment } from '../entities/assignment.js';
import { Conversation } from '../entities/conversation.js';
import { Customer } from '../entities/customer.js';
import { Device } from '../entities/device.js';
import { AssignmentEndReason, AssignmentReason, ConversationOutcome, ConversationState, EndedBy, SenderKind } from '../entities/enums.js';
import { Message } from '../entities/message.js';
import { Note } from '../entities/note.js';
import { ResolutionGroup } from '../entities/resolution-group.js';
import { priorityOf } from '../services/conversations/rules.js';
import type { Chat } from './chat.js';
import { GROUPS } from './company.js';
import { type ToldByApp, toldByApps } from './devices.js';
import type { History } from './history.js';
import { type Ids, WORKSPACE_ID } from './ids.js';
import { type AgentContent } from './staff.js';

const workspaceId = WORKSPACE_ID;
const dateOf = (at: number | null | undefined): Date | null => (at == null ? null : new Date(at));

/** The conversations of a history with all that hangs on them, in few large statements. */
export const writeChats = async (em: EntityManager, ids: Ids, { archived, converted, waiting }: History): Promise<void> => {
  const chats = [...archived, ...waiting];
  const outcomes = new Map(converted.map(({ chat }) => [chat, ConversationOutcome.CONVERTED]));
  const told = toldByApps(chats);
  await em.insertMany(Customer, customerRows(ids, chats, told));
  await em.insertMany(Device, deviceRows(ids, chats, told));
  await em.insertMany(
    Conversation,
    chats.map((chat) => ({
      ...{ ...conversationRow(ids, chat), ...standingOf(ids, chat, outcomes.get(chat)) },
      deviceId: told.get(chat.customer)?.device.id ?? null,
    })),
  );
  await em.insertMany(
    Message,
    chats.flatMap((chat) => messageRows(ids, chat)),
  );
  await em.insertMany(
    Assignment,
    chats.flatMap((chat) => assignmentRows(ids, chat)),
  );
  await em.insertMany(
    Note,
    chats.flatMap((chat) => noteRows(ids, chat)),
  );
  await em.insertMany(
    ResolutionGroup,
    archived.flatMap((chat) => resolutionGroupRows(ids, chat)),
  );
};

type Told = ReadonlyMap<Person, ToldByApp>;

const customerRows = (ids: Ids, chats: readonly Chat[], told: Told) => {
  const firsts = new Map<Person, Chat>();
  for (const chat of chats) if (!firsts.has(chat.customer)) firsts.set(chat.customer, chat);
  return [...firsts].map(([person, { channel, startedAt }]) => {
    const { name, email, language } = person;
    const { attributes = [] } = told.get(person) ?? {};
    const of = { workspaceId, channelId: ids.of(channel.key) };
    return { id: ids.of(person, startedAt), ...of, name, email, language, attributes, createdAt: new Date(startedAt) };
  });
};

/** From the first chat to the last. */
const deviceRows = (ids: Ids, chats: readonly Chat[], told: Told) =>
  [...told].map(([person, { device }]) => {
    const at = chats.filter(({ customer }) => customer === person).map(({ startedAt }) => startedAt);
    const seen = { firstSeenAt: new Date(Math.min(...at)), lastSeenAt: new Date(Math.max(...at)) };
    return { ...device, workspaceId, customerId: ids.of(person), ...seen };
  });

const conversationRow = (ids: Ids, chat: Chat) => {
  const { channel, customer, startedAt, messages, segments, previous } = chat;
  const fromCustomer = messages.filter(({ agent }) => !agent);
  return {
    ...{ id: ids.of(chat, startedAt), workspaceId, productId: ids.of(channel.product), channelId: ids.of(channel.key) },
    ...{ customerId: ids.of(customer), language: customer.language, groupId: ids.of(groupOf(chat)) },
    previousConversationId: previous && ids.of(previous, previous.startedAt),
    ...{ startedAt: new Date(startedAt), queuedAt: new Date(startedAt), assignedAt: dateOf(segments.at(-1)?.from) },
    ...{ endedAt: dateOf(chat.endedAt), endedBy: chat.endedAt ? EndedBy.CUSTOMER : null, archivedAt: dateOf(chat.archivedAt) },
    ...{ lastSequence: messages.length, lastActivityAt: new Date(messages.at(-1)?.at ?? startedAt) },
    lastCustomerMessageAt: dateOf(fromCustomer.at(-1)?.at),
    passedBy: [],
  };
};

/** The state, and what follows from it. */
const standingOf = (ids: Ids, chat: Chat, outcome = ConversationOutcome.RESOLVED) => {
  const holder = chat.segments.at(-1)?.agent;
  if (holder) {
    const agentId = ids.of(holder);
    const people = { agentId, lastAgentId: agentId, resolvedById: agentId };
    return { state: ConversationState.RESOLVED, outcome, ...people, topicId: ids.of(chat.topic), unreadCount: 0 };
  }
  const unanswered = { unreadCount: chat.messages.length, unansweredSince: dateOf(chat.messages.at(0)?.at) };
  if (chat.archivedAt) return { state: ConversationState.ABANDONED, outcome: ConversationOutcome.ABANDONED, ...unanswered };
  return { state: ConversationState.QUEUED, priorityAt: priorityOf(new Date(chat.startedAt), false), ...unanswered };
};

/** As the routing does it: the oldest of the agent's groups that answer for the channel, else the channel's oldest. */
const groupOf = ({ channel, segments }: Chat): (typeof GROUPS)[number] | undefined => {
  const answering = GROUPS.filter(({ channels }) => channels.includes(channel.key));
  const holder = segments.at(-1)?.agent;
  return answering.find(({ members }) => holder && members.includes(holder.key)) ?? answering[0];
};

const messageRows = (ids: Ids, chat: Chat) =>
  chat.messages.map(({ agent, text, at }, index) => {
    const conversationId = ids.of(chat);
    const author = agent
      ? { senderKind: SenderKind.AGENT, agentId: ids.of(agent), customerId: null }
      : { senderKind: SenderKind.CUSTOMER, agentId: null, customerId: ids.of(chat.customer) };
    return {
      id: ids.next(at),
      workspaceId,
      conversationId,
      addressedToId: conversationId,
      sequence: index + 1,
      ...author,
      text,
      sentAt: new Date(at),
    };
  });

const assignmentRows = (ids: Ids, chat: Chat) =>
  chat.segments.map(({ agent, from, to }, index, all) => {
    const given = all[index - 1]?.agent;
    const last = chat.endedAt ? AssignmentEndReason.ENDED_BY_CUSTOMER : AssignmentEndReason.RESOLVED;
    return {
      ...{ id: ids.next(from), workspaceId, conversationId: ids.of(chat), agentId: ids.of(agent) },
      ...{ assignedById: given ? ids.of(given) : null, reason: given ? AssignmentReason.MANUAL : AssignmentReason.ROUTED },
      ...{ startedAt: new Date(from), endedAt: new Date(to), endReason: index < all.length - 1 ? AssignmentEndReason.HANDED_OVER : last },
    };
  });

const noteRows = (ids: Ids, chat: Chat) => {
  const { note, messages } = chat;
  const author = note && messages[note.afterSequence - 1]?.agent;
  if (!note || !author) return [];
  const { text, afterSequence, at } = note;
  return [
    { id: ids.next(at), workspaceId, conversationId: ids.of(chat), agentId: ids.of(author), text, afterSequence, writtenAt: new Date(at) },
  ];
};

const groupsOf = (agent: AgentContent) => GROUPS.filter(({ members }) => members.includes(agent.key));

const resolutionGroupRows = (ids: Ids, chat: Chat) => {
  const resolver = chat.segments.at(-1)?.agent;
  if (!resolver || !chat.archivedAt) return [];
  const conversation = { conversationId: ids.of(chat), channelId: ids.of(chat.channel.key), topicId: ids.of(chat.topic) };
  const resolution = { resolvedById: ids.of(resolver), archivedAt: new Date(chat.archivedAt) };
  return groupsOf(resolver).map((group) => ({ ...conversation, ...resolution, groupId: ids.of(group) }));
};
