import { z } from 'zod';
import type { InboundEvent } from '../../channels/meta/inbound-event.js';
import { named } from '../../database.js';
import { settingsChanged } from '../settings/settings-event.js';
import { serverUseCase } from '../use-case.js';
import { statusOf } from './keep-templates.js';

// Raw SQL in this file: one statement for all channels of a business account, which have its templates in common.

/**
 * Nothing that was known already or is older than what was last seen: the platform repeats itself, in any order. Its moments are
 * whole seconds.
 */
const TAKE = `
  update message_template t set status = $4, reason = $5, refreshed_at = greatest(t.refreshed_at, $6)
  from channel_account a where a.channel_id = t.channel_id and a.business_account_id = $1 and a.channel_id = any($7::uuid[])
    and t.name = $2 and t.language = $3 and date_trunc('second', t.refreshed_at) <= $6 and (t.status, t.reason) is distinct from ($4, $5)
  returning t.channel_id as "channelId", t.workspace_id as "workspaceId"`;

interface Told {
  event: Extract<InboundEvent, { type: 'template-status' }>;
  /** Those under whose app's secret it was signed. */
  channelIds: readonly string[];
}

/** WhatsApp says what became of a template. One that is not known yet is fetched by the next refresh. */
export const takeTemplateStatus = serverUseCase(z.custom<Told>(), async (work, { event, channelIds }) => {
  const { businessAccountId, name, language, status, reason, at } = event;
  // In webhooks a language is written with a hyphen, in lists with an underscore.
  const written = language.replace('-', '_');
  const params = [businessAccountId, name, written, statusOf(status), reason === 'NONE' ? null : reason, at, channelIds];
  for (const changed of await named<{ channelId: string; workspaceId: string }>(work.em, TAKE, params)) {
    work.record(settingsChanged(changed, changed.channelId, changed.channelId));
  }
  return {};
});
