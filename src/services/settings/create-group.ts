import { v7 } from 'uuid';
import { z } from 'zod';
import { Group } from '../../entities/group.js';
import { lazily } from '../../loaders/lazily.js';
import { ids, name } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { replaceChannels } from './group-channels.js';
import { settingsChanged } from './settings-event.js';

/** Agents who answer for a set of channels; members are added afterwards. */
export const createGroup = agentUseCase(z.object({ name: name('name'), channelIds: ids('channel').nullish() }), async (work, input) => {
  const group = work.em.create(Group, { id: v7(), workspaceId: work.actor.workspaceId, name: input.name, createdAt: work.now() });
  await work.em.flush();
  await replaceChannels(work, group.id, input.channelIds ?? []);
  work.record(settingsChanged(work.actor, group.id));
  return { group: lazily('Group', group.id) };
});
