import { type AgentActor, sees } from '../../auth/actor.js';
import type { Topic } from '../../entities/topic.js';
import type { IdKind } from '../../ids.js';
import type { Loaders } from '../../loaders/loaders.js';
import { type Looking as AnyoneLooking, seenAgents, seenChannels, seenGroups, seenProducts, seenTopics } from './seen.js';

type Looking = AnyoneLooking<AgentActor>;
type Rule<Found> = (looking: Looking, record: Found) => boolean | Promise<boolean>;

const ofChannel: Rule<{ workspaceId: string; channelId: string }> = ({ actor }, record) => sees(actor, record);

const ofConversation: Rule<{ conversationId: string }> = async ({ actor, load }, { conversationId }) => {
  const conversation = await load.Conversation.load(conversationId);
  return conversation !== null && sees(actor, conversation);
};

/** Of the workspace, and left of a list for whoever looks. */
const ifSeen =
  <Found extends { workspaceId: string }>(seen: (looking: Looking, records: Found[]) => Found[] | Promise<Found[]>): Rule<Found> =>
  async (looking, record) =>
    record.workspaceId === looking.actor.workspaceId && (await seen(looking, [record])).length > 0;

/** A topic within one that does not serve what is granted does not either. */
const topicWithParent: Rule<Topic> = async (looking, topic) => {
  const parent = topic.parentId && (await looking.load.Topic.load(topic.parentId));
  const levels = parent ? [topic, parent] : [topic];
  return topic.workspaceId === looking.actor.workspaceId && (await seenTopics(looking, levels)).length === levels.length;
};

interface ById<Found> {
  load(id: string): Promise<Found | null>;
}

/** The record, or null alike when there is none and when it is not for the caller. */
const kind =
  <Found>(loaderOf: (load: Loaders) => ById<Found>, visible: Rule<Found>) =>
  async (looking: Looking, id: string): Promise<Found | null> => {
    const found = await loaderOf(looking.load).load(id);
    return found !== null && (await visible(looking, found)) ? found : null;
  };

/** Every kind of record that is fetched by its id, and the one rule of who sees it. What is not here is no node. */
export const NODES = {
  agent: kind((load) => load.Agent, ifSeen(seenAgents)),
  channel: kind((load) => load.Channel, ifSeen(seenChannels)),
  conversation: kind((load) => load.Conversation, ofChannel),
  customer: kind((load) => load.Customer, ofChannel),
  group: kind((load) => load.Group, ifSeen(seenGroups)),
  message: kind((load) => load.Message, ofConversation),
  note: kind((load) => load.Note, ofConversation),
  product: kind((load) => load.Product, ifSeen(seenProducts)),
  ticket: kind((load) => load.Ticket, ofChannel),
  topic: kind((load) => load.Topic, topicWithParent),
} satisfies Partial<Record<IdKind, unknown>>;

export type NodeKind = keyof typeof NODES;
export const isNodeKind = (value: IdKind): value is NodeKind => value in NODES;
