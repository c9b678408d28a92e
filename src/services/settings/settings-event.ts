import type { AgentActor } from '../../auth/actor.js';
import type { NewEvent } from '../../events/event-log.js';

/** The record that was made, changed or archived is the event's subject. */
export const settingsChanged = (actor: AgentActor, subjectId: string, channelId: string | null = null): NewEvent => ({
  type: 'settings.changed',
  workspaceId: actor.workspaceId,
  subjectId,
  channelId,
});
