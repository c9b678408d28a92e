import { randomUUID } from 'node:crypto';
import type { Channel } from '../../../src/entities/channel.js';
import { ChannelType } from '../../../src/entities/enums.js';
import { encodeId } from '../../../src/ids.js';
import { credentialsOf, saveAccount, saveTemplate } from '../connected-company.js';
import type { Premises } from '../premises.js';
import { Records } from '../records.js';
import { mutation, query, type Trial, unique } from './operation.js';

export const whatsApp = ({ desk, product }: Premises, connected = true): Promise<Channel> =>
  desk.seed.channel(product, ChannelType.WHATSAPP, { name: unique('WhatsApp'), connected });

/** A WhatsApp channel with an account of its own at the platform. */
export const connectedWhatsApp = async (premises: Premises) => {
  const channel = await whatsApp(premises);
  const account = premises.platform.account({ platform: 'WHATSAPP' });
  await saveAccount(premises.desk, channel, account);
  return { channel, account, channelId: encodeId('channel', channel.id) };
};

let numbers = 0;
export const newNumber = (): string => `+90533${1_000_000 + numbers++}`;

/** All of `sendTemplate` but to whom. */
export const templateOf = async (premises: Premises) => {
  const { channel, channelId } = await connectedWhatsApp(premises);
  const templateId = await saveTemplate(premises.desk, channel);
  return { channel, input: { channelId, templateId, variables: [{ name: 'body.1', value: 'Elif' }], clientMessageId: randomUUID() } };
};

const sendTo = (state: 'ACTIVE' | 'RESOLVED') =>
  mutation(async (premises) => {
    const { people, desk, topic } = premises;
    const { channel, input } = await templateOf(premises);
    const { publicId, customerId } = await new Records(desk, channel).conversation({ state, agent: people.agent, topic });
    await premises.online('agent', 'colleague', 'supervisor');
    return { input: { ...input, to: { conversationId: publicId } }, customerId };
  });

/** The accounts that channels are connected to, and WhatsApp’s templates. */
export const CHANNEL_ACCOUNTS: Record<string, Trial> = {
  connectChannel: mutation(async (premises) => {
    const channel = await whatsApp(premises, false);
    const account = premises.platform.account({ platform: 'WHATSAPP' });
    return { input: { channelId: encodeId('channel', channel.id), ...credentialsOf(account) } };
  }),
  disconnectChannel: mutation(async (premises) => ({ input: { channelId: (await connectedWhatsApp(premises)).channelId } })),
  refreshTemplates: mutation(async (premises) => ({ input: { channelId: (await connectedWhatsApp(premises)).channelId } })),
  messageTemplates: query('query ($id: ID!) { messageTemplates(channelId: $id, first: 1) { nodes { id } } }', async (premises) => {
    const channel = await whatsApp(premises);
    return { variables: { id: encodeId('channel', channel.id) }, target: await saveTemplate(premises.desk, channel) };
  }),
  'sendTemplate into an active one': sendTo('ACTIVE'),
  'sendTemplate to a resolved one': sendTo('RESOLVED'),
  'sendTemplate to a number': mutation(async (premises) => {
    const { input } = await templateOf(premises);
    await premises.online('agent', 'colleague', 'supervisor');
    return { input: { ...input, to: { phoneNumber: newNumber(), customerName: 'Çağla Öz' } } };
  }),
};
