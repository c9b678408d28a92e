import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';

@ObjectType({ description: 'A place that was sent.' })
export class MessageLocation {
  @Field(() => Float, { description: 'Degrees north, -90 to 90.' })
  latitude!: number;

  @Field(() => Float, { description: 'Degrees east, -180 to 180.' })
  longitude!: number;

  @Field(() => String, { nullable: true, description: 'What the place is called; null when it was not told.' })
  name: string | null = null;

  @Field(() => String, { nullable: true, description: 'Its address; null when it was not told.' })
  address: string | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'A page about it; null when it was not told. Given by the sender: do not open it unasked.',
  })
  url: string | null = null;
}

@ObjectType({ description: 'A card of a person that was sent.' })
export class MessageContact {
  @Field(() => String, { description: 'The name on it.' })
  name!: string;

  @Field(() => [String], { description: 'Phone numbers, as they stand on it.' })
  phones!: string[];

  @Field(() => [String], { description: 'E-mail addresses, as they stand on it.' })
  emails!: string[];

  @Field(() => String, { nullable: true, description: 'The company; null when there is none.' })
  organisation: string | null = null;
}

@ObjectType({ description: 'A button or an entry of a list that the customer chose.' })
export class MessageChoice {
  @Field(() => String, { nullable: true, description: 'The id that whoever offered it gave it; null when there is none.' })
  id: string | null = null;

  @Field(() => String, { description: 'What stood on it.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'The line below it; null when there was none.' })
  description: string | null = null;
}

export enum MessageOriginKind {
  STORY = 'STORY',
  ADVERTISEMENT = 'ADVERTISEMENT',
  PRODUCT = 'PRODUCT',
}
registerEnumType(MessageOriginKind, {
  name: 'MessageOriginKind',
  description: 'What led a customer of a platform to write.',
  valuesConfig: {
    STORY: { description: 'A story of the account that they answer or mention it in.' },
    ADVERTISEMENT: { description: 'An advertisement that they wrote from.' },
    PRODUCT: { description: 'A product of the account’s catalogue.' },
  },
});

@ObjectType({ description: 'What led a customer of a platform to write.' })
export class MessageOrigin {
  @Field(() => MessageOriginKind, { description: 'What it is.' })
  kind!: `${MessageOriginKind}`;

  @Field(() => String, { nullable: true, description: 'The platform’s id of it; null when it was not told.' })
  id: string | null = null;

  @Field(() => String, { nullable: true, description: 'Where it can be seen, on the platform; null when it was not told.' })
  url: string | null = null;

  @Field(() => String, { nullable: true, description: 'Its title; null when it was not told.' })
  title: string | null = null;
}

/** A template as it goes to the platform. Never an object type: what it said is the message’s text. */
export interface MessageTemplateContent {
  name: string;
  language: string;
  components: unknown[];
}

/** What a message holds beside its text, by its kind. */
export interface MessageContent {
  location?: MessageLocation;
  contacts?: MessageContact[];
  choice?: MessageChoice;
  origin?: MessageOrigin;
  /** The platform’s own word for what cannot be shown. */
  unsupported?: string;
  template?: MessageTemplateContent;
}
