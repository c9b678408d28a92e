import { z } from 'zod';
import { type AgentActor, sees } from '../../auth/actor.js';
import { Channel } from '../../entities/channel.js';
import type { Conversation } from '../../entities/conversation.js';
import { MessageKind, SenderKind } from '../../entities/enums.js';
import type { MessageTemplateContent } from '../../entities/message-content.js';
import { MessageTemplate } from '../../entities/message-template.js';
import { TemplateStatus } from '../../entities/template-enums.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { appendMessage } from '../conversations/append-message.js';
import { clientMessageId, id, name, text } from '../inputs.js';
import { queueDelivery } from '../platform/queue-delivery.js';
import { requireInUse } from '../settings/access.js';
import { agentUseCase, type Work } from '../use-case.js';
import { readTemplate } from './read-template.js';
import { findRecipient, type Recipient } from './recipient.js';
import { type GivenVariable, LONGEST_VALUE, type Rendered, renderTemplate } from './rules.js';

/** With its spaces: they may be what is meant. */
const value = z
  .string()
  .max(LONGEST_VALUE, `A value is too long: 1 to ${LONGEST_VALUE} characters.`)
  .refine((given) => given.trim() !== '', `A value must not be empty: 1 to ${LONGEST_VALUE} characters.`)
  .refine((given) => !given.includes('\u0000') && given.isWellFormed(), 'A value must be well formed, without the character U+0000.');
const phoneNumber = text('phoneNumber', 30)
  .transform((number) => number.replaceAll(/[\s()-]/g, ''))
  .refine((number) => /^\+[1-9]\d{6,14}$/.test(number), 'Expected a phone number in international form such as `+905321234567`.');

const sendTemplateInput = z.object({
  channelId: id('channel'),
  templateId: id('messagetemplate'),
  variables: z.array(z.object({ name: text('name', 120), value })).max(100, 'At most 100 variables.'),
  to: z
    .object({
      conversationId: id('conversation').nullish(),
      phoneNumber: phoneNumber.nullish(),
      customerName: name('customerName').nullish(),
    })
    .refine(
      ({ conversationId, phoneNumber: number }) => (conversationId == null) !== (number == null),
      'Give either `conversationId` or `phoneNumber`.',
    )
    .refine(
      ({ phoneNumber: number, customerName }) => number != null || customerName == null,
      'A `customerName` goes with a `phoneNumber`.',
    ),
  clientMessageId,
});
type Input = z.output<typeof sendTemplateInput>;

/**
 * Sends once, however often it is asked. A retry is answered with the first message before anything else is looked at: what
 * was right then may have changed since.
 */
export const sendTemplate = agentUseCase(sendTemplateInput, async (work, input) => {
  const channel = await requireChannel(work, input.channelId);
  const recipient = await findRecipient(work, channel, input);
  if (recipient.knownId) return { message: lazily('Message', recipient.knownId) };
  requireConnected(channel);
  const template = await requireTemplate(work, input);
  const rendered = render(template, input.variables);
  const conversation = await recipient.conversation({ language: template.language });
  return { message: await append(work, conversation, { ...input, ...rendered, template, recipient }) };
});

const requireChannel = async (work: Work<AgentActor>, channelId: string): Promise<Channel> => {
  const channel = await work.em.findOne(Channel, { id: channelId });
  if (!channel || !sees(work.actor, { workspaceId: channel.workspaceId, channelId })) {
    throw new Refusal('NOT_FOUND', 'There is no such channel.', ['channelId']);
  }
  return channel;
};

const requireConnected = (channel: Channel): void => {
  requireInUse(channel, 'channel');
  if (!channel.connected) throw new Refusal('INVALID_STATE', 'The channel is not connected to an account.', ['channelId']);
};

const requireTemplate = async (work: Work<AgentActor>, { templateId, channelId }: Input): Promise<MessageTemplate> => {
  const template = await work.em.findOne(MessageTemplate, { id: templateId, channelId });
  if (!template) throw new Refusal('NOT_FOUND', 'The channel has no such template.', ['templateId']);
  if (template.status !== TemplateStatus.APPROVED)
    throw new Refusal('TEMPLATE_NOT_SENDABLE', `Only an approved template can be sent; this one is ${template.status}.`, ['templateId']);
  return template;
};

const render = (template: MessageTemplate, variables: readonly GivenVariable[]): Rendered => {
  const read = readTemplate(template.components);
  if (read.beyond) throw new Refusal('TEMPLATE_NOT_SENDABLE', `It cannot be sent from here: it has ${read.beyond}.`, ['templateId']);
  const rendered = renderTemplate(read, variables);
  if (!('fault' in rendered)) return rendered;
  const { words, index, field = 'value' } = rendered.fault;
  throw new Refusal('INVALID_INPUT', words, index === null ? ['variables'] : ['variables', index, field]);
};

interface Writing extends Rendered {
  template: MessageTemplate;
  clientMessageId: string;
  recipient: Recipient;
}

const append = async (work: Work<AgentActor>, conversation: Conversation, writing: Writing) => {
  const { id: conversationId, workspaceId, channelId } = conversation;
  const { agentId } = work.actor;
  const { components, template } = writing;
  const content: MessageTemplateContent = { name: template.name, language: template.language, components };
  const author = { senderKind: SenderKind.AGENT, agentId, customerId: null };
  const message = { ...author, workspaceId, conversationId, addressedToId: conversationId };
  await work.recordedSoFar();
  const appended = await appendMessage(
    work.em,
    { ...message, clientMessageId: writing.clientMessageId, text: writing.text, sentAt: work.now() },
    { kind: MessageKind.TEMPLATE, content: { template: content } },
  );
  if ('knownId' in appended) return lazily('Message', appended.knownId);
  work.recorded(appended.eventId);
  await queueDelivery(work, appended, channelId);
  work.app.typists.hasSent(conversationId, agentId);
  return lazily('Message', appended.message.id);
};
