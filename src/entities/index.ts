import 'reflect-metadata';
import { Agent } from './agent.js';
import { AgentGrant } from './agent-grant.js';
import { AgentLease } from './agent-lease.js';
import { AgentStatusInterval } from './agent-status-interval.js';
import { ArchiveDocument } from './archive-document.js';
import { Assignment } from './assignment.js';
import { Attachment } from './attachment.js';
import { Channel } from './channel.js';
import { ChannelAccount } from './channel-account.js';
import { Conversation } from './conversation.js';
import { Customer } from './customer.js';
import { Device } from './device.js';
import { Event } from './event.js';
import { Group } from './group.js';
import { GroupChannel } from './group-channel.js';
import { GroupMember } from './group-member.js';
import { InboundMail } from './inbound-mail.js';
import { InboundWebhook } from './inbound-webhook.js';
import { LanguageRule } from './language-rule.js';
import { MailSettings } from './mail-settings.js';
import { MailTextOverride } from './mail-text.js';
import { Message } from './message.js';
import { MessageDelivery } from './message-delivery.js';
import { MessageReaction } from './message-reaction.js';
import { MessageTemplate } from './message-template.js';
import { Note } from './note.js';
import { PlatformMessage } from './platform-message.js';
import { Product } from './product.js';
import { Receipt } from './receipt.js';
import { ReceiptPosition } from './receipt-position.js';
import { ResolutionGroup } from './resolution-group.js';
import { RoutingDecision } from './routing-decision.js';
import { Session } from './session.js';
import { Ticket } from './ticket.js';
import { TicketAttachment } from './ticket-attachment.js';
import { TicketChange } from './ticket-change.js';
import { TicketMail } from './ticket-mail.js';
import { TicketMessage } from './ticket-message.js';
import { TicketNote } from './ticket-note.js';
import { Topic } from './topic.js';
import { TopicProduct } from './topic-product.js';
import { Workspace } from './workspace.js';

/** Every entity, explicitly: what is not here does not exist for the database. */
export const entities = [
  Agent,
  AgentGrant,
  AgentLease,
  AgentStatusInterval,
  ArchiveDocument,
  Assignment,
  Attachment,
  Channel,
  ChannelAccount,
  Conversation,
  Customer,
  Device,
  Event,
  Group,
  GroupChannel,
  GroupMember,
  LanguageRule,
  Message,
  MessageDelivery,
  MessageReaction,
  MessageTemplate,
  Note,
  PlatformMessage,
  Product,
  Receipt,
  ReceiptPosition,
  ResolutionGroup,
  RoutingDecision,
  Session,
  Ticket,
  TicketChange,
  TicketMessage,
  Topic,
  TopicProduct,
  InboundMail,
  InboundWebhook,
  MailSettings,
  MailTextOverride,
  TicketAttachment,
  TicketMail,
  TicketNote,
  Workspace,
];
