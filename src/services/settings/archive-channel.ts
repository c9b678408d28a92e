import { z } from 'zod';
import { lazily } from '../../loaders/lazily.js';
import { forgetAccount } from '../channel-accounts/disconnect-channel.js';
import { id } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { lockChannel } from './access.js';
import { settingsChanged } from './settings-event.js';

/** Takes the channel out of use: no new chats, and a platform's account is forgotten. Conversations under way go on. Once archived, nothing more happens. */
export const archiveChannel = agentUseCase(z.object({ channelId: id('channel') }), async (work, input) => {
  const channel = await lockChannel(work, input.channelId);
  const result = { channel: lazily('Channel', channel.id) };
  if (channel.archivedAt) return result;
  await forgetAccount(work, channel);
  channel.archivedAt = work.now();
  work.record(settingsChanged(work.actor, channel.id, channel.id));
  return result;
});
