import { z } from 'zod';
import { Channel } from '../../entities/channel.js';
import { lazily } from '../../loaders/lazily.js';
import { id } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { lockProduct } from './access.js';
import { settingsChanged } from './settings-event.js';

/** Takes the product and its channels out of use: no new chats. Conversations under way go on. Once archived, nothing more happens. */
export const archiveProduct = agentUseCase(z.object({ productId: id('product') }), async (work, input) => {
  const product = await lockProduct(work, input.productId);
  const result = { product: lazily('Product', product.id) };
  if (product.archivedAt) return result;
  const now = work.now();
  product.archivedAt = now;
  await work.em.nativeUpdate(Channel, { productId: product.id, archivedAt: null }, { archivedAt: now });
  work.record(settingsChanged(work.actor, product.id));
  return result;
});
