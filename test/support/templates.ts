import type { Channel } from '../../src/entities/channel.js';
import { encodeId } from '../../src/ids.js';
import type { Client } from './client.js';

const TEMPLATE = `id name language category status reason header headerFormat body footer refreshedAt channel { id }
  buttons { type text url phoneNumber } variables { name place kind example }`;

export interface TemplateSeen {
  id: string;
  name: string;
  language: string;
  category: string;
  status: string;
  reason: string | null;
  header: string | null;
  headerFormat: string | null;
  body: string;
  footer: string | null;
  buttons: { type: string; text: string; url: string | null; phoneNumber: string | null }[];
  variables: { name: string; place: string; kind: string; example: string | null }[];
}

/** The first hundred. */
export const listedTemplates = async (client: Client, channel: Channel, filter: object | null = null): Promise<TemplateSeen[]> => {
  const document = `query ($channelId: ID!, $filter: MessageTemplateFilter) {
    messageTemplates(channelId: $channelId, filter: $filter, first: 100) { nodes { ${TEMPLATE} } } }`;
  const variables = { channelId: encodeId('channel', channel.id), filter };
  return (await client.ask<{ messageTemplates: { nodes: TemplateSeen[] } }>(document, variables)).messageTemplates.nodes;
};
