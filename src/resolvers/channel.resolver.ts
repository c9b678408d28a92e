import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Channel } from '../entities/channel.js';
import { Product } from '../entities/product.js';
import { archiveChannel } from '../services/settings/archive-channel.js';
import { createChannel } from '../services/settings/create-channel.js';
import { listChannels } from '../services/settings/list-channels.js';
import { updateChannel } from '../services/settings/update-channel.js';
import type { Context } from './context.js';
import { RootMutation, RootQuery } from './root.js';
import {
  ArchiveChannelPayload,
  ChannelInput,
  ChannelListFilter,
  CreateChannelInput,
  CreateChannelPayload,
  UpdateChannelInput,
  UpdateChannelPayload,
} from './types/channel.js';

const theChannel = { description: 'The channel, and what to do with it.' };

@Resolver(() => Channel)
export class ChannelResolver {
  @FieldResolver(() => Product, { description: 'The product it belongs to.' })
  product(@Root() { productId }: Channel, @Ctx() { load }: Context) {
    return load.Product.load(productId);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether customers must prove who they are with an `identityHash`. The secret itself is never shown.',
  })
  hasIdentitySecret(@Root() { identitySecretSealed }: Channel) {
    return identitySecretSealed !== null;
  }

  @RootQuery(() => [Channel], { right: 'settings.read', description: 'The channels by name, at most 1000: an agent’s are those granted.' })
  channels(
    @Arg('filter', () => ChannelListFilter, { nullable: true, description: 'Which ones. Default: those in use.' })
    filter: ChannelListFilter | null,
    @Ctx() ctx: Context,
  ) {
    return ctx.ask(listChannels, { filter });
  }

  @RootMutation(() => CreateChannelPayload, {
    right: 'settings.change',
    description:
      'Makes a channel of a product, with a random public key. A WhatsApp, Instagram or Messenger channel is not connected yet. Agents with the whole product are authorised for it at once.',
    errors: ['NOT_FOUND', 'INVALID_STATE', 'NAME_TAKEN'],
  })
  createChannel(@Arg('input', () => CreateChannelInput, theChannel) input: CreateChannelInput, @Ctx() ctx: Context) {
    return ctx.run(createChannel, input);
  }

  @RootMutation(() => UpdateChannelPayload, {
    right: 'settings.change',
    description: 'Changes the name, the detail and the identity secret of a channel in use.',
    errors: ['NOT_FOUND', 'INVALID_STATE', 'NAME_TAKEN'],
  })
  updateChannel(@Arg('input', () => UpdateChannelInput, theChannel) input: UpdateChannelInput, @Ctx() ctx: Context) {
    return ctx.run(updateChannel, input);
  }

  @RootMutation(() => ArchiveChannelPayload, {
    right: 'settings.change',
    description:
      'Takes a channel out of use: no new chats; those under way go on. One of a platform is disconnected from its account. Archiving twice changes nothing.',
    errors: ['NOT_FOUND'],
  })
  archiveChannel(@Arg('input', () => ChannelInput, theChannel) input: ChannelInput, @Ctx() ctx: Context) {
    return ctx.run(archiveChannel, input);
  }
}
