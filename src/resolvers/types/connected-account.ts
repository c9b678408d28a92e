import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Channel } from '../../entities/channel.js';
import { ChannelInput } from './channel.js';
import { Payload } from './payload.js';

@ObjectType({
  description: 'How a WhatsApp, Instagram or Messenger channel is connected to its account. The credentials are never shown.',
})
export class ConnectedAccount {
  @Field(() => String, { nullable: true, description: 'The account’s id at the platform; null while none is connected.' })
  accountId: string | null = null;

  @Field(() => String, { nullable: true, description: 'WhatsApp: the business account’s id; null elsewhere, and while none is connected.' })
  businessAccountId: string | null = null;

  @Field(() => Boolean, { description: 'Whether an access token and an app secret are kept, encrypted.' })
  hasCredentials!: boolean;

  @Field(() => String, {
    description: 'The callback URL to enter for webhooks in the company’s Meta app; only a path while the server’s PUBLIC_URL is not set.',
  })
  callbackUrl!: string;

  @Field(() => String, { description: 'The verify token to enter beside it.' })
  verifyToken!: string;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When the account was connected, last with new credentials; null while none is.',
  })
  connectedAt: Date | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'Why nothing goes out, in words, in English, e.g. that the token has expired: connect it again. Null while it works.',
  })
  problem: string | null = null;
}

@InputType({ description: 'An account on WhatsApp, Instagram or Messenger, with credentials of the company’s own Meta app.' })
export class ConnectChannelInput extends ChannelInput {
  @Field(() => String, {
    description: 'WHATSAPP: the phone number id. MESSENGER: the page’s id. INSTAGRAM: the professional account’s id. Digits.',
  })
  accountId!: string;

  @Field(() => String, { nullable: true, description: 'WHATSAPP only, and required there: the WhatsApp Business account’s id. Digits.' })
  businessAccountId?: string | null;

  @Field(() => String, {
    description:
      'WHATSAPP: a system user’s access token. MESSENGER, INSTAGRAM: the access token of the page, or of the page linked to the account. At most 1000 characters; kept encrypted and never shown.',
  })
  accessToken!: string;

  @Field(() => String, { description: 'The Meta app’s secret, by which its webhooks are known; kept encrypted and never shown.' })
  appSecret!: string;
}

@ObjectType({ implements: Payload, description: 'A channel that was connected.' })
export class ConnectChannelPayload extends Payload {
  @Field(() => Channel, { nullable: true, description: 'The channel as it stands now.' })
  channel?: Channel;
}

@ObjectType({ implements: Payload, description: 'A channel that was disconnected.' })
export class DisconnectChannelPayload extends Payload {
  @Field(() => Channel, { nullable: true, description: 'The channel as it stands now.' })
  channel?: Channel;
}
