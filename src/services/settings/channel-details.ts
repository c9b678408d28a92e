import { z } from 'zod';
import { ChannelType } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import { comesThroughPlatform } from '../conversations/rules.js';
import { text } from '../inputs.js';

const siteAddress = text('siteAddress', 300).refine(
  (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
  'Expected the address of a site such as `https://www.example.com`.',
);
const phoneNumber = text('phoneNumber', 30)
  .transform((value) => value.replaceAll(/[\s()-]/g, ''))
  .refine((value) => /^\+[1-9]\d{6,14}$/.test(value), 'Expected a phone number in international form such as `+902121234567`.');
/** Not trimmed: the company's server uses the very same characters. */
const identitySecret = z
  .string()
  .regex(/^[^\s\0]{16,256}$/, 'Expected 16 to 256 characters without white space, the more random the better.');

/** Null clears; what is not given stays. */
export const channelDetails = {
  siteAddress: siteAddress.nullish(),
  phoneNumber: phoneNumber.nullish(),
  accountName: text('accountName', 120).nullish(),
  appName: text('appName', 120).nullish(),
  identitySecret: identitySecret.nullish(),
};

const DETAILS = ['siteAddress', 'phoneNumber', 'accountName', 'appName'] as const;
type Detail = (typeof DETAILS)[number];
export type ChannelDetails = Partial<Record<Detail | 'identitySecret', string | null | undefined>>;

const DETAIL_OF: Record<ChannelType, Detail> = {
  [ChannelType.WEB_CHAT]: 'siteAddress',
  [ChannelType.WHATSAPP]: 'phoneNumber',
  [ChannelType.INSTAGRAM]: 'accountName',
  [ChannelType.MESSENGER]: 'accountName',
  [ChannelType.IN_APP_IOS]: 'appName',
  [ChannelType.IN_APP_ANDROID]: 'appName',
};

/** Each kind of channel has its own detail; customers of platforms are known by the platform, not by an identity secret. */
export const requireFitting = (type: ChannelType, details: ChannelDetails): void => {
  const foreign = DETAILS.find((detail) => details[detail] != null && detail !== DETAIL_OF[type]);
  if (foreign)
    throw new Refusal('INVALID_INPUT', `A channel of type ${type} has no ${foreign}; its detail is ${DETAIL_OF[type]}.`, [foreign]);
  if (details.identitySecret != null && comesThroughPlatform(type)) {
    throw new Refusal('INVALID_INPUT', `A channel of type ${type} has no identity secret: the platform tells who writes.`, [
      'identitySecret',
    ]);
  }
};

/** The columns as they are to be: a given value, null where it was cleared, the present one where nothing was given. */
export const detailColumns = (
  details: ChannelDetails,
  present: Partial<Record<Detail, string | null>> = {},
): Record<Detail, string | null> => {
  const column = (detail: Detail): string | null => (details[detail] === undefined ? (present[detail] ?? null) : details[detail]);
  return {
    siteAddress: column('siteAddress'),
    phoneNumber: column('phoneNumber'),
    accountName: column('accountName'),
    appName: column('appName'),
  };
};
