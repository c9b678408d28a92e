import { v7 } from 'uuid';
import { z } from 'zod';
import { OnOffline } from '../../entities/enums.js';
import { Product } from '../../entities/product.js';
import { lazily } from '../../loaders/lazily.js';
import { name } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { settingsChanged } from './settings-event.js';

/** A brand of the company, with the default settings. */
export const createProduct = agentUseCase(z.object({ name: name('name') }), async (work, input) => {
  const product = work.em.create(Product, {
    id: v7(),
    workspaceId: work.actor.workspaceId,
    name: input.name,
    onOffline: OnOffline.KEEP,
    handBackWhenCustomerWrites: true,
    handBackWhenDisconnected: true,
    reactivationHours: 24,
    createdAt: work.now(),
  });
  work.record(settingsChanged(work.actor, product.id));
  return { product: lazily('Product', product.id) };
});
