import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Agent } from '../entities/agent.js';
import { Attachment } from '../entities/attachment.js';
import { Conversation } from '../entities/conversation.js';
import { AttachmentState, MessageKind, SenderKind } from '../entities/enums.js';
import { Message } from '../entities/message.js';
import { MessageChoice, MessageContact, MessageLocation, MessageOrigin } from '../entities/message-content.js';
import { MessageDelivery } from '../entities/message-delivery.js';
import { MessageReaction } from '../entities/message-reaction.js';
import { MessageView } from '../entities/message-view.js';
import type { Context } from './context.js';
import { CustomerMessage } from './types/chat.js';

const nameOfSender = async ({ agentId, customerId }: Message, { load }: Context): Promise<string | null> => {
  if (agentId) return (await load.Agent.load(agentId))?.name ?? null;
  return customerId ? ((await load.Customer.load(customerId))?.name ?? null) : null;
};

const senderName = { nullable: true, description: 'The name of the agent or customer who wrote it; null for a bot and the system.' };

const replyTo = {
  nullable: true,
  description: 'The message it answers; null when it answers none in particular. It may stand in an earlier conversation of the customer.',
};

/** What both sides see of what a message holds beside its text. */
@Resolver(() => MessageView)
export class MessageContentFieldsResolver {
  @FieldResolver(() => [Attachment], { description: 'Its files, in the order of the sender, at most 10; none once it was taken back.' })
  attachments(@Root() { id, kind, deletedAt }: Message, @Ctx() { load }: Context) {
    // Mere text, as most messages are, costs no look.
    return kind === MessageKind.TEXT || deletedAt ? [] : load.attachmentsOfMessage.load(id);
  }

  @FieldResolver(() => MessageLocation, { nullable: true, description: 'LOCATION: the place; otherwise null.' })
  location(@Root() { content }: Message) {
    return content?.location ?? null;
  }

  @FieldResolver(() => [MessageContact], { description: 'CONTACTS: the cards; otherwise none.' })
  contacts(@Root() { content }: Message) {
    return content?.contacts ?? [];
  }

  @FieldResolver(() => MessageChoice, { nullable: true, description: 'CHOICE: what was chosen; otherwise null.' })
  choice(@Root() { content }: Message) {
    return content?.choice ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'UNSUPPORTED: the platform’s own word for what was sent, e.g. `order`; otherwise null.',
  })
  unsupportedKind(@Root() { content }: Message) {
    return content?.unsupported ?? null;
  }

  @FieldResolver(() => MessageOrigin, {
    nullable: true,
    description: 'The story, advertisement or product it was written from; null when from none.',
  })
  origin(@Root() { content }: Message) {
    return content?.origin ?? null;
  }

  @FieldResolver(() => [MessageReaction], { description: 'What customer and desk thought of it, the earliest first; at most one of each.' })
  reactions(@Root() { id }: Message, @Ctx() { load }: Context) {
    return load.reactionsOfMessage.load(id);
  }
}

@Resolver(() => Attachment)
export class AttachmentFieldsResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Where it is downloaded for an hour, without a token: a path on this server, `/files/…`. It comes as a download, never as a page; a picture may be shown in an `img`. Ask again for a fresh one. Null until it is READY.',
  })
  url(@Root() { state, storageKey: key, name, contentType, size }: Attachment, @Ctx() { app }: Context) {
    if (state !== AttachmentState.READY || key === null || contentType === null || size === null) return null;
    return app.files.pathOf({ key, name, contentType, size });
  }
}

@Resolver(() => Message)
export class MessageFieldsResolver {
  @FieldResolver(() => Message, replyTo)
  replyTo(@Root() { replyToId }: Message, @Ctx() { load }: Context) {
    return replyToId && load.Message.load(replyToId);
  }

  @FieldResolver(() => MessageDelivery, {
    nullable: true,
    description:
      'How far it is on its way through its platform; null for what the customer wrote, and for web chat and in-app channels: see `deliveredAt` and `readAt`.',
  })
  delivery(@Root() { id, senderKind }: Message, @Ctx() { load }: Context) {
    return senderKind === SenderKind.CUSTOMER ? null : load.deliveryOfMessage.load(id);
  }

  @FieldResolver(() => String, senderName)
  senderName(@Root() message: Message, @Ctx() ctx: Context) {
    return nameOfSender(message, ctx);
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'The agent who wrote it; null when nobody of the desk did.' })
  agent(@Root() { agentId }: Message, @Ctx() { load }: Context) {
    return agentId && load.Agent.load(agentId);
  }

  @FieldResolver(() => Conversation, { description: 'The conversation it stands in.' })
  conversation(@Root() { conversationId }: Message, @Ctx() { load }: Context) {
    return load.Conversation.load(conversationId);
  }
}

@Resolver(() => CustomerMessage)
export class CustomerMessageFieldsResolver {
  @FieldResolver(() => CustomerMessage, replyTo)
  replyTo(@Root() { replyToId }: Message, @Ctx() { load }: Context) {
    return replyToId && load.Message.load(replyToId);
  }

  @FieldResolver(() => String, senderName)
  senderName(@Root() message: Message, @Ctx() ctx: Context) {
    return nameOfSender(message, ctx);
  }
}
