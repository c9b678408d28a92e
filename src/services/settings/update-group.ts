import { z } from 'zod';
import { lazily } from '../../loaders/lazily.js';
import { id, ids, name } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { lockGroup, requireInUse } from './access.js';
import { replaceChannels } from './group-channels.js';
import { settingsChanged } from './settings-event.js';

const updateGroupInput = z.object({ groupId: id('group'), name: name('name').nullish(), channelIds: ids('channel').nullish() });

/** What is not given stays; `channelIds` are all the channels from now on. */
export const updateGroup = agentUseCase(updateGroupInput, async (work, input) => {
  const group = await lockGroup(work, input.groupId);
  requireInUse(group, 'group');
  group.name = input.name ?? group.name;
  if (input.channelIds) await replaceChannels(work, group.id, input.channelIds);
  work.record(settingsChanged(work.actor, group.id));
  return { group: lazily('Group', group.id) };
});
