import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import type { MetaAccount, Platform } from '../../channels/meta/account.js';
import { GraphFailure } from '../../channels/meta/problems.js';
import { Channel } from '../../entities/channel.js';
import { ChannelAccount } from '../../entities/channel-account.js';
import { ChannelType } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import type { Application } from '../application.js';
import { comesThroughPlatform } from '../conversations/rules.js';
import { id, text } from '../inputs.js';
import { lockChannel, requireInUse } from '../settings/access.js';
import { settingsChanged } from '../settings/settings-event.js';
import { refreshTemplatesSoon } from '../templates/refresh-templates-soon.js';
import { agentUseCase, type Work } from '../use-case.js';
import { platformRefusal } from './platform-refusal.js';

const platformId = (what: string) =>
  text(what, 50).refine((value) => /^\d+$/.test(value), `Expected the ${what} as the platform writes it: digits only.`);
/** Taken as it is but for white space around it: they are copied from a page. */
const credential = (what: string) => text(what, 1_000).refine((value) => !/\s/.test(value), `The ${what} has no white space in it.`);

const connectChannelInput = z.object({
  channelId: id('channel'),
  accountId: platformId('accountId'),
  businessAccountId: platformId('businessAccountId').nullish(),
  accessToken: credential('accessToken'),
  appSecret: credential('appSecret'),
});
type Input = z.output<typeof connectChannelInput>;

/** What the platform says of the account, or why it is not to be connected. */
type Looked = { described: Described } | { refusal: Refusal };
interface Described {
  name: string;
  phoneNumber: string | null;
}

const requireConnectable = (channel: Channel, { businessAccountId }: Input): void => {
  requireInUse(channel, 'channel');
  if (!comesThroughPlatform(channel.type))
    throw new Refusal('INVALID_STATE', `A channel of type ${channel.type} has no account: its customers write here.`, ['channelId']);
  const isWhatsApp = channel.type === ChannelType.WHATSAPP;
  if (isWhatsApp && !businessAccountId)
    throw new Refusal('INVALID_INPUT', 'WhatsApp needs the businessAccountId too.', ['businessAccountId']);
  if (!isWhatsApp && businessAccountId)
    throw new Refusal('INVALID_INPUT', `A channel of type ${channel.type} has no business account: leave it out.`, ['businessAccountId']);
};

/** The platform is asked before the transaction: it may take its time. What was seen then is looked at again under the lock. */
export const connectChannel = agentUseCase<typeof connectChannelInput, { channel: unknown }, Looked>(
  connectChannelInput,
  async (work, input, looked) => {
    if ('refusal' in looked) throw looked.refusal;
    const channel = await lockChannel(work, input.channelId);
    requireConnectable(channel, input);
    await keepAccount(work, channel, input);
    work.em.assign(channel, { connected: true, ...detailOf(channel, looked.described) });
    work.record(settingsChanged(work.actor, channel.id, channel.id));
    if (channel.type === ChannelType.WHATSAPP) await refreshTemplatesSoon(work.em, channel.id);
    return { channel: lazily('Channel', channel.id) };
  },
  async ({ app, actor }, input) => {
    try {
      return { described: await lookAtAccount(app, actor, input) };
    } catch (error) {
      if (error instanceof Refusal) return { refusal: error };
      if (error instanceof GraphFailure) return { refusal: platformRefusal(error, ['accessToken']) };
      throw error;
    }
  },
);

const lookAtAccount = async (app: Application, actor: AgentActor, input: Input): Promise<Described> => {
  const em = app.orm.em.fork();
  const channel = await em.findOne(Channel, { id: input.channelId, workspaceId: actor.workspaceId });
  if (!channel) throw new Refusal('NOT_FOUND', 'There is no such channel.', ['channelId']);
  requireConnectable(channel, input);
  const { type } = channel;
  const { accountId: externalId, businessAccountId = null, accessToken, appSecret } = input;
  if (await em.count(ChannelAccount, { type, externalId, channelId: { $ne: channel.id } })) {
    throw new Refusal('ACCOUNT_TAKEN', undefined, ['accountId']);
  }
  const account: MetaAccount = { platform: type as Platform, externalId, businessAccountId, accessToken, appSecret };
  const described = await app.graph.describe(account);
  await app.graph.subscribe(account);
  return described;
};

/** New credentials take the place of those of before. */
const keepAccount = async (work: Work<AgentActor>, channel: Channel, input: Input): Promise<void> => {
  const { secretBox } = work.app;
  const { accountId: externalId, businessAccountId = null } = input;
  const known = await work.em.findOne(ChannelAccount, { channelId: channel.id });
  const account = {
    ...{ type: channel.type, externalId, businessAccountId, connectedAt: work.now(), problem: null },
    ...{ accessTokenSealed: secretBox.seal(input.accessToken), appSecretSealed: secretBox.seal(input.appSecret) },
  };
  if (known) work.em.assign(known, account);
  else work.em.create(ChannelAccount, { channelId: channel.id, workspaceId: channel.workspaceId, ...account });
  await work.em.flush();
};

/** What the company wrote itself stays. */
const detailOf = (channel: Channel, { name, phoneNumber }: Described): Partial<Channel> => {
  if (channel.type !== ChannelType.WHATSAPP) return { accountName: channel.accountName ?? name };
  const digits = phoneNumber?.replaceAll(/\D/g, '');
  return { phoneNumber: channel.phoneNumber ?? (digits ? `+${digits}` : null) };
};
