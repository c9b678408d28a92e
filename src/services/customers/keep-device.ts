import { v7 } from 'uuid';
import type { Customer } from '../../entities/customer.js';
import { Device } from '../../entities/device.js';
import type { Work } from '../use-case.js';
import type { ToldDevice } from './customer-inputs.js';
import { takeOver } from './rules.js';

export interface KeptDevice {
  id: string;
  /** Whether it was told anything new of. */
  changed: boolean;
}

/** The customer's device of this id, with what was told of it. Their row is held, or was just made. */
export const keepDevice = async (work: Work, customer: Customer, { installation, ...facts }: ToldDevice): Promise<KeptDevice> => {
  const now = work.now();
  const { id: customerId, workspaceId } = customer;
  const known = await work.em.findOne(Device, { customerId, installation });
  const device = known ?? work.em.create(Device, { id: v7(), workspaceId, customerId, installation, firstSeenAt: now, lastSeenAt: now });
  device.lastSeenAt = now;
  return { id: device.id, changed: takeOver<Device>(device, facts) };
};
