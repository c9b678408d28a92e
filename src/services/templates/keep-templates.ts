import { v7 } from 'uuid';
import type { PlatformTemplate } from '../../channels/meta/graph-client.js';
import { named } from '../../database.js';
import { TemplateCategory, TemplateStatus } from '../../entities/template-enums.js';
import { settingsChanged } from '../settings/settings-event.js';
import type { SystemWork } from '../system-work.js';

// Raw SQL in this file: an account may have thousands of templates, and they are written with one statement.

/** WhatsApp's own words for a status, in its lists and in its webhooks, where they differ from ours. */
const STATUSES: Record<string, TemplateStatus> = {
  REINSTATED: TemplateStatus.APPROVED,
  UNARCHIVED: TemplateStatus.APPROVED,
  // Customers complained of it, and it may still be sent.
  FLAGGED: TemplateStatus.APPROVED,
  APPEAL_REQUESTED: TemplateStatus.IN_APPEAL,
  PENDING_DELETION: TemplateStatus.DELETED,
};

const oneOf = <Word extends string>(words: Record<string, Word>, word: string): Word | undefined =>
  Object.values(words).find((known) => known === word);

export const statusOf = (said: string): TemplateStatus => {
  const word = said.toUpperCase();
  return STATUSES[word] ?? oneOf(TemplateStatus, word) ?? TemplateStatus.OTHER;
};

const categoryOf = (said: string | null): TemplateCategory => oneOf(TemplateCategory, said?.toUpperCase() ?? '') ?? TemplateCategory.OTHER;

/** The channel's row, if it is still connected to the business account that was asked: whoever disconnects it holds the row too. */
const LOCK = `select c.workspace_id as "workspaceId" from channel c join channel_account a on a.channel_id = c.id
  where c.id = $1 and a.business_account_id = $2 for no key update of c`;

/**
 * What is known from a later moment than the list is of stays: another list, or word by webhook. A reason that was told by
 * webhook stays as long as the status it explains. Gives how many differ from what was known.
 */
const KEEP = `
  with told as (
    select * from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::jsonb[])
      as t (id, platform_id, name, language, category, status, components)
  ), gone as (
    delete from message_template m where channel_id = $2 and refreshed_at <= $10
      and not exists (select from told t where t.name = m.name and t.language = m.language) returning 1
  ), changed as (
    select 1 from told t left join message_template m on m.channel_id = $2 and m.name = t.name and m.language = t.language
    where m.id is null or m.refreshed_at <= $10
      and (m.platform_id, m.category, m.status, m.components) is distinct from (t.platform_id, t.category, t.status, t.components)
  ), kept as (
    insert into message_template (id, workspace_id, channel_id, platform_id, name, language, category, status, components, refreshed_at)
    select t.id, $1, $2, t.platform_id, t.name, t.language, t.category, t.status, t.components, $10 from told t
    on conflict (channel_id, name, language) do update set platform_id = excluded.platform_id, category = excluded.category,
      reason = case when message_template.status = excluded.status then message_template.reason end,
      status = excluded.status, components = excluded.components, refreshed_at = excluded.refreshed_at
    where message_template.refreshed_at <= excluded.refreshed_at
  )
  select (select count(*) from gone)::int + (select count(*) from changed)::int as changes`;

/** All templates of a business account, as WhatsApp had them at a moment. */
export interface TemplateList {
  businessAccountId: string;
  templates: readonly PlatformTemplate[];
  askedAt: Date;
}

/** What WhatsApp has takes the place of what was known; a template keeps its id. */
export const keepTemplates = async (
  work: Pick<SystemWork, 'em' | 'record'>,
  channelId: string,
  { businessAccountId, templates, askedAt }: TemplateList,
): Promise<void> => {
  const [channel] = await named<{ workspaceId: string }>(work.em, LOCK, [channelId, businessAccountId]);
  if (!channel) return;
  const told = [...new Map(templates.map((each) => [`${each.language} ${each.name}`, each])).values()];
  const column = <Value>(of: (template: PlatformTemplate) => Value): Value[] => told.map(of);
  const [row] = await named<{ changes: number }>(work.em, KEEP, [
    channel.workspaceId,
    channelId,
    column(() => v7()),
    column(({ id }) => id),
    column(({ name }) => name),
    column(({ language }) => language),
    column(({ category }) => categoryOf(category)),
    column(({ status }) => statusOf(status)),
    column(({ components }) => JSON.stringify(components)),
    askedAt,
  ]);
  if (row && row.changes > 0) work.record(settingsChanged(channel, channelId, channelId));
};
