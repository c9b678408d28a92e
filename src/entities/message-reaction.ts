import { Entity, Enum } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { ForeignKey, Moment, Text } from './columns.js';
import { SenderKind } from './enums.js';
import { Message } from './message.js';

@ObjectType({ description: 'What one side thought of a message, by an emoji. Each side has one at most.' })
@Entity({ tableName: 'message_reaction' })
export class MessageReaction {
  @ForeignKey(() => Message, 'message_id', { primary: true }) messageId!: string;

  @Field(() => SenderKind, { description: 'Who reacted: CUSTOMER, or AGENT for the desk.' })
  @Enum({ items: () => SenderKind, primary: true })
  by!: SenderKind;

  /** Null of one that was withdrawn, which nobody is shown. */
  @Field(() => String, { description: 'The emoji.' })
  @Text({ nullable: true })
  declare emoji: string | null;

  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  @Moment()
  at!: Date;
}
