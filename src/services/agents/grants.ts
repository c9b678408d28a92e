import { v7 } from 'uuid';
import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import { AgentGrant } from '../../entities/agent-grant.js';
import { Refusal } from '../../errors.js';
import { id } from '../inputs.js';
import { requireChannels, requireProducts } from '../settings/access.js';
import type { Work } from '../use-case.js';

export const grantsInput = z
  .array(z.object({ productId: id('product'), channelId: id('channel').nullish() }))
  .max(500, 'At most 500 grants.');
type GrantInput = z.output<typeof grantsInput>[number];

/** Gives an agent exactly these grants, each once. The caller holds the agent's row, or is making it. */
export const replaceGrants = async (work: Work<AgentActor>, agentId: string, grants: readonly GrantInput[]): Promise<void> => {
  await requireTargets(work, grants);
  await work.em.nativeDelete(AgentGrant, { agentId });
  const distinct = new Map(grants.map((grant) => [`${grant.productId} ${grant.channelId ?? ''}`, grant]));
  for (const { productId, channelId } of distinct.values()) {
    work.em.create(AgentGrant, { id: v7(), agentId, productId, channelId: channelId ?? null });
  }
};

/** Products of the workspace, and channels that are the named product's own. */
const requireTargets = async (work: Work<AgentActor>, grants: readonly GrantInput[]): Promise<void> => {
  await requireProducts(
    work,
    grants.map((grant) => grant.productId),
    (index) => ['grants', index, 'productId'],
  );
  const ofChannels = grants.flatMap(({ productId, channelId }, index) => (channelId ? [{ productId, channelId, index }] : []));
  const pathOf = (index: number): (string | number)[] => ['grants', ofChannels[index]?.index ?? 0, 'channelId'];
  const channels = await requireChannels(
    work,
    ofChannels.map(({ channelId }) => channelId),
    pathOf,
  );
  const astray = ofChannels.findIndex(({ productId, channelId }) => channels.get(channelId)?.productId !== productId);
  if (astray >= 0) throw new Refusal('NOT_FOUND', 'The product has no such channel.', pathOf(astray));
};
