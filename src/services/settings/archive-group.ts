import { z } from 'zod';
import { lazily } from '../../loaders/lazily.js';
import { id } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { lockGroup } from './access.js';
import { settingsChanged } from './settings-event.js';

/** No conversation is routed to it any more; the archive's filter keeps it. Once archived, nothing more happens. */
export const archiveGroup = agentUseCase(z.object({ groupId: id('group') }), async (work, input) => {
  const group = await lockGroup(work, input.groupId);
  const result = { group: lazily('Group', group.id) };
  if (group.archivedAt) return result;
  group.archivedAt = work.now();
  work.record(settingsChanged(work.actor, group.id));
  return result;
});
