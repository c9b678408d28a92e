import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ID, InterfaceType } from 'type-graphql';
import { ConversationState, EndedBy } from './enums.js';

/** What an execution knows of its caller, as far as choosing a type goes; the whole context is in resolvers/context.ts. */
export interface Viewing {
  actor: { kind: 'agent' | 'customer' | 'nobody' };
}

/** The desk's type for an agent; everybody else gets the customer's, which has nothing internal on it at all. */
export const viewOf =
  (desk: string, customer: string) =>
  (_value: unknown, context: Viewing): string =>
    context.actor.kind === 'agent' ? desk : customer;

@InterfaceType({
  description:
    'A conversation, as far as customer and desk see the same: `Conversation` for the desk, `CustomerConversation` for the customer.',
  resolveType: viewOf('Conversation', 'CustomerConversation'),
})
export abstract class ConversationView {
  @Field(() => ID, { description: 'The conversation’s typed id, `conversation_…`.' })
  id!: string;

  @Field(() => ConversationState, { description: 'Where it is between the first message and the archive.' })
  state!: ConversationState;

  @Field(() => String, { nullable: true, description: 'The customer’s language, a BCP 47 tag such as `tr`; null when not told.' })
  language: string | null = null;

  @Field(() => GraphQLDateTimeISO, { description: 'When it began.' })
  startedAt!: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it last came to an agent; null before the first.' })
  assignedAt: Date | null = null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When the customer ended the chat; null when they did not.' })
  endedAt: Date | null = null;

  @Field(() => EndedBy, { nullable: true, description: 'Who ended the chat; null when nobody did.' })
  endedBy: EndedBy | null = null;
}
