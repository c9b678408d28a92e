import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { OnOffline } from '../../entities/enums.js';
import { Product } from '../../entities/product.js';
import { Payload } from './payload.js';

@InputType({ description: 'Which products; what is not given does not narrow.' })
export class ProductFilter {
  @Field(() => Boolean, { nullable: true, description: 'Whether archived ones are listed too. Default: false.' })
  includeArchived?: boolean | null;
}

@InputType({ description: 'A product.' })
export class ProductInput {
  @Field(() => ID, { description: 'The product.' })
  productId!: string;
}

@InputType({ description: 'A product to be made.' })
export class CreateProductInput {
  @Field(() => String, { description: 'The name of the brand, 1 to 120 characters, no other product’s in use (capitals do not matter).' })
  name!: string;
}

@InputType({ description: 'A product to be renamed.' })
export class UpdateProductInput extends ProductInput {
  @Field(() => String, { description: 'The name of the brand, 1 to 120 characters, no other product’s in use (capitals do not matter).' })
  name!: string;
}

@InputType({ description: 'Settings of a product; what is not given stays.' })
export class UpdateProductSettingsInput extends ProductInput {
  @Field(() => OnOffline, { nullable: true, description: 'What happens to the conversations of an agent who goes Offline from now on.' })
  onOffline?: OnOffline | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a conversation is handed back when its customer writes while its agent is Offline.',
  })
  handBackWhenCustomerWrites?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether conversations whose customer waits for an answer are handed back when their agent, not Offline, is no longer connected; those of agents who are gone already, too.',
  })
  handBackWhenDisconnected?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Seconds within which an agent answers a customer who waits, 5 to 3600; null switches it off. Not given: stays.',
  })
  acceptSeconds?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many may wait on each web or in-app channel, 0 to 10000; null: no limit. Not given: stays.',
  })
  queueLimit?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Hours after the customer’s last message during which a web or in-app conversation may be reactivated, 0 to 720.',
  })
  reactivationHours?: number | null;
}

const product = { nullable: true, description: 'The product as it stands now.' };

@ObjectType({ implements: Payload, description: 'A product that was made.' })
export class CreateProductPayload extends Payload {
  @Field(() => Product, product)
  product?: Product;
}

@ObjectType({ implements: Payload, description: 'A product that was renamed.' })
export class UpdateProductPayload extends Payload {
  @Field(() => Product, product)
  product?: Product;
}

@ObjectType({ implements: Payload, description: 'A product with its settings.' })
export class UpdateProductSettingsPayload extends Payload {
  @Field(() => Product, product)
  product?: Product;
}

@ObjectType({ implements: Payload, description: 'A product taken out of use.' })
export class ArchiveProductPayload extends Payload {
  @Field(() => Product, product)
  product?: Product;
}
