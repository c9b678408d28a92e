import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../../src/dialogues/random.js';
import type { Channel } from '../../src/entities/channel.js';
import { ChannelType, OnOffline, Role } from '../../src/entities/enums.js';
import type { Product } from '../../src/entities/product.js';
import type { Workspace } from '../../src/entities/workspace.js';
import { encodeId } from '../../src/ids.js';
import type { Client } from './client.js';
import { codesOf, mutate } from './mutations.js';
import type { AgentOptions, SeededAgent } from './seed.js';
import type { ServerProcesses } from './server-processes.js';

export const CUSTOMERS = 200;
export const AGENTS = 20;
/** What each agent does at least: it goes on when all have come, so that the queue empties and places become free. */
const ACTIONS = 25;

/** The first of the agents answer for all products. */
const ANSWER_ALL = 3;

/** What may be refused when everybody does as they like; anything else is a fault. */
const EXPECTED_REFUSALS = new Set([
  'AGENT_NOT_AUTHORISED',
  'AGENT_NOT_CONNECTED',
  'AGENT_NOT_ONLINE',
  'AGENT_OFFLINE',
  'ALREADY_RESOLVED',
  'AT_CAPACITY',
  'CONVERSATION_ENDED',
  'INVALID_STATE',
  'NOT_ASSIGNED_TO_YOU',
  'NOT_FOUND',
]);

export interface RushAgent extends SeededAgent {
  /** A client at each process. */
  at: Client[];
}

export interface RushCustomer {
  conversationId: string;
  /** A client at each process. */
  at: Client[];
}

interface Held {
  id: string;
  agentId: string | null;
  ended: boolean;
}

/**
 * A day at the desk in a few seconds: customers arrive, write, end and come back while agents go through all statuses,
 * answer, hand over and resolve, each at random from a seed of their own, through all processes.
 */
export class Rush {
  readonly customers: RushCustomer[] = [];
  readonly agents: RushAgent[] = [];
  readonly channels: Channel[] = [];
  /** How often each thing was done, and refused with which code. */
  readonly tally = new Map<string, number>();
  chief!: RushAgent;
  private topicId = '';
  private arrivalsAreOver = false;

  private constructor(
    private readonly servers: ServerProcesses,
    readonly workspace: Workspace,
    private readonly seed: number,
  ) {}

  static async prepare(servers: ServerProcesses, seed: number): Promise<Rush> {
    const rush = new Rush(servers, await servers.desk.seed.workspace(), seed);
    await rush.furnish();
    return rush;
  }

  /** Everything at once, until all customers have come and all agents have done their part. */
  async run(watch: (customer: RushCustomer, index: number) => void): Promise<void> {
    const acting = this.agents.map((agent, index) => this.act(agent, new Random(this.seed * 1_000 + index)));
    const arriving = Array.from({ length: CUSTOMERS }, (_, index) => this.visit(index, new Random(this.seed * 1_000 + 100 + index), watch));
    await Promise.all(arriving).finally(() => {
      this.arrivalsAreOver = true;
    });
    await Promise.all(acting);
  }

  /**
   * Those who answer for everything are Online, all others go home, and everybody resolves what they have until nothing is
   * left: the queue must come to the few by itself, each time that nothing is under way any more.
   */
  async drain(atQuiet: () => Promise<void>): Promise<void> {
    const status = (index: number) => (index < ANSWER_ALL ? 'ONLINE' : 'OFFLINE');
    await Promise.all(this.agents.map(({ at }, index) => this.carryOut(at[index % 2], 'changeMyStatus', { status: status(index) })));
    for (let left = await this.unresolved(); left.length > 0; left = await this.unresolved()) {
      await atQuiet();
      const held = left.filter(({ agentId, ended }) => agentId !== null || ended);
      if (held.length === 0) throw new Error(`${left.length} wait, and nobody has anything`);
      await Promise.all(held.map((each, index) => this.resolve(this.holderOf(each), each.id, index)));
    }
  }

  private async furnish(): Promise<void> {
    const { seed } = this.servers.desk;
    const random = new Random(this.seed);
    const shoes = await seed.product(this.workspace, 'Shoes', { onOffline: OnOffline.KEEP });
    const bags = await seed.product(this.workspace, 'Bags', { onOffline: OnOffline.HAND_BACK });
    for (const product of [shoes, bags]) {
      for (const type of [ChannelType.WEB_CHAT, ChannelType.IN_APP_IOS]) this.channels.push(await seed.channel(product, type));
    }
    this.topicId = encodeId('topic', (await seed.topic(this.workspace)).id);
    for (let index = 0; index < AGENTS; index++) {
      const role = index < 2 ? Role.SUPERVISOR : Role.AGENT;
      const grants = this.grantsOf(index, [shoes, bags], random);
      this.agents.push(await this.hire(`Agent ${index}`, { role, capacity: random.whole(1, 5), grants }));
    }
    this.chief = await this.hire('Chief', { role: Role.ADMINISTRATOR });
  }

  /** Some answer for everything, some for a product, most for a channel or two: not everybody can take everything. */
  private grantsOf(index: number, products: Product[], random: Random): NonNullable<AgentOptions['grants']> {
    if (index < ANSWER_ALL) return products.map((product) => ({ product }));
    if (index < 7) return [{ product: random.pick(products) }];
    return random
      .shuffled(this.channels)
      .slice(0, random.whole(1, 2))
      .map((channel) => ({ product: products.find(({ id }) => id === channel.productId) as Product, channel }));
  }

  private async hire(name: string, options: AgentOptions): Promise<RushAgent> {
    const agent = await this.servers.desk.seed.agent(this.workspace, name, options);
    return { ...agent, at: await this.servers.as(agent) };
  }

  private async visit(index: number, random: Random, watch: (customer: RushCustomer, index: number) => void): Promise<void> {
    await pause(random.whole(0, 2_500));
    const channel = random.pick(this.channels);
    const input = { channelKey: channel.key, customer: { name: `Customer ${index}`, email: 'customer@example.com' }, text: 'Merhaba' };
    const fields = 'conversation { id } accessToken';
    const { fields: started } = await mutate<{ conversation: { id: string }; accessToken: string }>(
      this.servers.client(index),
      'startChat',
      input,
      fields,
    );
    const at = [0, 1].map((which) => this.servers.client(which, started.accessToken));
    const customer = { conversationId: started.conversation.id, at };
    this.customers.push(customer);
    watch(customer, index);
    for (let words = random.whole(0, 1); words > 0; words--) {
      await pause(random.whole(0, 250));
      const input = { conversationId: customer.conversationId, clientMessageId: `${words}`, text: 'Orada mısınız?' };
      await this.carryOut(random.pick(at), 'sendMessage', input);
    }
    if (random.chance(0.2)) await this.carryOut(random.pick(at), 'endChat', { conversationId: customer.conversationId });
  }

  private async act(agent: RushAgent, random: Random): Promise<void> {
    for (let done = 0; done < ACTIONS || !this.arrivalsAreOver; done++) {
      const doing = random.next();
      const client = random.pick(agent.at);
      if (doing < 0.2) await this.carryOut(client, 'changeMyStatus', { status: random.pick(STATUSES) });
      else if (doing < 0.7) await this.withOne(agent, random, ({ id }) => this.resolve(agent, id, random.whole(0, 1)));
      else if (doing < 0.77) await this.withOne(agent, random, ({ id }) => this.answer(client, id, random));
      else if (doing < 0.95) await this.handOver(agent, random);
      else await this.sendHome(random);
      await pause(random.whole(0, 20));
    }
  }

  private resolve(by: RushAgent, id: string, which: number): Promise<void> {
    const input = { conversationId: encodeId('conversation', id), topicId: this.topicId };
    return this.carryOut(by.at[which % 2], 'resolveConversation', input);
  }

  private answer(client: Client, id: string, random: Random): Promise<void> {
    const input = { conversationId: encodeId('conversation', id), clientMessageId: `a${random.whole(0, 1e9)}`, text: 'Buyurun' };
    return this.carryOut(client, 'sendMessage', input);
  }

  /** One of their own, or a waiting one, to a colleague, mostly to one who could have it a moment ago. */
  private async handOver(by: RushAgent, random: Random): Promise<void> {
    const theirs = await this.held(random.chance(0.25) ? `state = 'QUEUED'` : `state = 'ACTIVE' and agent_id = '${by.id}'`);
    if (theirs.length === 0) return;
    const { id } = random.pick(theirs);
    const able = await this.servers.desk.sql<{ id: string }>(ABLE, [id]);
    if (able.length === 0 && random.chance(0.7)) return;
    const colleague = able.length > 0 && random.chance(0.9) ? random.pick(able).id : random.pick(this.agents).id;
    const input = { conversationId: encodeId('conversation', id), agentId: encodeId('agent', colleague) };
    const client = random.pick(random.chance(0.5) ? this.chief.at : by.at);
    await this.carryOut(client, 'assignConversation', input);
  }

  private sendHome(random: Random): Promise<void> {
    const input = { agentId: random.pick(this.agents).publicId, status: random.pick(STATUSES) };
    return this.carryOut(random.pick(this.chief.at), 'changeAgentStatus', input);
  }

  private async withOne(agent: RushAgent, random: Random, use: (held: Held) => Promise<void>): Promise<void> {
    const theirs = await this.held(`state = 'ACTIVE' and agent_id = '${agent.id}'`);
    if (theirs.length > 0) await use(random.pick(theirs));
  }

  private holderOf({ agentId }: Held): RushAgent {
    return this.agents.find(({ id }) => id === agentId) ?? this.chief;
  }

  private unresolved(): Promise<Held[]> {
    return this.held(`state in ('ACTIVE', 'QUEUED')`);
  }

  private held(condition: string): Promise<Held[]> {
    const columns = `id, agent_id as "agentId", ended_at is not null as ended`;
    return this.servers.desk.sql<Held>(`select ${columns} from conversation where workspace_id = $1 and ${condition}`, [this.workspace.id]);
  }

  private async carryOut(client: Client | undefined, mutation: string, input: object): Promise<void> {
    const codes = await codesOf(client as Client, mutation, input);
    const done = [mutation, ...codes].join(' ');
    this.tally.set(done, (this.tally.get(done) ?? 0) + 1);
    if (!codes.every((code) => EXPECTED_REFUSALS.has(code))) throw new Error(`${done} was not expected`);
  }
}

/** Who was Online, authorised and below capacity when asked. */
const ABLE = `select a.id from agent a join conversation c on c.id = $1 where a.workspace_id = c.workspace_id and a.status = 'ONLINE' and a.connected
  and exists (select from agent_grant g where g.agent_id = a.id and g.product_id = c.product_id
    and (g.channel_id is null or g.channel_id = c.channel_id))
  and a.capacity > (select count(*) from assignment s where s.agent_id = a.id and s.ended_at is null)`;

const STATUSES = ['ONLINE', 'ONLINE', 'ONLINE', 'BREAK', 'INVISIBLE', 'OFFLINE'];
