import { z } from 'zod';
import { lazily } from '../../loaders/lazily.js';
import { id, name } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { lockProduct, requireInUse } from './access.js';
import { settingsChanged } from './settings-event.js';

export const updateProduct = agentUseCase(z.object({ productId: id('product'), name: name('name') }), async (work, input) => {
  const product = await lockProduct(work, input.productId);
  requireInUse(product, 'product');
  product.name = input.name;
  work.record(settingsChanged(work.actor, product.id));
  return { product: lazily('Product', product.id) };
});
