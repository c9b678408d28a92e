import type { Channel } from '../../src/entities/channel.js';
import { Role } from '../../src/entities/enums.js';
import type { Product } from '../../src/entities/product.js';
import type { Workspace } from '../../src/entities/workspace.js';
import { encodeId, type IdKind } from '../../src/ids.js';
import type { UserError } from './chats.js';
import type { Client } from './client.js';
import { Desk, type DeskOptions } from './desk.js';
import type { SeededAgent } from './seed.js';

/** A workspace with an administrator and a supervisor, one product with one web chat, and a workspace beside it. */
export interface AdminOffice {
  desk: Desk;
  workspace: Workspace;
  shoes: Product;
  web: Channel;
  administrator: SeededAgent;
  administratorClient: Client;
  supervisor: SeededAgent;
  supervisorClient: Client;
  foreign: { workspace: Workspace; product: Product; channel: Channel; agent: SeededAgent };
}

export const openAdminOffice = async (options: DeskOptions = {}): Promise<AdminOffice> => {
  const desk = await Desk.start(options);
  const { seed } = desk;
  const workspace = await seed.workspace();
  const shoes = await seed.product(workspace);
  const administrator = await seed.agent(workspace, 'Ada', { role: Role.ADMINISTRATOR, passwordHash: 'unusable' });
  const supervisor = await seed.agent(workspace, 'Suna', { role: Role.SUPERVISOR, passwordHash: 'unusable' });
  const beside = await seed.workspace('Beside');
  const product = await seed.product(beside);
  return {
    desk,
    workspace,
    shoes,
    web: await seed.channel(shoes),
    administrator,
    administratorClient: await desk.as(administrator),
    supervisor,
    supervisorClient: await desk.as(supervisor),
    foreign: { workspace: beside, product, channel: await seed.channel(product), agent: await seed.agent(beside, 'Far') },
  };
};

/** The typed id of a record that was seeded. */
export const publicId = (kind: IdKind, record: { id: string }): string => encodeId(kind, record.id);

export type Payload<Fields> = Fields & { cursor: string | null; userErrors: UserError[] };

/** One mutation with one `input`; the payload whatever it says. `inputType` where it is not the mutation's own name. */
export const mutate = async <Fields = object>(
  client: Client,
  mutation: string,
  input: object,
  selection = '',
  inputType?: string,
): Promise<Payload<Fields>> => {
  const type = inputType ?? `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} cursor userErrors { code message path } } }`;
  const answer = await client.ask<Record<string, Payload<Fields>>>(document, { input });
  const payload = answer[mutation];
  if (!payload) throw new Error(`${mutation} answered nothing`);
  return payload;
};

/** The same, and it must succeed. */
export const done = async <Fields = object>(...args: Parameters<typeof mutate>): Promise<Payload<Fields>> => {
  const payload = await mutate<Fields>(...args);
  if (payload.userErrors.length > 0) throw new Error(`${args[1]} was refused: ${JSON.stringify(payload.userErrors)}`);
  return payload;
};

/** Changes an agent; whatever the answer. */
export const update = (client: Client, agent: SeededAgent, input: object) =>
  mutate(client, 'updateAgent', { agentId: agent.publicId, ...input }, 'agent { name role capacity languages activeCount }');

export const deactivate = (client: Client, agent: SeededAgent) =>
  mutate(client, 'deactivateAgent', { agentId: agent.publicId }, 'agent { status deactivatedAt }', 'AgentInput');

export const goOnline = async (desk: Desk, agent: SeededAgent): Promise<Client> => {
  const client = await desk.as(agent);
  await done(client, 'changeMyStatus', { status: 'ONLINE' });
  return client;
};

export interface Premises {
  workspace: Workspace;
  product: Product;
  channel: Channel;
  admins: [SeededAgent, SeededAgent];
  /** With the first administrator's token. */
  client: Client;
}

/** A workspace of its own, with two administrators, for what counts everybody in it. */
export const premises = async (desk: Desk, name: string): Promise<Premises> => {
  const { seed } = desk;
  const workspace = await seed.workspace(name);
  const product = await seed.product(workspace);
  const administrator = { role: Role.ADMINISTRATOR, passwordHash: 'unusable' };
  const admins: [SeededAgent, SeededAgent] = [
    await seed.agent(workspace, 'One', administrator),
    await seed.agent(workspace, 'Two', administrator),
  ];
  return { workspace, product, channel: await seed.channel(product), admins, client: await desk.as(admins[0]) };
};

/** Codes with their paths, as one reads them: `NOT_FOUND input.productId`. */
export const refusals = ({ userErrors }: { userErrors: UserError[] }): string[] =>
  userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);

const TABLES = [
  'product',
  'channel',
  'agent_group',
  'group_channel',
  'group_member',
  'topic',
  'topic_product',
  'agent',
  'agent_grant',
  'agent_status_interval',
  'session',
  'conversation',
  'assignment',
  'event',
];

/** A fingerprint of all that a mutation of the settings may write. */
export const fingerprint = async (desk: Desk): Promise<unknown> =>
  desk.sql(
    `select ${TABLES.map((table) => `(select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from "${table}" t) as "${table}"`).join(', ')}`,
  );
