import { ArgsType, Field, Int } from 'type-graphql';

@ArgsType()
export class ForwardPaging {
  @Field(() => Int, { description: 'The page size, 1 to 100. Required.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'Only records after this cursor. Default: from the beginning.' })
  after?: string | null;
}

@ArgsType()
export class BothWaysPaging {
  @Field(() => Int, { nullable: true, description: 'The page size from the beginning on, 1 to 100. Give either `first` or `last`.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only records after this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'The page size from the end back, 1 to 100. Give either `first` or `last`.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only records before this cursor.' })
  before?: string | null;
}
