import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { Payload } from './payload.js';

/** The payload of whatever gives a session's tokens. */
@ObjectType()
export abstract class TokensPayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description:
      'The access token, for `Authorization: Bearer …` on HTTP, and `connectionParams.authorization` on WebSocket; a customer’s is for their own conversations only. Lasts 15 minutes; `refreshSession` gives the next.',
  })
  accessToken?: string;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When the access token ends.' })
  accessTokenExpiresAt?: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'For `refreshSession`, once: each refresh gives the next, and uses up the one given. Lasts 30 days from its last use: keep it to go on after a reload, or when the app starts again.',
  })
  refreshToken?: string;
}
