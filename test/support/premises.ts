import { v7 } from 'uuid';
import type { Channel } from '../../src/entities/channel.js';
import { ChannelType, Role } from '../../src/entities/enums.js';
import type { Group } from '../../src/entities/group.js';
import type { Product } from '../../src/entities/product.js';
import type { Topic } from '../../src/entities/topic.js';
import type { Workspace } from '../../src/entities/workspace.js';
import { encodeId, type IdKind } from '../../src/ids.js';
import type { Client } from './client.js';
import { saveTemplate } from './connected-company.js';
import { Desk, type DeskOptions } from './desk.js';
import { PlatformStandIn } from './platform/stand-in.js';
import { Records } from './records.js';
import type { SeededAgent } from './seed.js';

/** Whoever may try an operation. `customer` is the one whose conversation it is about, `agent` who has that conversation. */
export const CALLERS = ['none', 'customer', 'otherCustomer', 'noGrant', 'agent', 'colleague', 'supervisor', 'outsider'] as const;
export type Caller = (typeof CALLERS)[number];

type Colleague = 'noGrant' | 'agent' | 'colleague' | 'supervisor' | 'outsider';

const furnishElsewhere = async (desk: Desk, elsewhere: Workspace, agent: SeededAgent): Promise<Partial<Record<IdKind, string>>> => {
  const { seed } = desk;
  const product = await seed.product(elsewhere, 'Teas');
  const channel = await seed.channel(product);
  const topic = await seed.topic(elsewhere, 'Leaves');
  const records = new Records(desk, channel);
  const conversation = await records.conversation({ state: 'RESOLVED', agent, topic });
  const ticket = await records.ticket(conversation, agent, topic);
  return {
    product: encodeId('product', product.id),
    channel: encodeId('channel', channel.id),
    topic: encodeId('topic', topic.id),
    group: encodeId('group', (await seed.group(elsewhere, 'Teapots', [channel], [agent])).id),
    agent: agent.publicId,
    conversation: conversation.publicId,
    message: encodeId('message', conversation.messageId),
    ticket,
    ticketmail: await records.ticketMail(ticket),
    languagerule: await saveLanguageRule(desk, product, agent),
    messagetemplate: await saveTemplate(desk, await seed.channel(product, ChannelType.WHATSAPP)),
  };
};

const saveLanguageRule = async (desk: Desk, { id: productId, workspaceId }: Product, agent: SeededAgent): Promise<string> => {
  const [rule] = await desk.sql<{ id: string }>(
    `insert into language_rule (id, workspace_id, product_id, agent_id, language, created_at) values ($1, $2, $3, $4, 'tr', now())
     on conflict (product_id, channel_id, lower(language)) do update set agent_id = excluded.agent_id returning id`,
    [v7(), workspaceId, productId, agent.id],
  );
  return encodeId('languagerule', rule?.id ?? '');
};

/** Two workspaces: what is tried stands in the first, `outsider` supervises the second. */
export class Premises {
  private otherCustomerId = '';
  /** A record of the second workspace of each kind that an input may name. */
  foreignIds: Partial<Record<IdKind, string>> = {};

  private constructor(
    readonly desk: Desk,
    readonly platform: PlatformStandIn,
    readonly workspace: Workspace,
    readonly product: Product,
    readonly web: Channel,
    readonly topic: Topic,
    readonly group: Group,
    readonly people: Record<Colleague, SeededAgent>,
    readonly records: Records,
  ) {}

  static async open(options: DeskOptions = {}): Promise<Premises> {
    const platform = await PlatformStandIn.start();
    const desk = await Desk.start({ ...options, env: { META_GRAPH_URL: platform.url, ...options.env } });
    const { seed } = desk;
    const workspace = await seed.workspace();
    const elsewhere = await seed.workspace('Elsewhere');
    const product = await seed.product(workspace);
    const web = await seed.channel(product, ChannelType.WEB_CHAT);
    const topic = await seed.topic(workspace, 'Delivery', [product]);
    const grants = [{ product }];
    const people = {
      noGrant: await seed.agent(workspace, 'Nuri'),
      agent: await seed.agent(workspace, 'Ayşe', { grants, capacity: 50 }),
      colleague: await seed.agent(workspace, 'Kemal', { grants, capacity: 50 }),
      supervisor: await seed.agent(workspace, 'Suna', { role: Role.SUPERVISOR, grants, capacity: 50 }),
      outsider: await seed.agent(elsewhere, 'Fatma', { role: Role.SUPERVISOR }),
    };
    const group = await seed.group(workspace, 'Front', [web], [people.agent]);
    const premises = new Premises(desk, platform, workspace, product, web, topic, group, people, new Records(desk, web));
    premises.foreignIds = await furnishElsewhere(desk, elsewhere, people.outsider);
    premises.otherCustomerId = (await premises.records.conversation({ state: 'RESOLVED', agent: people.agent, topic })).customerId;
    return premises;
  }

  async close(): Promise<void> {
    await this.desk.stop();
    await this.platform.stop();
  }

  /** A client with a session of its own. */
  async as(caller: Caller, customerId: string = this.otherCustomerId): Promise<Client> {
    const { desk, workspace } = this;
    if (caller === 'none') return desk.visitor();
    if (caller === 'customer' || caller === 'otherCustomer') {
      const own = caller === 'customer' ? customerId : this.otherCustomerId;
      return desk.withToken(await desk.seed.accessToken({ workspaceId: workspace.id, customerId: own }));
    }
    return desk.as(this.people[caller]);
  }

  /** The id of a language rule that stands. */
  languageRule(): Promise<string> {
    return saveLanguageRule(this.desk, this.product, this.people.agent);
  }

  /** Exactly these are Online, everybody else of the workspace is Offline; all are connected. */
  async online(...names: Colleague[]): Promise<void> {
    await this.desk.sql(
      `update agent set status = case when id = any($1::uuid[]) then 'ONLINE' else 'OFFLINE' end, connected = true where workspace_id = $2`,
      [names.map((name) => this.people[name].id), this.workspace.id],
    );
  }

  /** Nothing open, nobody Online. */
  async settle(): Promise<void> {
    await this.records.archiveAll(this.people.agent, this.topic);
    await this.online();
  }
}
