import { attributesFit, identityFits } from '../../auth/secret-box.js';
import type { Channel } from '../../entities/channel.js';
import { Refusal } from '../../errors.js';
import type { Work } from '../use-case.js';
import { type Held, lockCustomer, lockKnownCustomer } from './queries.js';
import type { ToldAttribute } from './rules.js';

export interface Claim {
  name: string;
  email?: string | null;
  externalId?: string | null;
  identityHash?: string | null;
}

/** Whom the caller has proven to be, held; undefined: nobody known. A channel with a secret takes no one unproven. */
export const provenCustomer = async (work: Work, channel: Channel, claim: Claim, path = ['customer']): Promise<Held | undefined> => {
  if (!channel.identitySecretSealed) return ofOwnToken(work, channel);
  const { externalId, identityHash, name, email } = claim;
  if (!externalId || !identityHash)
    throw new Refusal('IDENTITY_REQUIRED', undefined, [...path, externalId ? 'identityHash' : 'externalId']);
  if (!identityFits(work.app.secretBox.open(channel.identitySecretSealed), externalId, identityHash)) {
    throw new Refusal('IDENTITY_INVALID', undefined, [...path, 'identityHash']);
  }
  const { id: channelId, workspaceId } = channel;
  return lockKnownCustomer(work.em, { workspaceId, channelId, name, email: email ?? null, externalId }, work.now());
};

const ofOwnToken = async ({ em, actor }: Work, channel: Channel): Promise<Held | undefined> =>
  actor.kind === 'customer' && actor.channelId === channel.id
    ? { customer: await lockCustomer(em, actor.customerId), isNew: false }
    : undefined;

export interface Vouched {
  externalId?: string | null;
  attributes?: ToldAttribute[] | null;
  attributesHash?: string | null;
}

/** Whether the company's server vouches for the attributes; a hash that does not fit is refused. Without a secret nothing is vouched for. */
export const areVouchedFor = (work: Work, channel: Channel, told: Vouched, path = ['customer']): boolean => {
  const { externalId, attributes, attributesHash } = told;
  if (!channel.identitySecretSealed || !externalId || !attributes?.length || !attributesHash) return false;
  if (attributesFit(work.app.secretBox.open(channel.identitySecretSealed), externalId, attributes, attributesHash)) return true;
  throw new Refusal(
    'IDENTITY_INVALID',
    'The `attributesHash` is not the HMAC-SHA256 of `externalId` and the attributes under the channel’s identity secret.',
    [...path, 'attributesHash'],
  );
};
