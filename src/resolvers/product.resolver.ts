import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Channel } from '../entities/channel.js';
import { Product } from '../entities/product.js';
import { seenChannels } from '../services/nodes/seen.js';
import { archiveProduct } from '../services/settings/archive-product.js';
import { createProduct } from '../services/settings/create-product.js';
import { listProducts } from '../services/settings/list-products.js';
import { updateProduct } from '../services/settings/update-product.js';
import { updateProductSettings } from '../services/settings/update-product-settings.js';
import type { Context } from './context.js';
import { RootMutation, RootQuery } from './root.js';
import {
  ArchiveProductPayload,
  CreateProductInput,
  CreateProductPayload,
  ProductFilter,
  ProductInput,
  UpdateProductInput,
  UpdateProductPayload,
  UpdateProductSettingsInput,
  UpdateProductSettingsPayload,
} from './types/product.js';

const theProduct = { description: 'The product, and what to do with it.' };

@Resolver(() => Product)
export class ProductResolver {
  @FieldResolver(() => [Channel], { description: 'The channels in use that the viewer may see, by name.' })
  async channels(@Root() { id }: Product, @Ctx() ctx: Context) {
    return seenChannels(ctx, await ctx.load.channelsOfProduct.load(id));
  }

  @RootQuery(() => [Product], {
    right: 'settings.read',
    description: 'The products by name, at most 1000: an agent’s are those granted, wholly or for a channel.',
  })
  products(
    @Arg('filter', () => ProductFilter, { nullable: true, description: 'Which ones. Default: those in use.' }) filter: ProductFilter | null,
    @Ctx() ctx: Context,
  ) {
    return ctx.ask(listProducts, { filter });
  }

  @RootMutation(() => CreateProductPayload, {
    right: 'settings.change',
    description: 'Makes a product with the default settings.',
    errors: ['NAME_TAKEN'],
  })
  createProduct(@Arg('input', () => CreateProductInput, theProduct) input: CreateProductInput, @Ctx() ctx: Context) {
    return ctx.run(createProduct, input);
  }

  @RootMutation(() => UpdateProductPayload, {
    right: 'settings.change',
    description: 'Renames a product in use.',
    errors: ['NOT_FOUND', 'INVALID_STATE', 'NAME_TAKEN'],
  })
  updateProduct(@Arg('input', () => UpdateProductInput, theProduct) input: UpdateProductInput, @Ctx() ctx: Context) {
    return ctx.run(updateProduct, input);
  }

  @RootMutation(() => UpdateProductSettingsPayload, {
    right: 'settings.change',
    description: 'Changes how a product in use treats its conversations, from now on.',
    errors: ['NOT_FOUND', 'INVALID_STATE'],
  })
  updateProductSettings(
    @Arg('input', () => UpdateProductSettingsInput, theProduct) input: UpdateProductSettingsInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(updateProductSettings, input);
  }

  @RootMutation(() => ArchiveProductPayload, {
    right: 'settings.change',
    description:
      'Takes a product and all its channels out of use: no new chats; those under way go on, and the archive keeps theirs. Archiving twice changes nothing.',
    errors: ['NOT_FOUND'],
  })
  archiveProduct(@Arg('input', () => ProductInput, theProduct) input: ProductInput, @Ctx() ctx: Context) {
    return ctx.run(archiveProduct, input);
  }
}
