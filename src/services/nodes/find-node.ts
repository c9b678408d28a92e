import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import { decodeId, kindOf } from '../../ids.js';
import { id } from '../inputs.js';
import { agentQuery } from '../use-case.js';
import { isNodeKind, NODES } from './rules.js';
import type { Looking } from './seen.js';

/** Any text: what is no id is answered as what does not exist. */
const anyId = z.string();

const find = async (looking: Looking<AgentActor>, typedId: string) => {
  const kind = kindOf(typedId);
  const uuid = kind && decodeId(kind, typedId);
  return uuid && isNodeKind(kind) ? NODES[kind](looking, uuid) : null;
};

export const findNode = agentQuery(z.object({ id: anyId }), (reading, input) => find(reading, input.id));

/** In the order of the ids. */
export const findNodes = agentQuery(z.object({ ids: z.array(anyId).max(100, 'At most 100 ids.') }), (reading, input) =>
  Promise.all(input.ids.map((typedId) => find(reading, typedId))),
);

export const findConversation = agentQuery(z.object({ id: id('conversation') }), (reading, input) => NODES.conversation(reading, input.id));

export const findTicket = agentQuery(z.object({ id: id('ticket') }), (reading, input) => NODES.ticket(reading, input.id));
