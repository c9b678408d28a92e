import { z } from 'zod';
import { OnOffline } from '../../entities/enums.js';
import { lazily } from '../../loaders/lazily.js';
import { id } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { lockProduct, requireInUse } from './access.js';
import { settingsChanged } from './settings-event.js';

const SECONDS = 'acceptSeconds: 5 to 3600, or null.';
const LIMIT = 'queueLimit: 0 to 10000, or null.';
const HOURS = 'reactivationHours: 0 to 720.';

const updateProductSettingsInput = z.object({
  productId: id('product'),
  onOffline: z.enum(OnOffline).nullish(),
  handBackWhenCustomerWrites: z.boolean().nullish(),
  handBackWhenDisconnected: z.boolean().nullish(),
  /** Null switches it off; what is not given stays. */
  acceptSeconds: z.number().int().min(5, SECONDS).max(3_600, SECONDS).nullish(),
  queueLimit: z.number().int().min(0, LIMIT).max(10_000, LIMIT).nullish(),
  reactivationHours: z.number().int().min(0, HOURS).max(720, HOURS).nullish(),
});

/** What is not given stays. Counts for what happens from now on: nobody is handed back because of the change itself, except what
 * was left by agents who are gone, where that is switched on. */
export const updateProductSettings = agentUseCase(updateProductSettingsInput, async (work, input) => {
  const product = await lockProduct(work, input.productId);
  requireInUse(product, 'product');
  work.em.assign(product, {
    onOffline: input.onOffline ?? product.onOffline,
    handBackWhenCustomerWrites: input.handBackWhenCustomerWrites ?? product.handBackWhenCustomerWrites,
    handBackWhenDisconnected: input.handBackWhenDisconnected ?? product.handBackWhenDisconnected,
    acceptSeconds: input.acceptSeconds === undefined ? product.acceptSeconds : input.acceptSeconds,
    queueLimit: input.queueLimit === undefined ? product.queueLimit : input.queueLimit,
    reactivationHours: input.reactivationHours ?? product.reactivationHours,
  });
  work.record(settingsChanged(work.actor, product.id));
  return { product: lazily('Product', product.id) };
});
