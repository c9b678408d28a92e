import { z } from 'zod';
import type { AgentActor } from '../../auth/actor.js';
import { MailLanguage, MailPreset, MailSecurity } from '../../entities/mail-enums.js';
import { MailSettings } from '../../entities/mail-settings.js';
import type { Product } from '../../entities/product.js';
import { Refusal } from '../../errors.js';
import { PRESETS, type SmtpServer } from '../../mail/presets.js';
import { email, id, name, text } from '../inputs.js';
import { lockProduct, requireInUse } from '../settings/access.js';
import { settingsChanged } from '../settings/settings-event.js';
import { agentUseCase, type Work } from '../use-case.js';

const PORT = 'port: 1 to 65535.';
const hostName = text('host', 253).refine(
  (host) => /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host),
  'Expected a host name such as smtp.example.com.',
);

const updateMailSettingsInput = z.object({
  productId: id('product'),
  preset: z.enum(MailPreset).nullish(),
  host: hostName.nullish(),
  port: z.number().int().min(1, PORT).max(65_535, PORT).nullish(),
  security: z.enum(MailSecurity).nullish(),
  userName: text('userName', 254).nullish(),
  password: text('password', 500).nullish(),
  fromAddress: email.nullish(),
  fromName: name('fromName').nullish(),
  replyAddress: email.nullish(),
  bouncesComeBack: z.boolean().nullish(),
  language: z.enum(MailLanguage).nullish(),
});
type Input = z.output<typeof updateMailSettingsInput>;

/** What is not given stays; `userName`, `password` and `replyAddress` given as null are taken away. */
export const updateMailSettings = agentUseCase(updateMailSettingsInput, async (work, input) => {
  const product = await lockProduct(work, input.productId);
  requireInUse(product, 'product');
  const known = await work.em.findOne(MailSettings, { productId: product.id });
  const settings = known ?? begin(work, product, input);
  const preset = input.preset ?? settings.preset;
  work.em.assign(settings, {
    preset,
    ...serverOf(preset, settings, input),
    userName: input.userName === undefined ? settings.userName : input.userName,
    passwordSealed: passwordOf(work, settings, input),
    fromAddress: input.fromAddress ?? settings.fromAddress,
    fromName: input.fromName ?? settings.fromName,
    replyAddress: input.replyAddress === undefined ? settings.replyAddress : input.replyAddress,
    bouncesComeBack: input.bouncesComeBack ?? settings.bouncesComeBack,
    language: input.language ?? settings.language,
    updatedAt: work.now(),
  });
  work.record(settingsChanged(work.actor, product.id));
  return { mailSettings: settings };
});

const begin = (work: Work<AgentActor>, product: Product, { preset, fromAddress, fromName }: Input): MailSettings => {
  if (!preset) throw new Refusal('INVALID_INPUT', 'The product has no mail settings yet: `preset` is needed.', ['preset']);
  if (!fromAddress) throw new Refusal('INVALID_INPUT', 'The product has no mail settings yet: `fromAddress` is needed.', ['fromAddress']);
  return work.em.create(MailSettings, {
    ...{ productId: product.id, workspaceId: product.workspaceId, preset, fromAddress, fromName: fromName ?? product.name },
    ...{ host: '', port: 0, security: MailSecurity.TLS, updatedAt: work.now() },
  });
};

/** A preset's server is the provider's; it is not mixed with another. */
const serverOf = (preset: MailPreset, settings: MailSettings, input: Input): SmtpServer => {
  if (preset !== MailPreset.CUSTOM) {
    const field = (['host', 'port', 'security'] as const).find((each) => input[each] != null);
    if (field) throw new Refusal('INVALID_INPUT', `The preset ${preset} knows its ${field}: leave it out, or choose CUSTOM.`, [field]);
    return PRESETS[preset];
  }
  const host = input.host ?? settings.host;
  const port = input.port ?? settings.port;
  if (!host) throw new Refusal('INVALID_INPUT', 'The preset CUSTOM needs a host.', ['host']);
  if (!port) throw new Refusal('INVALID_INPUT', 'The preset CUSTOM needs a port.', ['port']);
  return { host, port, security: input.security ?? settings.security };
};

/** Another server does not get the password of the one before: it would be told to whoever was named. */
const passwordOf = (work: Work<AgentActor>, settings: MailSettings, input: Input): string | null => {
  if (input.password) return work.app.secretBox.seal(input.password);
  if (input.password === null) return null;
  const movesElsewhere = (input.host != null && input.host !== settings.host) || (input.preset != null && input.preset !== settings.preset);
  return movesElsewhere ? null : settings.passwordSealed;
};
