import { z } from 'zod';
import type { Channel } from '../../entities/channel.js';
import { Conversation } from '../../entities/conversation.js';
import type { Customer } from '../../entities/customer.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { lockCurrent } from '../conversations/access.js';
import { OPEN_STATES } from '../conversations/rules.js';
import { requireChannel } from '../conversations/start-chat.js';
import { attributes, device, proofs } from '../customers/customer-inputs.js';
import { areVouchedFor, provenCustomer } from '../customers/prove-customer.js';
import { takeTold } from '../customers/take-told.js';
import { customerUpdated } from '../customers/update-profile.js';
import { email, language, name, text } from '../inputs.js';
import { publicUseCase, type Work } from '../use-case.js';
import { openSessionOf } from './open-session.js';

const signInCustomerInput = z.object({
  channelKey: text('channelKey', 100),
  ...proofs,
  name: name('name'),
  email: email.nullish(),
  attributes: attributes.nullish(),
  device: device.nullish(),
  language: language.nullish(),
});

/**
 * A session of a customer whom the company's own server vouches for, without a word being written: an app signs them in as
 * it starts. What it tells of them and of the device is kept, and told to the desk when it is news.
 */
export const signInCustomer = publicUseCase(
  signInCustomerInput,
  async (work, input) => {
    const channel = await requireVerifying(work, input.channelKey);
    const proven = await provenCustomer(work, channel, input, []);
    if (!proven) throw new Error('a channel with a secret lets nobody in unproven');
    const verified = areVouchedFor(work, channel, input, []);
    const { customer, isNew } = proven;
    const told = await takeTold(work, customer, { ...input, verified });
    if (!isNew && told.isNews) work.record(customerUpdated(customer, await lockCurrent(work, customer.id)));
    await work.em.flush();
    const session = await openSessionOf(work, customer, told.deviceId);
    return { customer: lazily('Customer', customer.id), conversation: await openConversationOf(work, customer), ...session };
  },
  ({ app, actor }) => app.limits.countChat(actor.address),
);

const requireVerifying = async (work: Work, key: string): Promise<Channel> => {
  const channel = await requireChannel(work, key);
  if (!channel.identitySecretSealed) throw new Refusal('IDENTITY_NOT_SET_UP', undefined, ['channelKey']);
  return channel;
};

const openConversationOf = async ({ em }: Work, { id: customerId }: Customer) => {
  const open = await em.findOne(Conversation, { customerId, state: { $in: OPEN_STATES }, endedAt: null });
  return open && lazily('Conversation', open.id);
};
