import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ID, Int, InterfaceType } from 'type-graphql';
import { viewOf } from './conversation-view.js';
import { MessageKind, SenderKind } from './enums.js';

@InterfaceType({
  description: 'A message, as far as customer and desk see the same: `Message` for the desk, `CustomerMessage` for the customer.',
  resolveType: viewOf('Message', 'CustomerMessage'),
})
export abstract class MessageView {
  @Field(() => ID, { description: 'The message’s typed id, `message_…`.' })
  id!: string;

  @Field(() => ID, { description: 'The typed id of the conversation it stands in.' })
  conversationId!: string;

  @Field(() => Int, { description: 'Its place in the conversation: 1, 2, 3, … without gaps.' })
  sequence!: number;

  @Field(() => SenderKind, { description: 'Who wrote it.' })
  senderKind!: SenderKind;

  @Field(() => MessageKind, { description: 'What it holds, beside its text.' })
  kind!: MessageKind;

  @Field(() => String, {
    description:
      'What was written: 1 to 4000 characters, from a platform as long as the platform lets it be. Empty when there is something else (a file, a place) and no caption, and once it was taken back.',
  })
  text!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When the server took it.' })
  sentAt!: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When its author last changed the text; null when they did not.' })
  editedAt: Date | null = null;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When its author took it back: its text and files are gone then; null when they did not.',
  })
  deletedAt: Date | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'The id the sending client gave, by which a retry is recognised; null when it gave none.',
  })
  clientMessageId: string | null = null;
}
