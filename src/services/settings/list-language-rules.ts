import { z } from 'zod';
import { named } from '../../database.js';
import { LanguageRule } from '../../entities/language-rule.js';
import { toRecord } from '../../records.js';
import { id } from '../inputs.js';
import { Conditions } from '../paging.js';
import { agentQuery } from '../use-case.js';
import { MOST_LISTED } from './most-listed.js';

const listLanguageRulesInput = z.object({ filter: z.object({ productId: id('product').nullish() }).nullish() });

/** By product, channel and language; an agent's are those of products and channels granted. */
export const listLanguageRules = agentQuery(listLanguageRulesInput, async ({ em, actor }, { filter }) => {
  const conditions = new Conditions().add('r.workspace_id = ?', actor.workspaceId);
  if (filter?.productId) conditions.add('r.product_id = ?', filter.productId);
  if (actor.channelIds) {
    conditions.add(
      'exists (select from channel c where c.product_id = r.product_id and (r.channel_id is null or c.id = r.channel_id) and c.id = any(?::uuid[]))',
      [...actor.channelIds],
    );
  }
  const sql = `select r.* from language_rule r where ${conditions.where.join(' and ')}
    order by r.product_id, r.channel_id nulls first, lower(r.language) limit ${MOST_LISTED}`;
  return (await named(em, sql, conditions.params)).map((row) => toRecord(em, LanguageRule, row));
});
