import { z } from 'zod';
import { lazily } from '../../loaders/lazily.js';
import { id, name } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { lockChannel, requireInUse } from './access.js';
import { channelDetails, detailColumns, requireFitting } from './channel-details.js';
import { settingsChanged } from './settings-event.js';

const updateChannelInput = z.object({ channelId: id('channel'), name: name('name').nullish(), ...channelDetails });

/** Name, detail and identity secret; type, product and key stay what they were made as. */
export const updateChannel = agentUseCase(updateChannelInput, async (work, input) => {
  const channel = await lockChannel(work, input.channelId);
  requireInUse(channel, 'channel');
  requireFitting(channel.type, input);
  work.em.assign(channel, { name: input.name ?? channel.name, ...detailColumns(input, channel) });
  if (input.identitySecret !== undefined) {
    channel.identitySecretSealed = input.identitySecret === null ? null : work.app.secretBox.seal(input.identitySecret);
  }
  work.record(settingsChanged(work.actor, channel.id, channel.id));
  return { channel: lazily('Channel', channel.id) };
});
