import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Channel } from '../../src/entities/channel.js';
import { ChannelType } from '../../src/entities/enums.js';
import { encodeId } from '../../src/ids.js';
import { succeed } from './chats.js';
import type { Client } from './client.js';
import { Clock, Desk, type DeskOptions } from './desk.js';
import { eventually } from './eventually.js';
import type { Account, Platform } from './platform/account.js';
import type { Person } from './platform/person.js';
import { PlatformStandIn } from './platform/stand-in.js';
import type { SeededAgent } from './seed.js';

const MESSAGE = `id sequence senderKind kind text editedAt deletedAt unsupportedKind deliveredAt readAt sentAt
  location { latitude longitude name address url } contacts { name phones emails organisation } choice { id title description }
  origin { kind id url title } reactions { by emoji } replyTo { id text }
  attachments { id name contentType size state problem url }
  delivery { state attempts reason sentAt deliveredAt readAt failedAt }`;

const CONVERSATION = `id state unreadCount replyWindow { kind until } previousConversation { id }
  customer { id name phone userName } generalInformation { customerName phone userName businessPhone accountName channelType }
  agent { name } messages(first: 100) { nodes { ${MESSAGE} } }`;

export interface MessageSeen {
  id: string;
  sequence: number;
  senderKind: string;
  kind: string;
  text: string;
  editedAt: string | null;
  deletedAt: string | null;
  unsupportedKind: string | null;
  deliveredAt: string | null;
  readAt: string | null;
  location: object | null;
  contacts: object[];
  choice: object | null;
  origin: object | null;
  reactions: { by: string; emoji: string }[];
  replyTo: { id: string; text: string } | null;
  attachments: {
    id: string;
    name: string;
    contentType: string | null;
    size: number | null;
    state: string;
    problem: string | null;
    url: string | null;
  }[];
  delivery: {
    state: string;
    attempts: number;
    reason: string | null;
    sentAt: string | null;
    deliveredAt: string | null;
    readAt: string | null;
  } | null;
}

export interface ConversationSeen {
  id: string;
  state: string;
  unreadCount: number;
  replyWindow: { kind: string; until: string } | null;
  previousConversation: { id: string } | null;
  customer: { id: string; name: string; phone: string | null; userName: string | null };
  generalInformation: Record<string, string | null>;
  agent: { name: string } | null;
  messages: { nodes: MessageSeen[] };
}

const ACTIVE = `query { activeConversations(first: 100) { nodes { ${CONVERSATION} } } }`;
const ONE = `query ($id: ID!) { node(id: $id) { ... on Conversation { ${CONVERSATION} } } }`;
const SENT = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { cursor message { id } userErrors { code message path } } }`;

/** Jobs that are due and not done, and events whose jobs are not made yet. */
const UNDONE = `select count(*)::int as jobs from graphile_worker.jobs where run_at <= now() + interval '10 seconds' and task_identifier <> 'remove-unsent-attachments'`;
const UNMADE = `select count(*)::int as events from event where type = 'message.delivery_queued' and id > (select last_event_id from outbox)`;

let lastId = 0;

/** A company whose three channels are connected to accounts on the platform, with one agent who is Online for all of them. */
export class PlatformOffice {
  private constructor(
    readonly desk: Desk,
    readonly standIn: PlatformStandIn,
    readonly channels: Record<Platform, Channel>,
    readonly accounts: Record<Platform, Account>,
    public agent: Client,
    readonly seeded: SeededAgent,
    readonly supervisor: Client,
    readonly filesDirectory: string,
  ) {}

  static async open({ env = {}, ...options }: DeskOptions = {}): Promise<PlatformOffice> {
    const files = await mkdtemp(join(tmpdir(), 'sohbet-files-'));
    const clock = new Clock();
    const standIn = await PlatformStandIn.start({ clock });
    const desk = await Desk.start({ ...options, clock, env: { JOBS: 'on', FILES_DIR: files, META_GRAPH_URL: standIn.url, ...env } });
    const { seed } = desk;
    const workspace = await seed.workspace();
    const product = await seed.product(workspace, 'Ayakkabı');
    const seeded = await seed.agent(workspace, 'Ayşe', { capacity: 50, grants: [{ product }] });
    const supervisor = await desk.as(await seed.agent(workspace, 'Suna', { role: 'SUPERVISOR' as never }));
    const agent = await desk.as(seeded);
    await seed.topic(workspace, 'Kargo');
    const channels = {} as Record<Platform, Channel>;
    const accounts = {} as Record<Platform, Account>;
    for (const platform of ['WHATSAPP', 'MESSENGER', 'INSTAGRAM'] as const) {
      channels[platform] = await seed.channel(product, ChannelType[platform], { connected: false });
      accounts[platform] = standIn.account({ platform });
      await connect(desk, standIn, supervisor, channels[platform], accounts[platform]);
    }
    await succeed(agent, 'changeMyStatus', { status: 'ONLINE' });
    return new PlatformOffice(desk, standIn, channels, accounts, agent, seeded, supervisor, files);
  }

  person(platform: Platform, options: Omit<Parameters<PlatformStandIn['person']>[0], 'platform' | 'account'> = {}): Person {
    return this.standIn.person({ platform, account: this.accounts[platform], ...options });
  }

  /** When everything that was told was taken, and every job that is due was done. */
  async settled(): Promise<void> {
    const look = async (): Promise<number> => {
      if (!(await this.standIn.settled())) throw new Error('the platform has things left to tell');
      await this.desk.server.app.live.reader.catchUp(5_000);
      const [row] = await this.desk.sql<{ jobs: number }>(UNDONE);
      const [unmade] = await this.desk.sql<{ events: number }>(UNMADE);
      return (row?.jobs ?? 0) + (unmade?.events ?? 0);
    };
    // Twice: what one of them did may have made the other.
    for (let times = 0; times < 2; times++) {
      const left = await eventually(look, (jobs) => jobs === 0, 30_000);
      if (left > 0) throw new Error(`${left} jobs were not done`);
    }
  }

  async conversations(client: Client = this.agent): Promise<ConversationSeen[]> {
    return (await client.ask<{ activeConversations: { nodes: ConversationSeen[] } }>(ACTIVE)).activeConversations.nodes;
  }

  /** The one conversation that the customer of this name has open. */
  async conversationOf(person: Pick<Person, 'name'>): Promise<ConversationSeen> {
    await this.settled();
    const found = (await this.conversations()).filter(({ customer }) => customer.name === person.name);
    const [conversation] = found;
    if (!conversation || found.length > 1) throw new Error(`${person.name} has ${found.length} open conversations`);
    return conversation;
  }

  async conversation(id: string): Promise<ConversationSeen> {
    return (await this.agent.ask<{ node: ConversationSeen }>(ONE, { id })).node;
  }

  async send(conversationId: string, text: string, more: object = {}) {
    const input = { conversationId, text, clientMessageId: `m${++lastId}`, ...more };
    const { sendMessage } = await this.agent.ask<{
      sendMessage: {
        cursor: string | null;
        message: { id: string } | null;
        userErrors: { code: string; message: string; path: string[] }[];
      };
    }>(SENT, { input });
    return sendMessage;
  }

  /** After the clock was moved beyond the end of tokens. */
  async signInAgain(): Promise<void> {
    this.agent = await this.desk.as(this.seeded);
  }

  channelId(platform: Platform): string {
    return encodeId('channel', this.channels[platform].id);
  }

  async close(): Promise<void> {
    await this.standIn.stop();
    await this.desk.stop();
    await rm(this.filesDirectory, { recursive: true, force: true });
  }
}

const CONNECTION = `query ($id: ID!) { node(id: $id) { ... on Channel { connection { callbackUrl verifyToken } } } }`;

/** As a supervisor does: credentials here, then our address and verify token in the platform's dashboard. */
export const connect = async (
  desk: Desk,
  standIn: PlatformStandIn,
  supervisor: Client,
  channel: Channel,
  account: Account,
): Promise<void> => {
  const channelId = encodeId('channel', channel.id);
  const { externalId: accountId, businessAccountId, accessToken, appSecret } = account;
  await succeed(supervisor, 'connectChannel', { channelId, accountId, businessAccountId, accessToken, appSecret });
  const { node } = await supervisor.ask<{ node: { connection: { callbackUrl: string; verifyToken: string } } }>(CONNECTION, {
    id: channelId,
  });
  const { callbackUrl, verifyToken } = node.connection;
  await standIn.connect(account, { url: new URL(callbackUrl, desk.url).href, verifyToken });
};
