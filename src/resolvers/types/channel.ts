import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Channel } from '../../entities/channel.js';
import { ChannelType } from '../../entities/enums.js';
import { Payload } from './payload.js';

@InputType({ description: 'Which channels; what is not given does not narrow.' })
export class ChannelListFilter {
  @Field(() => ID, { nullable: true, description: 'Only those of this product.' })
  productId?: string | null;

  @Field(() => [ChannelType], { nullable: true, description: 'Only those of these kinds.' })
  channelTypes?: ChannelType[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether archived ones are listed too. Default: false.' })
  includeArchived?: boolean | null;
}

@InputType({ description: 'A channel.' })
export class ChannelInput {
  @Field(() => ID, { description: 'The channel.' })
  channelId!: string;
}

@InputType({ description: 'A channel to be made. Of the four details only the one of its type may be given.' })
export class CreateChannelInput {
  @Field(() => ID, { description: 'A product in use.' })
  productId!: string;

  @Field(() => ChannelType, { description: 'The kind of channel; it stays.' })
  type!: ChannelType;

  @Field(() => String, {
    description: 'The name the desk knows it by, 1 to 120 characters, no other channel’s in use of the product (capitals do not matter).',
  })
  name!: string;

  @Field(() => String, { nullable: true, description: 'WEB_CHAT: the address of the site, http or https, at most 300 characters.' })
  siteAddress?: string | null;

  @Field(() => String, { nullable: true, description: 'WHATSAPP: the business phone number in international form, e.g. `+902121234567`.' })
  phoneNumber?: string | null;

  @Field(() => String, { nullable: true, description: 'MESSENGER, INSTAGRAM: the name of the page or account, 1 to 120 characters.' })
  accountName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'IN_APP_IOS, IN_APP_ANDROID: the name or bundle id of the app, 1 to 120 characters.',
  })
  appName?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Web and in-app: what `identityHash` in `startChat` is made with, 16 to 256 characters without white space. Sealed, never shown again. With one nobody may chat without a valid hash.',
  })
  identitySecret?: string | null;
}

@InputType({ description: 'Changes of a channel: what is not given stays. Null clears a detail or the identity secret.' })
export class UpdateChannelInput extends ChannelInput {
  @Field(() => String, {
    nullable: true,
    description: 'The name, 1 to 120 characters, no other channel’s in use of the product (capitals do not matter).',
  })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'WEB_CHAT: the address of the site, http or https, at most 300 characters.' })
  siteAddress?: string | null;

  @Field(() => String, { nullable: true, description: 'WHATSAPP: the business phone number in international form, e.g. `+902121234567`.' })
  phoneNumber?: string | null;

  @Field(() => String, { nullable: true, description: 'MESSENGER, INSTAGRAM: the name of the page or account, 1 to 120 characters.' })
  accountName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'IN_APP_IOS, IN_APP_ANDROID: the name or bundle id of the app, 1 to 120 characters.',
  })
  appName?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Web and in-app: the identity secret from now on, 16 to 256 characters without white space; null: customers are not verified.',
  })
  identitySecret?: string | null;
}

const channel = { nullable: true, description: 'The channel as it stands now.' };

@ObjectType({ implements: Payload, description: 'A channel that was made.' })
export class CreateChannelPayload extends Payload {
  @Field(() => Channel, channel)
  channel?: Channel;
}

@ObjectType({ implements: Payload, description: 'A channel that was changed.' })
export class UpdateChannelPayload extends Payload {
  @Field(() => Channel, channel)
  channel?: Channel;
}

@ObjectType({ implements: Payload, description: 'A channel taken out of use.' })
export class ArchiveChannelPayload extends Payload {
  @Field(() => Channel, channel)
  channel?: Channel;
}
