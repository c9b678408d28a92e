import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { supervises } from '../auth/actor.js';
import { Channel } from '../entities/channel.js';
import { connectChannel } from '../services/channel-accounts/connect-channel.js';
import { disconnectChannel } from '../services/channel-accounts/disconnect-channel.js';
import { comesThroughPlatform } from '../services/conversations/rules.js';
import type { Context } from './context.js';
import { RootMutation } from './root.js';
import { ChannelInput } from './types/channel.js';
import { ConnectChannelInput, ConnectChannelPayload, ConnectedAccount, DisconnectChannelPayload } from './types/connected-account.js';

@Resolver(() => Channel)
export class ChannelConnectionResolver {
  @FieldResolver(() => ConnectedAccount, {
    nullable: true,
    description:
      'WHATSAPP, INSTAGRAM, MESSENGER: how it is connected to its account. Null on other channels, and for everybody but supervisors and administrators.',
  })
  async connection(@Root() { id, type }: Channel, @Ctx() { actor, app, load }: Context): Promise<ConnectedAccount | null> {
    if (actor.kind !== 'agent' || !supervises(actor) || !comesThroughPlatform(type)) return null;
    const account = await load.accountOfChannel.load(id);
    return {
      accountId: account?.externalId ?? null,
      businessAccountId: account?.businessAccountId ?? null,
      hasCredentials: account !== null,
      callbackUrl: `${app.publicUrl ?? ''}/webhooks/meta`,
      verifyToken: app.verifyTokens.of(id),
      connectedAt: account?.connectedAt ?? null,
      problem: account?.problem ?? null,
    };
  }

  @RootMutation(() => ConnectChannelPayload, {
    right: 'channel.connect',
    description:
      'Connects a WhatsApp, Instagram or Messenger channel to its account: asks the platform whether the credentials hold, subscribes the app to the account’s webhooks, and keeps the credentials encrypted. The phone number or account name is the platform’s where none was given. Connecting again replaces the credentials. Up to a minute.',
    errors: ['NOT_FOUND', 'INVALID_STATE', 'ACCOUNT_REFUSED', 'ACCOUNT_TAKEN', 'PLATFORM_UNAVAILABLE'],
  })
  connectChannel(
    @Arg('input', () => ConnectChannelInput, { description: 'The channel, the account and its credentials.' }) input: ConnectChannelInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(connectChannel, input);
  }

  @RootMutation(() => DisconnectChannelPayload, {
    right: 'channel.connect',
    description:
      'Disconnects a channel from its account and erases the credentials. Its conversations stay; nothing comes in or goes out. Disconnecting twice changes nothing.',
    errors: ['NOT_FOUND'],
  })
  disconnectChannel(@Arg('input', () => ChannelInput, { description: 'The channel.' }) input: ChannelInput, @Ctx() ctx: Context) {
    return ctx.run(disconnectChannel, input);
  }
}
