import { v7 } from 'uuid';
import type { Channel } from '../../src/entities/channel.js';
import { ChannelType } from '../../src/entities/enums.js';
import { encodeId } from '../../src/ids.js';
import type { Client } from './client.js';
import { Company } from './company.js';
import { Desk } from './desk.js';
import { type Done, perform } from './perform.js';
import type { Account, AccountOptions } from './platform/account.js';
import { PlatformStandIn } from './platform/stand-in.js';

/** A desk whose platform is the stand-in; jobs run. */
export interface PlatformDesk {
  desk: Desk;
  platform: PlatformStandIn;
  stop(): Promise<void>;
}

export const openPlatformDesk = async (env: NodeJS.ProcessEnv = {}): Promise<PlatformDesk> => {
  const platform = await PlatformStandIn.start();
  const desk = await Desk.start({ env: { JOBS: 'on', META_GRAPH_URL: platform.url, ...env } });
  const stop = async (): Promise<void> => {
    await desk.stop();
    await platform.stop();
  };
  return { desk, platform, stop };
};

export const credentialsOf = ({ externalId, businessAccountId, accessToken, appSecret }: Account) => ({
  accountId: externalId,
  ...(businessAccountId && { businessAccountId }),
  accessToken,
  appSecret,
});

export const CONNECTION = 'connection { accountId businessAccountId hasCredentials callbackUrl verifyToken connectedAt problem }';

export interface ConnectionSeen {
  accountId: string | null;
  businessAccountId: string | null;
  hasCredentials: boolean;
  callbackUrl: string;
  verifyToken: string;
  connectedAt: string | null;
  problem: string | null;
}

export interface ChannelSeen {
  id: string;
  connected: boolean;
  phoneNumber: string | null;
  accountName: string | null;
  connection: ConnectionSeen | null;
}

export const connect = (client: Client, channel: Channel, account: Account, more: object = {}): Promise<Done<{ channel: ChannelSeen }>> =>
  perform(
    client,
    'connectChannel',
    { channelId: encodeId('channel', channel.id), ...credentialsOf(account), ...more },
    `channel { id connected phoneNumber accountName ${CONNECTION} }`,
  );

/** A company with a channel that is connected to an account of its own. */
export interface ConnectedCompany {
  company: Company;
  channel: Channel;
  account: Account;
}

export const openConnectedCompany = async (
  { desk, platform }: PlatformDesk,
  options: AccountOptions = { platform: 'WHATSAPP' },
): Promise<ConnectedCompany> => {
  const company = await Company.open(desk);
  const channel = await desk.seed.channel(company.product, ChannelType[options.platform], { connected: false });
  const account = platform.account(options);
  const supervisor = await company.supervisor();
  await connect(supervisor.client, channel, account);
  return { company, channel, account };
};

/** The company enters at the platform what `Channel.connection` shows. */
export const subscribeWebhooks = ({ desk, platform }: PlatformDesk, { channel, account }: ConnectedCompany): Promise<void> =>
  platform.connect(account, { url: `${desk.url}/webhooks/meta`, verifyToken: desk.server.app.verifyTokens.of(channel.id) });

/** A template that WhatsApp is not asked for; gives its id. */
export const saveTemplate = async (desk: Desk, channel: Channel, status = 'APPROVED'): Promise<string> => {
  const id = v7();
  const components = JSON.stringify([{ type: 'BODY', text: 'Merhaba {{1}}' }]);
  await desk.sql(
    `insert into message_template (id, workspace_id, channel_id, platform_id, name, language, category, status, components, refreshed_at)
     values ($1, $2, $3, '1', $4, 'tr', 'UTILITY', $5, $6, now())`,
    [id, channel.workspaceId, channel.id, `sablon_${id}`, status, components],
  );
  return encodeId('messagetemplate', id);
};

/** Connects a channel to an account past everything. */
export const saveAccount = async (
  desk: Desk,
  channel: Channel,
  { externalId, businessAccountId, accessToken, appSecret }: Account,
): Promise<void> => {
  const { secretBox } = desk.server.app;
  await desk.sql(
    `insert into channel_account (channel_id, workspace_id, type, external_id, business_account_id, access_token_sealed, app_secret_sealed, connected_at)
     values ($1, $2, $3, $4, $5, $6, $7, now())`,
    [channel.id, channel.workspaceId, channel.type, externalId, businessAccountId, secretBox.seal(accessToken), secretBox.seal(appSecret)],
  );
};
