import type { NewEvent } from '../../events/event-log.js';

/** The record that was made, changed or archived is the event's subject. */
export const settingsChanged = (
  { workspaceId }: { workspaceId: string },
  subjectId: string,
  channelId: string | null = null,
): NewEvent => ({
  type: 'settings.changed',
  workspaceId,
  subjectId,
  channelId,
});
