import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Agent } from '../entities/agent.js';
import { Channel } from '../entities/channel.js';
import { Group } from '../entities/group.js';
import { LanguageRule } from '../entities/language-rule.js';
import { Product } from '../entities/product.js';
import { seenAgents, seenChannels, seenGroups } from '../services/nodes/seen.js';
import { listLanguageRules } from '../services/settings/list-language-rules.js';
import { removeLanguageRule } from '../services/settings/remove-language-rule.js';
import { setLanguageRule } from '../services/settings/set-language-rule.js';
import type { Context } from './context.js';
import { RootMutation, RootQuery } from './root.js';
import {
  LanguageRuleFilter,
  RemoveLanguageRuleInput,
  RemoveLanguageRulePayload,
  SetLanguageRuleInput,
  SetLanguageRulePayload,
} from './types/language-rule.js';

const theRule = { description: 'The rule.' };

/** What is left of a record for whoever looks. */
const seen = async <Found>(found: Found | null, left: (some: Found[]) => Found[] | Promise<Found[]>): Promise<Found | null> =>
  found && ((await left([found]))[0] ?? null);

@Resolver(() => LanguageRule)
export class LanguageRuleResolver {
  @FieldResolver(() => Product, { description: 'The product whose conversations it is for.' })
  product(@Root() { productId }: LanguageRule, @Ctx() { load }: Context) {
    return load.Product.load(productId);
  }

  @FieldResolver(() => Channel, { nullable: true, description: 'The only channel it is for; null: all of the product.' })
  async channel(@Root() { channelId }: LanguageRule, @Ctx() ctx: Context) {
    return channelId && seen(await ctx.load.Channel.load(channelId), (some) => seenChannels(ctx, some));
  }

  @FieldResolver(() => Agent, {
    nullable: true,
    description: 'The agent it names; null when it names a group, or one the viewer may not see.',
  })
  async agent(@Root() { agentId }: LanguageRule, @Ctx() ctx: Context) {
    return agentId && seen(await ctx.load.Agent.load(agentId), (some) => seenAgents(ctx, some));
  }

  @FieldResolver(() => Group, {
    nullable: true,
    description: 'The group it names; null when it names an agent, or one the viewer may not see.',
  })
  async group(@Root() { groupId }: LanguageRule, @Ctx() ctx: Context) {
    return groupId && seen(await ctx.load.Group.load(groupId), (some) => seenGroups(ctx, some));
  }

  @RootQuery(() => [LanguageRule], {
    right: 'settings.read',
    description:
      'The language rules by product, channel and language, at most 1000: an agent’s are those of products and channels granted.',
  })
  languageRules(
    @Arg('filter', () => LanguageRuleFilter, { nullable: true, description: 'Which ones. Default: all.' })
    filter: LanguageRuleFilter | null,
    @Ctx() ctx: Context,
  ) {
    return ctx.ask(listLanguageRules, { filter });
  }

  @RootMutation(() => SetLanguageRulePayload, {
    right: 'settings.change',
    description:
      'Prefers an agent or a group for conversations of a product (or one channel) in a language. There is one rule for each product, channel and language: setting it again names somebody else. Of several that match, one for the channel goes before one for the product, then a longer tag before a shorter. A rule whose agents are all unavailable (not Online, not connected, not authorised, at capacity, or they let the conversation pass) gives way to the next, and in the end to any eligible agent.',
    errors: ['NOT_FOUND', 'INVALID_STATE'],
  })
  setLanguageRule(@Arg('input', () => SetLanguageRuleInput, theRule) input: SetLanguageRuleInput, @Ctx() ctx: Context) {
    return ctx.run(setLanguageRule, input);
  }

  @RootMutation(() => RemoveLanguageRulePayload, {
    right: 'settings.change',
    description: 'Takes a language rule away: conversations in that language go to any eligible agent from now on.',
    errors: ['NOT_FOUND'],
  })
  removeLanguageRule(@Arg('input', () => RemoveLanguageRuleInput, theRule) input: RemoveLanguageRuleInput, @Ctx() ctx: Context) {
    return ctx.run(removeLanguageRule, input);
  }
}
