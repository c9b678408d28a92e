import { v7 } from 'uuid';
import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import { LanguageRule } from '../../entities/language-rule.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { requireAgent } from '../agents/access.js';
import { id, language } from '../inputs.js';
import { agentUseCase, type Work } from '../use-case.js';
import { lockGroup, lockProduct, requireChannels, requireInUse } from './access.js';
import { findLanguageRule } from './queries.js';
import { settingsChanged } from './settings-event.js';

const setLanguageRuleInput = z
  .object({
    productId: id('product'),
    channelId: id('channel').nullish(),
    language,
    agentId: id('agent').nullish(),
    groupId: id('group').nullish(),
  })
  .refine(({ agentId, groupId }) => Boolean(agentId) !== Boolean(groupId), {
    error: 'Name either an agent or a group.',
    path: ['agentId'],
  });
type Input = z.output<typeof setLanguageRuleInput>;

/** One rule for a product, channel and language: set again, it names somebody else. The product's row is held, so two at once make one. */
export const setLanguageRule = agentUseCase(setLanguageRuleInput, async (work, input) => {
  const product = await lockProduct(work, input.productId);
  requireInUse(product, 'product');
  if (input.channelId) await requireChannelOf(work, input.channelId, product.id);
  await requireNamed(work, input);
  const rule = await madeOrFound(work, input);
  work.em.assign(rule, { language: input.language, agentId: input.agentId ?? null, groupId: input.groupId ?? null });
  work.record(settingsChanged(work.actor, rule.id, rule.channelId));
  return { languageRule: lazily('LanguageRule', rule.id) };
});

const requireChannelOf = async (work: Work<AgentActor>, channelId: string, productId: string): Promise<void> => {
  const channel = (await requireChannels(work, [channelId], () => ['channelId'])).get(channelId);
  if (channel?.productId !== productId) throw new Refusal('NOT_FOUND', 'The product has no such channel.', ['channelId']);
  requireInUse(channel, 'channel');
};

const requireNamed = async (work: Work<AgentActor>, { agentId, groupId }: Input): Promise<void> => {
  if (agentId) await requireAgent(work, agentId);
  if (groupId) requireInUse(await lockGroup(work, groupId), 'group');
};

const madeOrFound = async (work: Work<AgentActor>, input: Input): Promise<LanguageRule> => {
  const { productId, channelId = null } = input;
  const found = await findLanguageRule(work.em, productId, channelId, input.language);
  if (found) return found;
  const { workspaceId } = work.actor;
  return work.em.create(LanguageRule, { id: v7(), workspaceId, productId, channelId, language: input.language, createdAt: work.now() });
};
