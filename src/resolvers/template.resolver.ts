import { Arg, Args, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { Channel } from '../entities/channel.js';
import { MessageTemplate } from '../entities/message-template.js';
import { listTemplates } from '../services/templates/list-templates.js';
import { readTemplate } from '../services/templates/read-template.js';
import { refreshTemplates } from '../services/templates/refresh-templates.js';
import { sendTemplate } from '../services/templates/send-template.js';
import type { Context } from './context.js';
import { RootMutation, RootQuery } from './root.js';
import { toConnection } from './types/connection.js';
import { ForwardPaging } from './types/paging.js';
import {
  MessageTemplateConnection,
  MessageTemplateFilter,
  RefreshTemplatesInput,
  RefreshTemplatesPayload,
  SendTemplateInput,
  SendTemplatePayload,
  TemplateButton,
  TemplateVariable,
} from './types/template.js';

@Resolver(() => MessageTemplate)
export class TemplateResolver {
  @FieldResolver(() => Channel, { description: 'The channel by which it is sent.' })
  channel(@Root() { channelId }: MessageTemplate, @Ctx() { load }: Context) {
    return load.Channel.load(channelId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'What the header says, with its variable as `{{1}}` or `{{name}}`; null without one, and where it shows a file or a place.',
  })
  header(@Root() { components }: MessageTemplate) {
    return readTemplate(components).header;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'TEXT, IMAGE, VIDEO, DOCUMENT or LOCATION; null without a header. One that is not known here cannot be sent.',
  })
  headerFormat(@Root() { components }: MessageTemplate) {
    return readTemplate(components).headerFormat;
  }

  @FieldResolver(() => String, { description: 'What the body says, with its variables as `{{1}}` or `{{name}}`.' })
  body(@Root() { components }: MessageTemplate) {
    return readTemplate(components).body;
  }

  @FieldResolver(() => String, { nullable: true, description: 'The line below the body; null without one.' })
  footer(@Root() { components }: MessageTemplate) {
    return readTemplate(components).footer;
  }

  @FieldResolver(() => [TemplateButton], { description: 'The buttons below, in their order.' })
  buttons(@Root() { components }: MessageTemplate) {
    return readTemplate(components).buttons;
  }

  @FieldResolver(() => [TemplateVariable], { description: 'What must be given to send it: of the header, the body, the buttons.' })
  variables(@Root() { components }: MessageTemplate) {
    return readTemplate(components).variables;
  }

  @RootQuery(() => MessageTemplateConnection, {
    right: 'template.read',
    description: 'WhatsApp’s templates of a channel, by name; empty for a channel that the caller may not see.',
  })
  async messageTemplates(
    @Arg('channelId', () => ID, { description: 'A WhatsApp channel.' }) channelId: string,
    @Arg('filter', () => MessageTemplateFilter, { nullable: true, description: 'What to narrow to. Default: all of them.' })
    filter: MessageTemplateFilter | null,
    @Args(() => ForwardPaging) { first, after }: ForwardPaging,
    @Ctx() ctx: Context,
  ) {
    return toConnection(await ctx.ask(listTemplates, { channelId, filter, paging: { first, after } }));
  }

  @RootMutation(() => RefreshTemplatesPayload, {
    right: 'channel.connect',
    description:
      'Fetches the templates of a WhatsApp channel anew. Connecting does so by itself, and WhatsApp tells of each change; this is for one that was just made. Up to a minute.',
    errors: ['NOT_FOUND', 'INVALID_STATE', 'ACCOUNT_REFUSED', 'PLATFORM_UNAVAILABLE'],
  })
  refreshTemplates(
    @Arg('input', () => RefreshTemplatesInput, { description: 'The channel.' }) input: RefreshTemplatesInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(refreshTemplates, input);
  }

  @RootMutation(() => SendTemplatePayload, {
    right: 'template.send',
    description:
      'Sends a template to a WhatsApp customer, whatever the reply window. Into an active conversation: by the agent who has it. To a resolved one, or to a phone number: the conversation is reactivated, or begun, and comes to the caller, who must be Online, authorised and below capacity. Sends once, however often it is asked with the same `clientMessageId`.',
    errors: [
      'NOT_FOUND',
      'INVALID_STATE',
      'TEMPLATE_NOT_SENDABLE',
      'CONVERSATION_ENDED',
      'NOT_ASSIGNED_TO_YOU',
      'OPEN_CONVERSATION_EXISTS',
      'AGENT_NOT_ONLINE',
      'AGENT_NOT_AUTHORISED',
      'AT_CAPACITY',
    ],
  })
  sendTemplate(
    @Arg('input', () => SendTemplateInput, { description: 'The template, its values, and to whom.' }) input: SendTemplateInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(sendTemplate, input);
  }
}
