import { z } from 'zod';
import type { MetaAccount } from '../../channels/meta/account.js';
import { GraphFailure } from '../../channels/meta/problems.js';
import { Channel } from '../../entities/channel.js';
import { ChannelType } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import type { Application } from '../application.js';
import { accountOf, markBroken } from '../channel-accounts/account.js';
import { platformRefusal } from '../channel-accounts/platform-refusal.js';
import { id } from '../inputs.js';
import { lockChannel } from '../settings/access.js';
import { systemWork } from '../system-work.js';
import { agentUseCase } from '../use-case.js';
import { keepTemplates, type TemplateList } from './keep-templates.js';

const refreshTemplatesInput = z.object({ channelId: id('channel') });

/** Asks WhatsApp, before the transaction, and takes over what it has. */
export const refreshTemplates = agentUseCase<typeof refreshTemplatesInput, { channel: unknown }, TemplateList | { refusal: Refusal }>(
  refreshTemplatesInput,
  async (work, { channelId }, list) => {
    if ('refusal' in list) throw list.refusal;
    await lockChannel(work, channelId);
    await keepTemplates(work, channelId, list);
    return { channel: lazily('Channel', channelId) };
  },
  async ({ app, actor }, { channelId }) => {
    try {
      return await askFor(app, await connectedAccount(app, channelId, actor.workspaceId));
    } catch (error) {
      if (error instanceof Refusal) return { refusal: error };
      if (error instanceof GraphFailure) return { refusal: platformRefusal(error, ['channelId']) };
      throw error;
    }
  },
);

const askFor = async (app: Application, account: MetaAccount): Promise<TemplateList> => {
  const askedAt = app.now();
  return { businessAccountId: account.businessAccountId ?? '', templates: await app.graph.templates(account), askedAt };
};

const connectedAccount = async (app: Application, channelId: string, workspaceId: string): Promise<MetaAccount> => {
  const em = app.orm.em.fork();
  const channel = await em.findOne(Channel, { id: channelId, workspaceId });
  if (!channel) throw new Refusal('NOT_FOUND', 'There is no such channel.', ['channelId']);
  if (channel.type !== ChannelType.WHATSAPP)
    throw new Refusal('INVALID_STATE', `Only WhatsApp has templates; this channel is of type ${channel.type}.`, ['channelId']);
  const account = await accountOf(em, channelId, app.secretBox);
  if (!account) throw new Refusal('INVALID_STATE', 'The channel is not connected; connect it with `connectChannel`.', ['channelId']);
  return account;
};

/** The same as a job, after connecting. What the platform refuses for good is shown on the channel; everything else is tried again. */
export const refreshTemplatesOf = async (app: Application, channelId: string): Promise<void> => {
  const account = await accountOf(app.orm.em.fork(), channelId, app.secretBox);
  if (account?.platform !== 'WHATSAPP') return;
  try {
    const list = await askFor(app, account);
    await systemWork(app, (work) => keepTemplates(work, channelId, list));
  } catch (error) {
    if (!(error instanceof GraphFailure) || !['BAD_TOKEN', 'PERMANENT'].includes(error.problem.kind)) throw error;
    const { words, kind } = error.problem;
    app.log.warn({ channelId, words }, 'the templates of a channel could not be fetched');
    if (kind === 'BAD_TOKEN') await systemWork(app, (work) => markBroken(work, channelId, words));
  }
};
