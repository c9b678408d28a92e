import { z } from 'zod';
import { MailLanguage, MailPurpose } from '../../entities/mail-enums.js';
import { MailSettings } from '../../entities/mail-settings.js';
import { MailTextOverride } from '../../entities/mail-text.js';
import { Refusal } from '../../errors.js';
import { faultOf } from '../../mail/compose.js';
import { DEFAULT_TEXTS } from '../../mail/texts.js';
import { id, text } from '../inputs.js';
import { lockProduct, requireInUse } from '../settings/access.js';
import { settingsChanged } from '../settings/settings-event.js';
import { agentQuery, agentUseCase } from '../use-case.js';

const which = { productId: id('product'), purpose: z.enum(MailPurpose), language: z.enum(MailLanguage) };

/** The product's own words from the next mail on. */
export const setMailText = agentUseCase(
  z.object({ ...which, subject: text('subject', 200), body: text('body', 10_000) }),
  async (work, { productId, purpose, language, subject, body }) => {
    const product = await lockProduct(work, productId);
    requireInUse(product, 'product');
    const fault = faultOf(purpose, { subject, body });
    if (fault) throw new Refusal('INVALID_INPUT', fault.words, [fault.field]);
    await work.em.upsert(MailTextOverride, { productId, purpose, language, workspaceId: product.workspaceId, subject, body });
    work.record(settingsChanged(work.actor, productId));
    return { mailText: { purpose, language, subject, body, isDefault: false } };
  },
);

/** Back to the words in mail/texts.ts; without own words it changes nothing. */
export const removeMailText = agentUseCase(z.object(which), async (work, { productId, purpose, language }) => {
  await lockProduct(work, productId);
  const removed = await work.em.nativeDelete(MailTextOverride, { productId, purpose, language });
  if (removed > 0) work.record(settingsChanged(work.actor, productId));
  return { mailText: { purpose, language, ...DEFAULT_TEXTS[purpose][language], isDefault: true } };
});

export interface MailTextFields {
  purpose: MailPurpose;
  language: MailLanguage;
  subject: string;
  body: string;
  isDefault: boolean;
}

/** Every purpose in every language: the product's own words, or the server's. */
export const listMailTexts = agentQuery(z.object({ productId: id('product') }), async ({ em, actor }, { productId }) => {
  const own = await em.find(MailTextOverride, { productId, workspaceId: actor.workspaceId });
  const all = Object.values(MailPurpose).flatMap((purpose) => Object.values(MailLanguage).map((language) => ({ purpose, language })));
  return all.map(({ purpose, language }): MailTextFields => {
    const found = own.find((each) => each.purpose === purpose && each.language === language);
    const { subject, body } = found ?? DEFAULT_TEXTS[purpose][language];
    return { purpose, language, subject, body, isDefault: !found };
  });
});

export const findMailSettings = agentQuery(z.object({ productId: id('product') }), ({ em, actor }, { productId }) =>
  em.findOne(MailSettings, { productId, workspaceId: actor.workspaceId }),
);
