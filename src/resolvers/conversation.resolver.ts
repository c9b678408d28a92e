import { Arg, Ctx, Resolver } from 'type-graphql';
import { requestUpload } from '../services/attachments/request-upload.js';
import { addNote } from '../services/conversations/add-note.js';
import { assignConversation } from '../services/conversations/assign-conversation.js';
import { endChat } from '../services/conversations/end-chat.js';
import { leaveEmail } from '../services/conversations/leave-email.js';
import { listOwnConversations } from '../services/conversations/list-own-conversations.js';
import { reactivateConversation } from '../services/conversations/reactivate-conversation.js';
import { resolveConversation } from '../services/conversations/resolve-conversation.js';
import { sendMessage } from '../services/conversations/send-message.js';
import { setConversationTopic } from '../services/conversations/set-conversation-topic.js';
import { startChat } from '../services/conversations/start-chat.js';
import { retryMessage } from '../services/platform/retry-message.js';
import { setTyping } from '../services/typing/set-typing.js';
import type { Context } from './context.js';
import { RootMutation, RootQuery } from './root.js';
import {
  CustomerConversation,
  EndChatPayload,
  LeaveEmailInput,
  LeaveEmailPayload,
  RequestUploadInput,
  RequestUploadPayload,
  SendMessageInput,
  SendMessagePayload,
  SetTypingInput,
  SetTypingPayload,
  StartChatInput,
  StartChatPayload,
} from './types/chat.js';
import {
  AddNoteInput,
  AddNotePayload,
  AssignConversationInput,
  AssignConversationPayload,
  ConversationInput,
  ReactivateConversationPayload,
  ResolveConversationInput,
  ResolveConversationPayload,
  RetryMessageInput,
  RetryMessagePayload,
  SetConversationTopicInput,
  SetConversationTopicPayload,
} from './types/conversation.js';

const theConversation = { description: 'The conversation, and what to do with it.' };

@Resolver()
export class ConversationResolver {
  @RootMutation(() => StartChatPayload, {
    right: 'chat.start',
    description:
      'Begins a chat on a web or in-app channel, or goes on with the open one of a customer who is proven by `identityHash` or their own token; what is told of them anew is kept, and the desk sees it at once. Everybody else is a new customer. Limited per address and minute (LIMIT_START_CHATS_PER_MINUTE, 10 by default), then RATE_LIMITED.',
    errors: ['CHANNEL_NOT_AVAILABLE', 'IDENTITY_REQUIRED', 'IDENTITY_INVALID', 'OPEN_CONVERSATION_EXISTS', 'QUEUE_FULL'],
  })
  startChat(
    @Arg('input', () => StartChatInput, { description: 'The channel, the customer, the first message.' }) input: StartChatInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(startChat, input);
  }

  @RootMutation(() => LeaveEmailPayload, {
    right: 'chat.leaveEmail',
    description:
      'Leaves an e-mail address instead of waiting: what was written becomes a ticket, which the desk answers by e-mail; its topic is chosen by an agent. With `conversationId` the waiting conversation leaves the queue for the archive (outcome LEFT_EMAIL); with `channelKey` no chat is needed, e.g. after QUEUE_FULL. Asking again with the same address changes nothing. Counts with `startChat` towards LIMIT_START_CHATS_PER_MINUTE, then RATE_LIMITED.',
    errors: ['NOT_FOUND', 'INVALID_STATE', 'ALREADY_CONVERTED', 'CHANNEL_NOT_AVAILABLE', 'IDENTITY_REQUIRED', 'IDENTITY_INVALID'],
  })
  leaveEmail(
    @Arg('input', () => LeaveEmailInput, { description: 'Where the answer goes, and to what.' }) input: LeaveEmailInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(leaveEmail, input);
  }

  @RootQuery(() => [CustomerConversation], {
    right: 'chat.readOwn',
    description: 'The caller’s own conversations on the channel, the newest first, at most 20: what a widget shows after a reload.',
  })
  myConversations(@Ctx() ctx: Context) {
    return ctx.ask(listOwnConversations, {});
  }

  @RootMutation(() => EndChatPayload, {
    right: 'chat.end',
    description:
      'Ends the chat. One that was never assigned is abandoned; any other stays with its agent for its topic. Ending twice changes nothing.',
    errors: ['NOT_FOUND', 'ALREADY_RESOLVED'],
  })
  endChat(@Arg('input', () => ConversationInput, theConversation) input: ConversationInput, @Ctx() ctx: Context) {
    return ctx.run(endChat, input);
  }

  @RootMutation(() => SendMessagePayload, {
    right: 'message.send',
    description:
      'Sends a message once, however often it is retried with the same `clientMessageId`. An agent answers the conversations they have. A customer who writes when the chat is over reopens it within its window, or begins a new one.',
    errors: [
      'NOT_FOUND',
      'INVALID_STATE',
      'CONVERSATION_ENDED',
      'NOT_ASSIGNED_TO_YOU',
      'REPLY_WINDOW_CLOSED',
      'OPEN_CONVERSATION_EXISTS',
      'QUEUE_FULL',
      'ATTACHMENT_NOT_READY',
      'ATTACHMENT_ALREADY_SENT',
      'PLATFORM_REFUSES',
    ],
  })
  sendMessage(@Arg('input', () => SendMessageInput, { description: 'The message.' }) input: SendMessageInput, @Ctx() ctx: Context) {
    return ctx.run(sendMessage, input);
  }

  @RootMutation(() => RequestUploadPayload, {
    right: 'message.send',
    description:
      'Asks for a link by which a file for a message is uploaded: then `PUT` the file, then `sendMessage` with its id. Of whoever could send the message now: the agent who has the conversation, or its customer. Limited per account and minute (LIMIT_UPLOADS_PER_MINUTE, 60 by default), then RATE_LIMITED.',
    errors: ['NOT_FOUND', 'INVALID_STATE', 'CONVERSATION_ENDED', 'NOT_ASSIGNED_TO_YOU', 'REPLY_WINDOW_CLOSED'],
  })
  requestUpload(
    @Arg('input', () => RequestUploadInput, { description: 'The conversation and the file.' }) input: RequestUploadInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(requestUpload, input);
  }

  @RootMutation(() => RetryMessagePayload, {
    right: 'conversation.handle',
    description:
      'Sends a message again that its platform refused (`delivery.state` FAILED), behind what waits now. For the agent who has the conversation, and supervisors. While it is on its way this changes nothing.',
    errors: ['NOT_FOUND', 'NOT_ASSIGNED_TO_YOU', 'INVALID_STATE', 'REPLY_WINDOW_CLOSED'],
  })
  retryMessage(@Arg('input', () => RetryMessageInput, { description: 'The message.' }) input: RetryMessageInput, @Ctx() ctx: Context) {
    return ctx.run(retryMessage, input);
  }

  @RootMutation(() => SetTypingPayload, {
    right: 'message.send',
    description:
      'Tells the other side, and supervisors who follow, that the caller types or has stopped: see `typingChanged`. Say `true` when they begin and again every 3 seconds while they type: it ends by itself 6 seconds after the last one, and at once with a message of theirs or with `false`. The same said again within a second is swallowed. Nothing is stored; what a customer types in a chat that is over is told to nobody.',
    errors: ['NOT_FOUND', 'INVALID_STATE', 'CONVERSATION_ENDED', 'NOT_ASSIGNED_TO_YOU'],
  })
  setTyping(@Arg('input', () => SetTypingInput, { description: 'Where, and whether.' }) input: SetTypingInput, @Ctx() ctx: Context) {
    return ctx.run(setTyping, input);
  }

  @RootMutation(() => AddNotePayload, {
    right: 'conversation.handle',
    description: 'Adds an internal note beside a conversation, in any state of it. Never visible to the customer.',
    errors: ['NOT_FOUND'],
  })
  addNote(@Arg('input', () => AddNoteInput, theConversation) input: AddNoteInput, @Ctx() ctx: Context) {
    return ctx.run(addNote, input);
  }

  @RootMutation(() => SetConversationTopicPayload, {
    right: 'conversation.handle',
    description: 'Chooses the topic of a conversation that is not in the archive. For the agent who has it, and supervisors.',
    errors: ['NOT_FOUND', 'ALREADY_RESOLVED', 'INVALID_STATE', 'NOT_ASSIGNED_TO_YOU', 'TOPIC_NOT_USABLE'],
  })
  setConversationTopic(
    @Arg('input', () => SetConversationTopicInput, theConversation) input: SetConversationTopicInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(setConversationTopic, input);
  }

  @RootMutation(() => ResolveConversationPayload, {
    right: 'conversation.handle',
    description:
      'Moves an active conversation to the archive; the next waiting one then comes to its agent by itself. Needs a topic, given here or set before. For the agent who has it, and supervisors.',
    errors: ['NOT_FOUND', 'TOPIC_REQUIRED', 'TOPIC_NOT_USABLE', 'ALREADY_RESOLVED', 'INVALID_STATE', 'NOT_ASSIGNED_TO_YOU'],
  })
  resolveConversation(@Arg('input', () => ResolveConversationInput, theConversation) input: ResolveConversationInput, @Ctx() ctx: Context) {
    return ctx.run(resolveConversation, input);
  }

  @RootMutation(() => AssignConversationPayload, {
    right: 'conversation.handle',
    description:
      'Hands a conversation to an agent who is Online, connected, authorised for its product and channel, and below capacity. An agent hands over their own and takes or gives waiting ones; a supervisor any.',
    errors: [
      'NOT_FOUND',
      'INVALID_STATE',
      'NOT_ASSIGNED_TO_YOU',
      'AGENT_NOT_ONLINE',
      'AGENT_NOT_CONNECTED',
      'AGENT_NOT_AUTHORISED',
      'AT_CAPACITY',
    ],
  })
  assignConversation(@Arg('input', () => AssignConversationInput, theConversation) input: AssignConversationInput, @Ctx() ctx: Context) {
    return ctx.run(assignConversation, input);
  }

  @RootMutation(() => ReactivateConversationPayload, {
    right: 'conversation.handle',
    description:
      'Moves a resolved conversation back to active, to the calling agent, who must be Online, authorised and below capacity. Within its window after the customer’s last message: 7 days on Messenger and Instagram, 24 hours on WhatsApp, the product’s `reactivationHours` elsewhere.',
    errors: [
      'NOT_FOUND',
      'INVALID_STATE',
      'REACTIVATION_WINDOW_CLOSED',
      'OPEN_CONVERSATION_EXISTS',
      'AGENT_NOT_ONLINE',
      'AGENT_NOT_AUTHORISED',
      'AT_CAPACITY',
    ],
  })
  reactivateConversation(@Arg('input', () => ConversationInput, theConversation) input: ConversationInput, @Ctx() ctx: Context) {
    return ctx.run(reactivateConversation, input);
  }
}
