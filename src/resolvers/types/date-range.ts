import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, InputType } from 'type-graphql';

@InputType({ description: 'A stretch of time; an end that is not given is open.' })
export class DateRangeInput {
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'From this moment on, inclusive. Default: from the beginning.' })
  from?: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Before this moment, exclusive. Default: until now.' })
  to?: Date | null;
}
