import { AgentResolver } from './agent.resolver.js';
import { ConversationResolver } from './conversation.resolver.js';
import { AssignmentFieldsResolver, ConversationFieldsResolver, NoteFieldsResolver } from './conversation-fields.resolver.js';
import { CustomerConversationFieldsResolver } from './customer-fields.resolver.js';
import { LiveResolver } from './live.resolver.js';
import { CustomerMessageFieldsResolver, MessageFieldsResolver } from './message-fields.resolver.js';
import { SessionResolver } from './session.resolver.js';

/** Every resolver, explicitly. */
export const resolvers = [
  AgentResolver,
  AssignmentFieldsResolver,
  ConversationFieldsResolver,
  ConversationResolver,
  CustomerConversationFieldsResolver,
  CustomerMessageFieldsResolver,
  LiveResolver,
  MessageFieldsResolver,
  NoteFieldsResolver,
  SessionResolver,
] as const;
