import { ChannelType, Role } from '../../src/entities/enums.js';
import { succeed, type UserError } from './chats.js';
import type { Client } from './client.js';
import { Desk, type DeskOptions } from './desk.js';

const FIELDS = `
  id number status priority subject createdAt
  topic { id name } requester { name email } customer { name } createdBy { name } product { name } channel { id name type }
  conversation { id notes { text afterSequence agent { name } } }
  transcript(first: 100) { nodes { text sequence } }
  messages { id text senderKind clientMessageId sentAt agent { name } }
  history { field before after agent { name } }`;

export interface TicketAnswer {
  id: string;
  number: number;
  status: string;
  priority: string;
  subject: string;
  createdAt: string;
  topic: { id: string; name: string };
  conversation: { id: string; notes: { text: string }[] };
  channel: { id: string; type: string };
  transcript: { nodes: { text: string; sequence: number }[] };
  messages: { id: string; text: string }[];
  history: { field: string; before: string | null; after: string | null }[];
}

interface TicketPayload {
  cursor: string | null;
  userErrors: UserError[];
  ticket: TicketAnswer | null;
}

export const TICKET = `query ($id: ID!) { ticket(id: $id) { ${FIELDS} } }`;

export const TICKETS = `query ($filter: TicketFilter, $first: Int!, $after: String) {
  tickets(filter: $filter, first: $first, after: $after) { nodes { ${FIELDS} } pageInfo { hasNextPage hasPreviousPage endCursor } }
}`;

export interface TicketsAnswer {
  tickets: { nodes: TicketAnswer[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null } };
}

const mutate = async <Payload>(client: Client, mutation: string, selection: string, input: object): Promise<Payload> => {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { cursor userErrors { code message path } ticket { ${FIELDS} } ${selection} } }`;
  return (await client.ask<Record<string, Payload>>(document, { input }))[mutation] as Payload;
};

interface ConvertPayload extends TicketPayload {
  conversation: { state: string; outcome: string | null; ticket: { id: string } | null } | null;
}

export const convert = (client: Client, input: object): Promise<ConvertPayload> =>
  mutate(client, 'convertToTicket', 'conversation { state outcome resolvedBy { name } ticket { id } }', input);

export const change = (client: Client, input: object): Promise<TicketPayload> => mutate(client, 'changeTicketStatus', '', input);

export const reply = (client: Client, input: object): Promise<TicketPayload & { message: { id: string } | null }> =>
  mutate(client, 'replyToTicket', 'message { id }', input);

/** Two workspaces; in the first two products, and agents with different grants. Ayşe alone is Online for the shoes' web chat. */
export const openOffices = async (options: DeskOptions = {}) => {
  const desk = await Desk.start(options);
  const { seed } = desk;
  const workspace = await seed.workspace();
  const shoes = await seed.product(workspace, 'Shoes');
  const bags = await seed.product(workspace, 'Bags');
  const shoesWeb = await seed.channel(shoes);
  const [shoesQuiet, shoesNarrow, bagsWeb] = [
    await seed.channel(shoes, ChannelType.IN_APP_IOS),
    await seed.channel(shoes, ChannelType.IN_APP_ANDROID),
    await seed.channel(bags),
  ];
  const [delivery, returns, bagsOnly] = [
    await seed.topic(workspace, 'Delivery'),
    await seed.topic(workspace, 'Returns'),
    await seed.topic(workspace, 'Handles', [bags]),
  ];
  const kemalSeeded = await seed.agent(workspace, 'Kemal', { capacity: 1, grants: [{ product: shoes, channel: shoesNarrow }] });
  const [ayse, kemal] = [
    await desk.as(await seed.agent(workspace, 'Ayşe', { capacity: 50, grants: [{ product: shoes, channel: shoesWeb }] })),
    await desk.as(kemalSeeded),
  ];
  const mehmet = await desk.as(await seed.agent(workspace, 'Mehmet', { grants: [{ product: shoes }] }));
  const zeynep = await desk.as(await seed.agent(workspace, 'Zeynep', { grants: [{ product: bags }] }));
  const suna = await desk.as(await seed.agent(workspace, 'Suna', { role: Role.SUPERVISOR }));
  const elsewhere = await seed.workspace('Elsewhere');
  const foreignTopic = await seed.topic(elsewhere, 'Delivery');
  const foreigner = await desk.as(await seed.agent(elsewhere, 'Foreigner', { role: Role.ADMINISTRATOR }));
  await succeed(ayse, 'changeMyStatus', { status: 'ONLINE' });
  const lastNumber = async (): Promise<number> => {
    const [row] = await desk.sql<{ number: number }>('select last_ticket_number as number from workspace where id = $1', [workspace.id]);
    return row?.number ?? 0;
  };
  const places = { workspace, shoes, bags, shoesWeb, shoesQuiet, shoesNarrow, bagsWeb, delivery, returns, bagsOnly, foreignTopic };
  return { desk, ...places, ayse, kemal, kemalId: kemalSeeded.id, mehmet, zeynep, suna, foreigner, lastNumber };
};
export type Offices = Awaited<ReturnType<typeof openOffices>>;
