import { type AgentActor, sees } from '../../auth/actor.js';
import { Channel } from '../../entities/channel.js';
import type { IdKind } from '../../ids.js';
import type { Loaders } from '../../loaders/loaders.js';
import type { Reading } from '../use-case.js';

/** Who looks, and the loaders that one operation shares. */
type Looking = Pick<Reading<AgentActor>, 'actor' | 'load'>;

type Rule<Found> = (looking: Looking, record: Found) => boolean | Promise<boolean>;

const ofWorkspace: Rule<{ workspaceId: string }> = ({ actor }, record) => record.workspaceId === actor.workspaceId;

const ofChannel: Rule<{ workspaceId: string; channelId: string }> = ({ actor }, record) => sees(actor, record);

const isSeenChannel: Rule<Channel> = ({ actor }, { workspaceId, id }) => sees(actor, { workspaceId, channelId: id });

const ofConversation: Rule<{ conversationId: string }> = async ({ actor, load }, { conversationId }) => {
  const conversation = await load.Conversation.load(conversationId);
  return conversation !== null && sees(actor, conversation);
};

/** Archived channels count: whoever was granted one still sees what it left in the archive. */
const withSeenChannel: Rule<{ workspaceId: string; id: string }> = async ({ actor, load }, product) => {
  if (product.workspaceId !== actor.workspaceId) return false;
  if (actor.channelIds === null) return true;
  const channels = await load.Channel.loadMany([...actor.channelIds]);
  return channels.some((channel) => channel instanceof Channel && channel.productId === product.id);
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
  agent: kind((load) => load.Agent, ofWorkspace),
  channel: kind((load) => load.Channel, isSeenChannel),
  conversation: kind((load) => load.Conversation, ofChannel),
  customer: kind((load) => load.Customer, ofChannel),
  group: kind((load) => load.Group, ofWorkspace),
  message: kind((load) => load.Message, ofConversation),
  note: kind((load) => load.Note, ofConversation),
  product: kind((load) => load.Product, withSeenChannel),
  ticket: kind((load) => load.Ticket, ofChannel),
  topic: kind((load) => load.Topic, ofWorkspace),
} satisfies Partial<Record<IdKind, unknown>>;

export type NodeKind = keyof typeof NODES;
export const isNodeKind = (value: IdKind): value is NodeKind => value in NODES;
