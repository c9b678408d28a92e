import type { EntityManager } from '@mikro-orm/postgresql';
import type { SecretBox } from '../../auth/secret-box.js';
import type { MetaAccount, Platform } from '../../channels/meta/account.js';
import { named } from '../../database.js';
import { ChannelAccount } from '../../entities/channel-account.js';
import { settingsChanged } from '../settings/settings-event.js';
import type { SystemWork } from '../system-work.js';

const opened = (account: ChannelAccount, box: SecretBox): MetaAccount => ({
  // By the channel's type: no other has an account.
  platform: account.type as Platform,
  externalId: account.externalId,
  businessAccountId: account.businessAccountId,
  accessToken: box.open(account.accessTokenSealed),
  appSecret: box.open(account.appSecretSealed),
});

/** The account a channel is connected to, its credentials opened; null while it is not connected. */
export const accountOf = async (em: EntityManager, channelId: string, box: SecretBox): Promise<MetaAccount | null> => {
  const account = await em.findOne(ChannelAccount, { channelId });
  return account && opened(account, box);
};

/** Raw, because it is asked after each message: one statement that writes and tells only where it makes a difference. */
const MARK = `update channel_account set problem = $2 where channel_id = $1 and problem is distinct from $2 returning workspace_id as "workspaceId"`;

type Marking = Pick<SystemWork, 'em' | 'record'>;

const mark = async (work: Marking, channelId: string, problem: string | null): Promise<void> => {
  const [changed] = await named<{ workspaceId: string }>(work.em, MARK, [channelId, problem]);
  if (changed) work.record(settingsChanged(changed, channelId, channelId));
};

/** The platform said that the channel's token is bad: supervisors see it in words, until it is connected again or works again. */
export const markBroken = (work: Marking, channelId: string, words: string): Promise<void> => mark(work, channelId, words);

/** Something went out by the channel: whatever was wrong is over. */
export const markWorking = (work: Marking, channelId: string): Promise<void> => mark(work, channelId, null);
