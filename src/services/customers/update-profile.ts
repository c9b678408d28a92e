import type { Conversation } from '../../entities/conversation.js';
import type { Customer } from '../../entities/customer.js';
import type { NewEvent } from '../../events/event-log.js';
import { lockCurrent } from '../conversations/access.js';
import type { Work } from '../use-case.js';
import { lockCustomer } from './queries.js';
import { changeProfile, type Profile } from './rules.js';

/** That something of a customer is news; it stands beside the conversation that the desk has in hand, which is held. */
export const customerUpdated = (customer: Customer, conversation: Conversation | undefined): NewEvent => ({
  type: 'customer.updated',
  workspaceId: customer.workspaceId,
  channelId: customer.channelId,
  customerId: customer.id,
  conversationId: conversation?.id ?? null,
  agentId: conversation?.agentId ?? null,
});

/** Writes what a channel tells anew of a customer (a name was changed on the platform, say), and tells the desk when it is news. */
export const updateProfile = async (work: Work, customerId: string, told: Profile): Promise<void> => {
  const customer = await lockCustomer(work.em, customerId);
  if (changeProfile(customer, told)) work.record(customerUpdated(customer, await lockCurrent(work, customerId)));
};
