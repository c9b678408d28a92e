import { GraphQLEmailAddress } from 'graphql-scalars';
import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { InboundMail } from '../entities/inbound-mail.js';
import { MailSettings } from '../entities/mail-settings.js';
import { Product } from '../entities/product.js';
import { encodeId } from '../ids.js';
import { findMailSettings, listMailTexts, removeMailText, setMailText } from '../services/mail-settings/mail-texts.js';
import { testMailSettings } from '../services/mail-settings/test-mail-settings.js';
import { updateMailSettings } from '../services/mail-settings/update-mail-settings.js';
import type { Context } from './context.js';
import { RootMutation, RootQuery } from './root.js';
import {
  MailText,
  RemoveMailTextInput,
  RemoveMailTextPayload,
  SetMailTextInput,
  SetMailTextPayload,
  TestMailSettingsInput,
  TestMailSettingsPayload,
  UpdateMailSettingsInput,
  UpdateMailSettingsPayload,
} from './types/mail.js';

const theProduct = { description: 'The product, and what to do with its mails.' };

@Resolver(() => MailSettings)
export class MailResolver {
  @FieldResolver(() => Product, { description: 'The product.' })
  product(@Root() { productId }: MailSettings, @Ctx() { load }: Context) {
    return load.Product.load(productId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether a password is kept; it is never shown.' })
  hasPassword(@Root() { passwordSealed }: MailSettings) {
    return passwordSealed !== null;
  }

  @FieldResolver(() => GraphQLEmailAddress, {
    nullable: true,
    description:
      'Where the mailbox of `replyAddress` forwards to: secret, for this product only. Null while the server has no mail domain (INBOUND_MAIL_DOMAIN).',
  })
  forwardingAddress(@Root() { productId }: MailSettings, @Ctx() { app }: Context) {
    return app.mailAddresses.forwardingTo(productId);
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether answers can come into their tickets: the server has a mail domain. If not, they go to `replyAddress` or `fromAddress` and stay there.',
  })
  answersComeBack(@Ctx() { app }: Context) {
    return app.mailAddresses.domain !== undefined;
  }

  @FieldResolver(() => [MailText], { description: 'The words of every kind of mail in every language, the product’s or the server’s own.' })
  texts(@Root() { productId }: MailSettings, @Ctx() ctx: Context) {
    return ctx.ask(listMailTexts, { productId: encodeId('product', productId) });
  }

  @FieldResolver(() => [InboundMail], {
    description:
      'What was forwarded and answers no ticket, the newest first, at most 20: among it the mail by which a provider asks to confirm the forwarding.',
  })
  unmatchedMails(@Root() { productId }: MailSettings, @Ctx() { load }: Context) {
    return load.unmatchedOfProduct.load(productId);
  }

  @RootQuery(() => MailSettings, {
    right: 'mail.configure',
    nullable: true,
    description: 'How a product’s mails go out and come back; null while nobody has set it, and for a product that the caller may not see.',
  })
  mailSettings(@Arg('productId', () => ID, { description: 'The product.' }) productId: string, @Ctx() ctx: Context) {
    return ctx.ask(findMailSettings, { productId });
  }

  @RootMutation(() => UpdateMailSettingsPayload, {
    right: 'mail.configure',
    description:
      'Sets how the mails of a product’s tickets go out and come back, from the next mail on. Mails that failed before are retried by hand.',
    errors: ['NOT_FOUND', 'INVALID_STATE'],
  })
  updateMailSettings(@Arg('input', () => UpdateMailSettingsInput, theProduct) input: UpdateMailSettingsInput, @Ctx() ctx: Context) {
    return ctx.run(updateMailSettings, input);
  }

  @RootMutation(() => TestMailSettingsPayload, {
    right: 'mail.configure',
    description:
      'Connects to the product’s mail server, encrypts, signs in, and sends nothing; up to 30 seconds. Says in words what is wrong.',
    errors: ['NOT_FOUND'],
  })
  testMailSettings(@Arg('input', () => TestMailSettingsInput, theProduct) input: TestMailSettingsInput, @Ctx() ctx: Context) {
    return ctx.run(testMailSettings, input);
  }

  @RootMutation(() => SetMailTextPayload, {
    right: 'mail.configure',
    description: 'Gives a product words of its own for a kind of mail, in a language. An unknown variable is INVALID_INPUT.',
    errors: ['NOT_FOUND', 'INVALID_STATE'],
  })
  setMailText(@Arg('input', () => SetMailTextInput, theProduct) input: SetMailTextInput, @Ctx() ctx: Context) {
    return ctx.run(setMailText, input);
  }

  @RootMutation(() => RemoveMailTextPayload, {
    right: 'mail.configure',
    description: 'Takes a product’s own words away: the server’s hold again. Without own words it changes nothing.',
    errors: ['NOT_FOUND'],
  })
  removeMailText(@Arg('input', () => RemoveMailTextInput, theProduct) input: RemoveMailTextInput, @Ctx() ctx: Context) {
    return ctx.run(removeMailText, input);
  }
}
