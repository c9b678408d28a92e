import { Field, InterfaceType, ObjectType } from 'type-graphql';
import { type RefusalCode, UserErrorCode } from '../../errors.js';
import type { UserErrorFields } from '../../services/run.js';
import { Cursor } from '../scalars.js';

@ObjectType({ description: 'Why a mutation was refused; nothing was changed.' })
export class UserError implements UserErrorFields {
  @Field(() => UserErrorCode, { description: 'The reason, to decide by. docs/errors.md has them all with their remedies.' })
  code!: RefusalCode;

  @Field(() => String, { description: 'The reason and the remedy in words, in English; not for parsing.' })
  message!: string;

  @Field(() => [String], {
    description: 'Which argument it is about, e.g. `["input", "topicId"]`; only `["input"]` when it is about the whole.',
  })
  path!: (string | number)[];
}

@InterfaceType({
  description: 'What every mutation answers.',
  resolveType: () => {
    throw new Error('no field has this interface as its type');
  },
})
export abstract class Payload {
  @Field(() => Cursor, {
    nullable: true,
    description: 'The position of the event this mutation caused; null when it changed nothing or was refused.',
  })
  cursor: bigint | null = null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserErrorFields[];
}
