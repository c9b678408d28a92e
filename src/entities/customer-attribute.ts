import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Something that the app tells of its customer.' })
export class CustomerAttribute {
  @Field(() => String, { description: 'What it is, e.g. `plan`; once in the list.' })
  key!: string;

  @Field(() => String, { description: 'Its value.' })
  value!: string;

  @Field(() => Boolean, {
    description: 'Whether the company’s server vouched for it (`attributesHash`). If not, whoever holds the app can have made it up.',
  })
  verified!: boolean;
}
