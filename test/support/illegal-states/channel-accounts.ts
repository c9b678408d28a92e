import { ChannelType } from '../../../src/entities/enums.js';
import { encodeId } from '../../../src/ids.js';
import { credentialsOf, saveAccount, saveTemplate } from '../connected-company.js';
import { connectedWhatsApp, newNumber, templateOf, whatsApp } from '../operations/channel-accounts.js';
import { unique } from '../operations/operation.js';
import type { Premises } from '../premises.js';
import { type ConversationOptions, Records } from '../records.js';
import { type Illegal, illegal } from './case.js';

const credentials = ({ platform }: Premises) => credentialsOf(platform.account({ platform: 'WHATSAPP' }));
const unconnected = async (premises: Premises) => ({ channelId: encodeId('channel', (await whatsApp(premises, false)).id) });
const archived = async (premises: Premises) => {
  const channel = await whatsApp(premises);
  await premises.desk.sql('update channel set archived_at = now() where id = $1', [channel.id]);
  return { channelId: encodeId('channel', channel.id) };
};
const takenAccount = async (premises: Premises) => {
  const account = premises.platform.account({ platform: 'WHATSAPP' });
  await saveAccount(premises.desk, await whatsApp(premises), account);
  return credentialsOf(account);
};
const byInstagram = async ({ desk, product }: Premises) => ({
  channelId: encodeId('channel', (await desk.seed.channel(product, ChannelType.INSTAGRAM, { name: unique('Instagram') })).id),
});

/** Into a conversation in some state; the caller is its agent, Online. */
const into = async (premises: Premises, options: ConversationOptions) => {
  const { channel, input } = await templateOf(premises);
  const { publicId } = await new Records(premises.desk, channel).conversation({ topic: premises.topic, ...options });
  // What waits would go to whoever is Online.
  if (options.state !== 'QUEUED') await premises.online('agent');
  return { ...input, to: { conversationId: publicId } };
};
const toNumber = async (premises: Premises, more: object = {}) => {
  const { input } = await templateOf(premises);
  return { ...input, to: { phoneNumber: newNumber() }, ...more };
};
const withAnotherOpen = async (premises: Premises) => {
  const { people, desk, topic } = premises;
  const { channel, input } = await templateOf(premises);
  const records = new Records(desk, channel);
  const { publicId, customerId } = await records.conversation({ state: 'RESOLVED', agent: people.agent, topic });
  await records.conversation({ state: 'ACTIVE', agent: people.colleague, customerId });
  await premises.online('agent');
  return { ...input, to: { conversationId: publicId } };
};

export const CHANNEL_ACCOUNTS: Record<string, Illegal> = {
  connectChannel: [
    illegal('the channel is archived', 'INVALID_STATE input.channelId', async (p) => ({ ...(await archived(p)), ...credentials(p) })),
    illegal('its customers write here', 'INVALID_STATE input.channelId', (p) => ({
      channelId: encodeId('channel', p.web.id),
      ...credentials(p),
    })),
    illegal('WhatsApp is given no business account', 'INVALID_INPUT input.businessAccountId', async (p) => {
      const { businessAccountId: _businessAccountId, ...rest } = credentials(p);
      return { ...(await unconnected(p)), ...rest };
    }),
    illegal('another platform is given one', 'INVALID_INPUT input.businessAccountId', async (p) => ({
      ...(await byInstagram(p)),
      ...credentials(p),
    })),
    illegal('the token does not hold', 'ACCOUNT_REFUSED input.accessToken', async (p) => ({
      ...(await unconnected(p)),
      ...credentials(p),
      accessToken: 'EAAwrong',
    })),
    illegal('the platform is away', 'PLATFORM_UNAVAILABLE input', async (p) => {
      p.platform.failNext({ on: 'describe', status: 500 });
      return { ...(await unconnected(p)), ...credentials(p) };
    }),
    illegal('another channel has the account', 'ACCOUNT_TAKEN input.accountId', async (p) => ({
      ...(await unconnected(p)),
      ...(await takenAccount(p)),
    })),
  ],
  disconnectChannel: 'without an account it changes nothing, and is no refusal',
  refreshTemplates: [
    illegal('the channel is not connected', 'INVALID_STATE input.channelId', unconnected),
    illegal('the channel is not WhatsApp’s', 'INVALID_STATE input.channelId', byInstagram),
    illegal('the token has expired', 'ACCOUNT_REFUSED input.channelId', async (p) => {
      const { channelId, account } = await connectedWhatsApp(p);
      account.renewToken();
      return { channelId };
    }),
    illegal('the platform is away', 'PLATFORM_UNAVAILABLE input', async (p) => {
      p.platform.failNext({ on: 'templates', status: 500 });
      return { channelId: (await connectedWhatsApp(p)).channelId };
    }),
  ],
  sendTemplate: [
    illegal('a colleague has it', 'NOT_ASSIGNED_TO_YOU input.to.conversationId', (p) =>
      into(p, { state: 'ACTIVE', agent: p.people.colleague }),
    ),
    illegal('it waits', 'INVALID_STATE input.to.conversationId', (p) => into(p, { state: 'QUEUED' })),
    illegal('it was abandoned', 'CONVERSATION_ENDED input.to.conversationId', (p) => into(p, { state: 'ABANDONED', topic: undefined })),
    illegal('its customer has ended it', 'CONVERSATION_ENDED input.to.conversationId', (p) =>
      into(p, { state: 'ACTIVE', agent: p.people.agent, ended: true }),
    ),
    illegal('its customer has another open one', 'OPEN_CONVERSATION_EXISTS input.to.conversationId', withAnotherOpen),
    illegal('the caller is not Online', 'AGENT_NOT_ONLINE input.to.phoneNumber', (p) => toNumber(p)),
    illegal('the caller has as many as they may', 'AT_CAPACITY input.to.phoneNumber', async (p) => {
      await p.online('agent');
      await p.records.conversation({ state: 'ACTIVE', agent: p.people.agent });
      await p.desk.sql('update agent set capacity = 1 where id = $1', [p.people.agent.id]);
      return toNumber(p);
    }),
    illegal('the template is not approved', 'TEMPLATE_NOT_SENDABLE input.templateId', async (p) => {
      const { channel, input } = await templateOf(p);
      return { ...input, templateId: await saveTemplate(p.desk, channel, 'PAUSED'), to: { phoneNumber: newNumber() } };
    }),
    illegal('the template is another channel’s', 'NOT_FOUND input.templateId', async (p) =>
      toNumber(p, { templateId: await saveTemplate(p.desk, await whatsApp(p)) }),
    ),
    illegal('a value is missing', 'INVALID_INPUT input.variables', (p) => toNumber(p, { variables: [] })),
    illegal('there is no such variable', 'INVALID_INPUT input.variables.0.name', (p) =>
      toNumber(p, { variables: [{ name: 'body.2', value: 'x' }] }),
    ),
    illegal('a value has a line break', 'INVALID_INPUT input.variables.0.value', (p) =>
      toNumber(p, { variables: [{ name: 'body.1', value: 'a\nb' }] }),
    ),
    illegal('the channel is not connected', 'INVALID_STATE input.channelId', async (p) => {
      const channel = await whatsApp(p, false);
      return toNumber(p, { channelId: encodeId('channel', channel.id), templateId: await saveTemplate(p.desk, channel) });
    }),
  ],
};
