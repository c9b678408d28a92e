import type { Customer } from '../../entities/customer.js';
import type { Work } from '../use-case.js';
import type { ToldDevice } from './customer-inputs.js';
import { keepDevice } from './keep-device.js';
import { changeProfile, type ToldAttribute, withTold } from './rules.js';

export interface Told {
  name: string;
  email?: string | null;
  language?: string | null;
  attributes?: ToldAttribute[] | null;
  /** Whether the company's server vouches for the attributes. */
  verified: boolean;
  device?: ToldDevice | null;
}

export interface Taken {
  deviceId: string | null;
  /** Whether the desk does not know some of it. */
  isNews: boolean;
}

/** Writes down what a client tells of its customer, whose row is held or was just made, and of the device. */
export const takeTold = async (work: Work, customer: Customer, { device, verified, attributes, ...profile }: Told): Promise<Taken> => {
  const { name, email, language } = profile;
  const merged = attributes && withTold(customer.attributes, attributes, verified);
  const isNews = changeProfile(customer, { name, email, language, attributes: merged });
  const kept = device ? await keepDevice(work, customer, device) : null;
  return { deviceId: kept?.id ?? null, isNews: isNews || Boolean(kept?.changed) };
};
