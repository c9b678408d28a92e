import { z } from 'zod';
import { MessageTemplate } from '../../entities/message-template.js';
import { TemplateCategory, TemplateStatus } from '../../entities/template-enums.js';
import { toRecord } from '../../records.js';
import { id, text } from '../inputs.js';
import { Conditions, encodePosition, forwardPagingByName, type Page, readPage } from '../paging.js';
import { agentQuery } from '../use-case.js';

const filter = z.object({
  statuses: z.array(z.enum(TemplateStatus)).nullish(),
  categories: z.array(z.enum(TemplateCategory)).nullish(),
  languages: z.array(text('language', 20)).max(100, 'At most 100 languages.').nullish(),
  search: text('search', 120).nullish(),
});

const listTemplatesInput = z.object({ channelId: id('channel'), filter: filter.nullish(), paging: forwardPagingByName });

const positionOf = ({ name, id: templateId }: MessageTemplate): string => encodePosition([name, templateId]);

/** Those of a channel that the caller may see, by name. */
export const listTemplates = agentQuery(
  listTemplatesInput,
  async ({ em, actor }, { channelId, filter: wanted, paging }): Promise<Page<MessageTemplate>> => {
    const conditions = new Conditions().add('t.channel_id = ?', channelId).add('t.workspace_id = ?', actor.workspaceId);
    if (actor.channelIds) conditions.add('t.channel_id = any(?::uuid[])', [...actor.channelIds]);
    if (wanted?.statuses) conditions.add('t.status = any(?::text[])', wanted.statuses);
    if (wanted?.categories) conditions.add('t.category = any(?::text[])', wanted.categories);
    if (wanted?.languages) conditions.add('t.language = any(?::text[])', wanted.languages);
    if (wanted?.search) conditions.add('strpos(t.name, lower(?)) > 0', wanted.search);
    const sort = { column: 't.name', type: 'text', id: 't.id', descending: false } as const;
    const page = await readPage(em, { columns: 't.*', from: 'message_template t', ...conditions, sort }, paging);
    return { ...page, nodes: page.rows.map((row) => toRecord(em, MessageTemplate, row)), positionOf };
  },
);
