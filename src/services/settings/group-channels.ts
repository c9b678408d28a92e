import type { AgentActor } from '../../auth/actor.js';
import { GroupChannel } from '../../entities/group-channel.js';
import type { Work } from '../use-case.js';
import { requireChannels, within } from './access.js';

/** The channels a group answers for, all of them; the caller holds the group's row. */
export const replaceChannels = async (work: Work<AgentActor>, groupId: string, channelIds: readonly string[]): Promise<void> => {
  const channels = await requireChannels(work, channelIds, within('channelIds'));
  await work.em.nativeDelete(GroupChannel, { groupId });
  for (const channelId of channels.keys()) work.em.create(GroupChannel, { groupId, channelId });
};
