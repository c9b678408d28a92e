import { AgentResolver } from './agent.resolver.js';
import { ConversationResolver } from './conversation.resolver.js';
import { AssignmentFieldsResolver, ConversationFieldsResolver, NoteFieldsResolver } from './conversation-fields.resolver.js';
import { CustomerConversationFieldsResolver } from './customer-fields.resolver.js';
import { LiveResolver } from './live.resolver.js';
import { CustomerMessageFieldsResolver, MessageFieldsResolver } from './message-fields.resolver.js';
import { NodeResolver } from './node.resolver.js';
import { SessionResolver } from './session.resolver.js';
import { TicketResolver } from './ticket.resolver.js';
import { TicketChangeFieldsResolver, TicketFieldsResolver, TicketMessageFieldsResolver } from './ticket-fields.resolver.js';

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
  NodeResolver,
  NoteFieldsResolver,
  SessionResolver,
  TicketChangeFieldsResolver,
  TicketFieldsResolver,
  TicketMessageFieldsResolver,
  TicketResolver,
] as const;
