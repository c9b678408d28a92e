import { z } from 'zod';
import { LanguageRule } from '../../entities/language-rule.js';
import { Refusal } from '../../errors.js';
import { encodeId } from '../../ids.js';
import { id } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { settingsChanged } from './settings-event.js';

/** Decisions that followed it keep its language. */
export const removeLanguageRule = agentUseCase(z.object({ languageRuleId: id('languagerule') }), async (work, { languageRuleId }) => {
  const rule = await work.em.findOne(LanguageRule, { id: languageRuleId, workspaceId: work.actor.workspaceId });
  if (!rule) throw new Refusal('NOT_FOUND', 'There is no such language rule.', ['languageRuleId']);
  work.em.remove(rule);
  work.record(settingsChanged(work.actor, rule.id, rule.channelId));
  return { removedLanguageRuleId: encodeId('languagerule', rule.id) };
});
