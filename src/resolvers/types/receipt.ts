import { GraphQLDateTimeISO } from 'graphql-scalars';
import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ConversationView } from '../../entities/conversation-view.js';
import { ReceiptKind, SenderKind } from '../../entities/enums.js';
import { Cursor } from '../scalars.js';
import { orGap } from './live.js';
import { Payload } from './payload.js';

@InputType({ description: 'Up to which message the caller’s side has read.' })
export class MarkReadInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => Int, { description: 'The `sequence` of the newest message that was seen, 1 to that of the conversation’s newest.' })
  sequence!: number;
}

@InputType({ description: 'Up to which message the caller’s device has got.' })
export class MarkDeliveredInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => Int, { description: 'The `sequence` of the newest message that arrived, 1 to that of the conversation’s newest.' })
  sequence!: number;
}

@ObjectType({ implements: Payload, description: 'It was marked, now or before.' })
export class MarkReadPayload extends Payload {
  @Field(() => ConversationView, { nullable: true, description: 'The conversation, with its `unreadCount` as it is now.' })
  conversation?: ConversationView;
}

@ObjectType({ implements: Payload, description: 'It was marked, now or before.' })
export class MarkDeliveredPayload extends Payload {
  @Field(() => ConversationView, { nullable: true, description: 'The conversation.' })
  conversation?: ConversationView;
}

@ObjectType({ description: 'One side got or read more of a conversation’s messages.' })
export class ReadStateChanged {
  @Field(() => Cursor, { description: 'The position of this event, for `after`.' })
  cursor!: bigint;

  @Field(() => ReceiptKind, { description: 'Whether they were delivered or read; what was read was delivered too.' })
  kind!: ReceiptKind;

  @Field(() => SenderKind, { description: 'Which side: CUSTOMER, or AGENT for the desk. It says so of the other side’s messages.' })
  by!: SenderKind;

  @Field(() => Int, { description: 'All messages of the other side up to this `sequence`.' })
  sequence!: number;

  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  at!: Date;

  @Field(() => ConversationView, { description: 'The conversation, with its `unreadCount` as it is now.' })
  conversation!: ConversationView;
}

export const ReadStateChangedOrGap = createUnionType({
  name: 'ReadStateChangedOrGap',
  description: 'Messages that were delivered or read, or word that some events are missing.',
  ...orGap(ReadStateChanged),
});
