import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import type { Channel } from '../../entities/channel.js';
import { ChannelAccount } from '../../entities/channel-account.js';
import { MessageTemplate } from '../../entities/message-template.js';
import { lazily } from '../../loaders/lazily.js';
import { id } from '../inputs.js';
import { lockChannel } from '../settings/access.js';
import { settingsChanged } from '../settings/settings-event.js';
import { agentUseCase, type Work } from '../use-case.js';

/** Forgets the account with its credentials and templates. Conversations stay, and answers to them fail until it is connected again. */
export const disconnectChannel = agentUseCase(z.object({ channelId: id('channel') }), async (work, input) => {
  const channel = await lockChannel(work, input.channelId);
  if (await forgetAccount(work, channel)) work.record(settingsChanged(work.actor, channel.id, channel.id));
  return { channel: lazily('Channel', channel.id) };
});

/** Whether there was one. The caller holds the channel's row. */
export const forgetAccount = async (work: Work<AgentActor>, channel: Channel): Promise<boolean> => {
  await work.em.nativeDelete(MessageTemplate, { channelId: channel.id });
  if ((await work.em.nativeDelete(ChannelAccount, { channelId: channel.id })) === 0) return false;
  channel.connected = false;
  return true;
};
