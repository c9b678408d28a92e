import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import { Agent } from '../../entities/agent.js';
import { AgentGrant } from '../../entities/agent-grant.js';
import { Channel } from '../../entities/channel.js';
import { ChannelType } from '../../entities/enums.js';
import { lazily } from '../../loaders/lazily.js';
import { comesThroughPlatform } from '../conversations/rules.js';
import { id, name } from '../inputs.js';
import { agentUseCase, type Work } from '../use-case.js';
import { lockProduct, requireInUse } from './access.js';
import { channelDetails, detailColumns, requireFitting } from './channel-details.js';
import { settingsChanged } from './settings-event.js';

const createChannelInput = z.object({ productId: id('product'), type: z.enum(ChannelType), name: name('name'), ...channelDetails });

/** Where customers of a product write from. A platform's channel is not connected until its account is. */
export const createChannel = agentUseCase(createChannelInput, async (work, input) => {
  requireFitting(input.type, input);
  const product = await lockProduct(work, input.productId);
  requireInUse(product, 'product');
  const channel = work.em.create(Channel, {
    id: v7(),
    workspaceId: product.workspaceId,
    productId: product.id,
    type: input.type,
    name: input.name,
    key: randomBytes(18).toString('base64url'),
    identitySecretSealed: input.identitySecret ? work.app.secretBox.seal(input.identitySecret) : null,
    ...detailColumns(input),
    connected: !comesThroughPlatform(input.type),
    createdAt: work.now(),
  });
  await tellGranted(work, product.id);
  work.record(settingsChanged(work.actor, channel.id, channel.id));
  return { channel: lazily('Channel', channel.id) };
});

/** Whoever has the whole product has the new channel too: their open sockets must learn of it. */
const tellGranted = async (work: Work<AgentActor>, productId: string): Promise<void> => {
  const grants = await work.em.find(AgentGrant, { productId, channelId: null });
  const agents = await work.em.find(Agent, { id: { $in: grants.map((grant) => grant.agentId) }, deactivatedAt: null });
  for (const { id: agentId, workspaceId } of agents) work.record({ type: 'agent.updated', workspaceId, agentId });
};
