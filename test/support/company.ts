import type { Channel } from '../../src/entities/channel.js';
import { Role } from '../../src/entities/enums.js';
import type { Product } from '../../src/entities/product.js';
import type { Topic } from '../../src/entities/topic.js';
import type { Workspace } from '../../src/entities/workspace.js';
import { AgentAtWork } from './agent-at-work.js';
import type { Followed } from './client.js';
import { Customer } from './customer.js';
import { Desk, type DeskOptions } from './desk.js';
import type { AgentOptions } from './seed.js';

/** A workspace on a running server: one product with a web chat and a topic, and whoever a test puts into it. */
export class Company {
  private constructor(
    readonly desk: Desk,
    readonly workspace: Workspace,
    readonly product: Product,
    readonly web: Channel,
    readonly topic: Topic,
  ) {}

  /** On a server of its own, or beside others on one that runs. */
  static async open(where: Desk | DeskOptions = {}, settings: Partial<Product> = {}): Promise<Company> {
    const desk = where instanceof Desk ? where : await Desk.start(where);
    const { seed } = desk;
    const workspace = await seed.workspace();
    const product = await seed.product(workspace, 'Shoes', settings);
    return new Company(desk, workspace, product, await seed.channel(product), await seed.topic(workspace, 'Delivery'));
  }

  close(): Promise<void> {
    return this.desk.stop();
  }

  /** An agent, Offline; authorised for the product unless `grants` say otherwise. */
  async agent(name: string, options: AgentOptions = {}): Promise<AgentAtWork> {
    const seeded = await this.desk.seed.agent(this.workspace, name, { grants: [{ product: this.product }], ...options });
    return AgentAtWork.signedIn(this.desk, seeded);
  }

  /** The same, Online already. */
  async onlineAgent(name: string, options: AgentOptions = {}): Promise<AgentAtWork> {
    const agent = await this.agent(name, options);
    await agent.goesOnline();
    return agent;
  }

  /** A supervisor, without grants unless given. */
  supervisor(name = 'Suna', options: AgentOptions = {}): Promise<AgentAtWork> {
    return this.agent(name, { role: Role.SUPERVISOR, grants: [], ...options });
  }

  /** Somebody on the page, before they write. */
  customer(name: string, channel: Channel = this.web): Customer {
    return new Customer(this.desk, channel, name);
  }

  /** A customer whose chat has begun with a first message. */
  async customerWithChat(name: string, channel: Channel = this.web): Promise<Customer> {
    const customer = this.customer(name, channel);
    await customer.startsChat(`${name} asks`);
    return customer;
  }

  /** What a visitor without a token sees of the channel. */
  followsAvailability(
    channel: Channel = this.web,
  ): Followed<{ channelAvailabilityChanged: { channelKey: string; online: boolean } | null }> {
    const document = 'subscription ($key: String!) { channelAvailabilityChanged(channelKey: $key) { channelKey online } }';
    return this.desk.visitor().follow(document, { key: channel.key });
  }

  /** The position of the newest event: `after` it comes what happens from now on, even before a subscription stands. */
  async now(): Promise<string> {
    const [row] = await this.desk.sql<{ id: string }>('select coalesce(max(id), 0) as id from event');
    return `e${BigInt(row?.id ?? 0).toString(36)}`;
  }
}
