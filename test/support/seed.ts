import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import { hashOf, newRefreshToken } from '../../src/auth/tokens.js';
import { Agent } from '../../src/entities/agent.js';
import { AgentGrant } from '../../src/entities/agent-grant.js';
import { AgentStatusInterval } from '../../src/entities/agent-status-interval.js';
import { Channel } from '../../src/entities/channel.js';
import { AgentStatus, ChannelType, Role } from '../../src/entities/enums.js';
import { Group } from '../../src/entities/group.js';
import { GroupChannel } from '../../src/entities/group-channel.js';
import { GroupMember } from '../../src/entities/group-member.js';
import { Product } from '../../src/entities/product.js';
import { Session } from '../../src/entities/session.js';
import { Topic } from '../../src/entities/topic.js';
import { TopicProduct } from '../../src/entities/topic-product.js';
import { Workspace } from '../../src/entities/workspace.js';
import { encodeId } from '../../src/ids.js';
import type { Application } from '../../src/services/application.js';

export interface SeededAgent {
  /** The plain UUID, for SQL. */
  id: string;
  workspaceId: string;
  /** The typed id, for GraphQL. */
  publicId: string;
  name: string;
  email: string;
}

export interface AgentOptions {
  role?: Role;
  capacity?: number;
  /** What they are authorised for; none by default. */
  grants?: { product: Product; channel?: Channel }[];
  languages?: string[];
  passwordHash?: string;
  /** Default: connected for as long as a test lasts, with or without a socket. False: as in life, never seen yet. */
  connected?: boolean;
}

/** No grace ends before it. */
const SEEN_FOR_LONG = new Date('2200-01-01T00:00:00Z');

/** Puts records into the database directly, for what a test is not about. Every call commits. */
export class Seed {
  constructor(private readonly app: Application) {}

  async workspace(name = 'Acme'): Promise<Workspace> {
    return this.save((em) => em.create(Workspace, { id: v7(), name, lastTicketNumber: 0, createdAt: this.app.now() }));
  }

  async product(workspace: Workspace, name = 'Shoes', settings: Partial<Product> = {}): Promise<Product> {
    return this.save((em) =>
      em.create(Product, { id: v7(), workspaceId: workspace.id, name, createdAt: this.app.now(), ...settings } as Product),
    );
  }

  async channel(product: Product, type = ChannelType.WEB_CHAT, settings: Partial<Channel> = {}): Promise<Channel> {
    const key = `${type.toLowerCase()}-${randomBytes(6).toString('hex')}`;
    const { id: productId, workspaceId } = product;
    return this.save((em) =>
      em.create(Channel, { id: v7(), workspaceId, productId, type, name: type, key, createdAt: this.app.now(), ...settings } as Channel),
    );
  }

  async topic(workspace: Workspace, name = 'Delivery', products: Product[] = [], parent?: Topic): Promise<Topic> {
    return this.save((em) => {
      const topic = em.create(Topic, {
        id: v7(),
        workspaceId: workspace.id,
        parentId: parent?.id ?? null,
        name,
        createdAt: this.app.now(),
      });
      for (const product of products) em.create(TopicProduct, { topicId: topic.id, productId: product.id });
      return topic;
    });
  }

  async group(workspace: Workspace, name: string, channels: Channel[], agents: SeededAgent[]): Promise<Group> {
    return this.save((em) => {
      const group = em.create(Group, { id: v7(), workspaceId: workspace.id, name, createdAt: this.app.now() });
      for (const channel of channels) em.create(GroupChannel, { groupId: group.id, channelId: channel.id });
      for (const agent of agents) em.create(GroupMember, { groupId: group.id, agentId: agent.id });
      return group;
    });
  }

  async agent(workspace: Workspace, name: string, options: AgentOptions = {}): Promise<SeededAgent> {
    const now = this.app.now();
    const id = v7();
    const email = `${name.toLowerCase().replace(/[^a-z]/g, '')}-${randomBytes(4).toString('hex')}@example.com`;
    await this.save((em) => {
      const { role = Role.AGENT, capacity = 20, grants = [], languages = [], passwordHash = null, connected = true } = options;
      const status = AgentStatus.OFFLINE;
      em.create(Agent, {
        id,
        workspaceId: workspace.id,
        name,
        email,
        role,
        capacity,
        languages,
        passwordHash,
        status,
        statusSince: now,
        connected,
        lastSeenAt: connected ? SEEN_FOR_LONG : null,
        createdAt: now,
      });
      em.create(AgentStatusInterval, { id: v7(), agentId: id, status, startedAt: now });
      for (const { product, channel } of grants)
        em.create(AgentGrant, { id: v7(), agentId: id, productId: product.id, channelId: channel?.id ?? null });
    });
    return { id, workspaceId: workspace.id, publicId: encodeId('agent', id), name, email };
  }

  /** A session without the cost of a password. */
  async accessToken(principal: { workspaceId: string; agentId?: string; customerId?: string }): Promise<string> {
    const id = v7();
    const now = this.app.now();
    const { workspaceId, agentId = null, customerId = null } = principal;
    const refreshHash = hashOf(newRefreshToken(id));
    const expiresAt = new Date(now.getTime() + 86_400_000);
    await this.save((em) => em.create(Session, { id, workspaceId, agentId, customerId, refreshHash, createdAt: now, expiresAt }));
    return (await this.app.tokens.issue(id, now)).accessToken;
  }

  private async save<Made>(make: (em: EntityManager) => Made): Promise<Made> {
    const em = this.app.orm.em.fork();
    const made = make(em);
    await em.flush();
    return made;
  }
}
