import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Product } from '../entities/product.js';
import { Topic } from '../entities/topic.js';
import { seenProducts, seenTopics } from '../services/nodes/seen.js';
import { archiveTopic } from '../services/settings/archive-topic.js';
import { createTopic } from '../services/settings/create-topic.js';
import { listTopics } from '../services/settings/list-topics.js';
import { updateTopic } from '../services/settings/update-topic.js';
import type { Context } from './context.js';
import { RootMutation, RootQuery } from './root.js';
import {
  ArchiveTopicPayload,
  CreateTopicInput,
  CreateTopicPayload,
  TopicFilter,
  TopicInput,
  UpdateTopicInput,
  UpdateTopicPayload,
} from './types/topic.js';

const theTopic = { description: 'The topic, and what to do with it.' };

@Resolver(() => Topic)
export class TopicResolver {
  @FieldResolver(() => Topic, { nullable: true, description: 'The topic it stands under; null on the first level.' })
  parent(@Root() { parentId }: Topic, @Ctx() { load }: Context) {
    return parentId && load.Topic.load(parentId);
  }

  @FieldResolver(() => [Topic], { description: 'The subtopics in use that serve a product the viewer may see, by name.' })
  async subtopics(@Root() { id }: Topic, @Ctx() ctx: Context) {
    return seenTopics(ctx, await ctx.load.subtopicsOfTopic.load(id));
  }

  @FieldResolver(() => [Product], {
    description:
      'The products it is limited to, as far as the viewer may see them, by name; empty when it serves all that its parent serves.',
  })
  async products(@Root() { id }: Topic, @Ctx() ctx: Context) {
    return seenProducts(ctx, await ctx.load.productsOfTopic.load(id));
  }

  @RootQuery(() => [Topic], {
    right: 'settings.read',
    description: 'The topics of both levels by name, at most 1000: an agent’s are those that serve a product granted.',
  })
  topics(
    @Arg('filter', () => TopicFilter, { nullable: true, description: 'Which ones. Default: those in use.' }) filter: TopicFilter | null,
    @Ctx() ctx: Context,
  ) {
    return ctx.ask(listTopics, { filter });
  }

  @RootMutation(() => CreateTopicPayload, {
    right: 'settings.change',
    description: 'Makes a topic, or with `parentId` a subtopic; there are two levels.',
    errors: ['NOT_FOUND', 'INVALID_STATE', 'NAME_TAKEN'],
  })
  createTopic(@Arg('input', () => CreateTopicInput, theTopic) input: CreateTopicInput, @Ctx() ctx: Context) {
    return ctx.run(createTopic, input);
  }

  @RootMutation(() => UpdateTopicPayload, {
    right: 'settings.change',
    description: 'Changes the name and the products of a topic in use. What was resolved under it stays under it.',
    errors: ['NOT_FOUND', 'INVALID_STATE', 'NAME_TAKEN'],
  })
  updateTopic(@Arg('input', () => UpdateTopicInput, theTopic) input: UpdateTopicInput, @Ctx() ctx: Context) {
    return ctx.run(updateTopic, input);
  }

  @RootMutation(() => ArchiveTopicPayload, {
    right: 'settings.change',
    description:
      'Takes a topic and its subtopics out of use: no longer to choose, still in the archive’s filter. Topics are never deleted. Archiving twice changes nothing.',
    errors: ['NOT_FOUND'],
  })
  archiveTopic(@Arg('input', () => TopicInput, theTopic) input: TopicInput, @Ctx() ctx: Context) {
    return ctx.run(archiveTopic, input);
  }
}
