import { AgentResolver } from './agent.resolver.js';
import { AgentAdminResolver } from './agent-admin.resolver.js';
import { ArchiveResolver } from './archive.resolver.js';
import { ChannelResolver } from './channel.resolver.js';
import { ChannelConnectionResolver } from './channel-connection.resolver.js';
import { ConversationResolver } from './conversation.resolver.js';
import {
  AssignmentFieldsResolver,
  ConversationFieldsResolver,
  CustomerFieldsResolver,
  NoteFieldsResolver,
} from './conversation-fields.resolver.js';
import { ConversationListsResolver } from './conversation-lists.resolver.js';
import { CustomerConversationFieldsResolver } from './customer-fields.resolver.js';
import { EventResolver } from './event.resolver.js';
import { GroupResolver } from './group.resolver.js';
import { LanguageRuleResolver } from './language-rule.resolver.js';
import { LiveResolver } from './live.resolver.js';
import { MailResolver } from './mail.resolver.js';
import {
  AttachmentFieldsResolver,
  CustomerMessageFieldsResolver,
  MessageContentFieldsResolver,
  MessageFieldsResolver,
} from './message-fields.resolver.js';
import { NodeResolver } from './node.resolver.js';
import { ProductResolver } from './product.resolver.js';
import { ConversationViewFieldsResolver, MessageViewFieldsResolver, ReceiptResolver } from './receipt.resolver.js';
import {
  AssignableAgentResolver,
  ConversationRoutingResolver,
  RoutingCandidateResolver,
  RoutingDecisionResolver,
} from './routing.resolver.js';
import { SessionResolver } from './session.resolver.js';
import { TemplateResolver } from './template.resolver.js';
import { TicketResolver } from './ticket.resolver.js';
import {
  TicketAttachmentFieldsResolver,
  TicketChangeFieldsResolver,
  TicketFieldsResolver,
  TicketMessageFieldsResolver,
  TicketNoteFieldsResolver,
} from './ticket-fields.resolver.js';
import { TopicResolver } from './topic.resolver.js';

/** Every resolver, explicitly. */
export const resolvers = [
  AgentAdminResolver,
  AgentResolver,
  ArchiveResolver,
  AssignableAgentResolver,
  AssignmentFieldsResolver,
  AttachmentFieldsResolver,
  ChannelConnectionResolver,
  ChannelResolver,
  ConversationFieldsResolver,
  ConversationListsResolver,
  ConversationResolver,
  ConversationViewFieldsResolver,
  ConversationRoutingResolver,
  CustomerConversationFieldsResolver,
  CustomerFieldsResolver,
  CustomerMessageFieldsResolver,
  EventResolver,
  GroupResolver,
  LanguageRuleResolver,
  LiveResolver,
  MailResolver,
  MessageContentFieldsResolver,
  MessageFieldsResolver,
  MessageViewFieldsResolver,
  NodeResolver,
  NoteFieldsResolver,
  ProductResolver,
  ReceiptResolver,
  RoutingCandidateResolver,
  RoutingDecisionResolver,
  SessionResolver,
  TemplateResolver,
  TicketAttachmentFieldsResolver,
  TicketChangeFieldsResolver,
  TicketFieldsResolver,
  TicketMessageFieldsResolver,
  TicketNoteFieldsResolver,
  TicketResolver,
  TopicResolver,
] as const;
