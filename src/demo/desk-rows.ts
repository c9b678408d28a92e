import type { EntityManager } from '@mikro-orm/postgresql';
import { DAY, MINUTE } from '../dialogues/clock.js';
import { Agent } from '../entities/agent.js';
import { AgentGrant } from '../entities/agent-grant.js';
import { AgentStatusInterval } from '../entities/agent-status-interval.js';
import { Channel } from '../entities/channel.js';
import { AgentStatus, OnOffline } from '../entities/enums.js';
import { Group } from '../entities/group.js';
import { GroupChannel } from '../entities/group-channel.js';
import { GroupMember } from '../entities/group-member.js';
import { Product } from '../entities/product.js';
import { Topic } from '../entities/topic.js';
import { TopicProduct } from '../entities/topic-product.js';
import { Workspace } from '../entities/workspace.js';
import { CHANNELS, COMPANY, GROUPS, PRODUCTS, TOPICS } from './company.js';
import { type Ids, WORKSPACE_ID } from './ids.js';
import { DAYS, type Roster } from './roster.js';
import { TICKET_STORIES } from './scripts/tickets.js';
import { AGENTS, type AgentContent, emailOf } from './staff.js';

export interface Desk {
  ids: Ids;
  roster: Roster;
  now: Date;
  passwordHash: string;
}

const workspaceId = WORKSPACE_ID;

/** What was set up before the first chat, each thing a minute after the one before: ids and dates keep the lists' order. */
const setUpFrom = (now: Date): (() => Date) => {
  let at = now.getTime() - (DAYS + 3) * DAY;
  return () => {
    at += MINUTE;
    return new Date(at);
  };
};

/** The workspace and what an administrator set up in it. */
export const writeDesk = async (em: EntityManager, desk: Desk): Promise<void> => {
  const next = setUpFrom(desk.now);
  await em.insert(Workspace, { id: workspaceId, name: COMPANY, lastTicketNumber: TICKET_STORIES.length, createdAt: next() });
  await writeProducts(em, desk, next);
  await writeTopics(em, desk, next);
  await writeAgents(em, desk, next);
  await writeGroups(em, desk, next);
};

const writeProducts = async (em: EntityManager, { ids }: Desk, next: () => Date): Promise<void> => {
  const defaults = { onOffline: OnOffline.KEEP, handBackWhenCustomerWrites: true };
  const products = PRODUCTS.map(({ key, ...fields }) => {
    const createdAt = next();
    return { id: ids.of(key, createdAt.getTime()), workspaceId, ...defaults, ...fields, createdAt };
  });
  await em.insertMany(Product, products);
  const channels = CHANNELS.map(({ product, ...fields }) => {
    const createdAt = next();
    return { id: ids.of(fields.key, createdAt.getTime()), workspaceId, productId: ids.of(product), ...fields, createdAt };
  });
  await em.insertMany(Channel, channels);
};

const writeTopics = async (em: EntityManager, { ids }: Desk, next: () => Date): Promise<void> => {
  const topics = TOPICS.flatMap(({ name, product, below }) => [
    { name, key: name, product, parentId: null },
    ...below.map((topic) => ({ ...topic, product, parentId: name })),
  ]);
  const rows = topics.map(({ name, key, parentId }) => {
    const createdAt = next();
    return { id: ids.of(key, createdAt.getTime()), workspaceId, name, parentId: parentId && ids.of(parentId), createdAt };
  });
  await em.insertMany(Topic, rows);
  const limited = topics.flatMap(({ key, product }) => (product ? [{ topicId: ids.of(key), productId: ids.of(product) }] : []));
  await em.insertMany(TopicProduct, limited);
};

const writeAgents = async (em: EntityManager, desk: Desk, next: () => Date): Promise<void> => {
  const { ids, passwordHash } = desk;
  const stays = AGENTS.map((agent) => staysOf(desk, agent, next()));
  const rows = AGENTS.map((agent, index) => {
    const { name, role, capacity, languages } = agent;
    const [first, last] = [stays[index]?.at(0), stays[index]?.at(-1)];
    if (!first || !last) throw new Error('an agent has always been in some status');
    const id = ids.of(agent, first.startedAt.getTime());
    const present = { status: last.status, statusSince: last.startedAt, createdAt: first.startedAt };
    return { id, workspaceId, name, email: emailOf(agent.key), passwordHash, role, capacity, languages: [...languages], ...present };
  });
  await em.insertMany(Agent, rows);
  const intervals = stays.flatMap((ofOne, index) =>
    ofOne.map((stay, place) => {
      const agentId = rows[index]?.id ?? '';
      return { id: ids.next(stay.startedAt.getTime()), agentId, ...stay, changedById: place === 0 ? null : agentId };
    }),
  );
  await em.insertMany(AgentStatusInterval, intervals);
  await em.insertMany(AgentGrant, grantsOf(desk));
};

/** From the day the agent was made until now, without a gap; the last one, Offline, is open. */
const staysOf = ({ roster }: Desk, agent: AgentContent, createdAt: Date) => {
  const stays = [{ status: AgentStatus.OFFLINE, startedAt: createdAt, endedAt: null as Date | null }];
  const enter = (status: AgentStatus, at: number): void => {
    const startedAt = new Date(at);
    const present = stays.at(-1);
    if (present) present.endedAt = startedAt;
    stays.push({ status, startedAt, endedAt: null });
  };
  for (const shift of roster.shiftsOf(agent)) {
    for (const stay of shift) enter(stay.status, stay.from);
    enter(AgentStatus.OFFLINE, shift.at(-1)?.to ?? 0);
  }
  return stays;
};

const grantsOf = ({ ids, now }: Desk) =>
  AGENTS.flatMap((agent) =>
    agent.grants.map((key) => {
      const channel = CHANNELS.find((one) => one.key === key);
      const productId = ids.of(channel?.product ?? key);
      return { id: ids.next(now.getTime()), agentId: ids.of(agent), productId, channelId: channel ? ids.of(key) : null };
    }),
  );

const writeGroups = async (em: EntityManager, { ids }: Desk, next: () => Date): Promise<void> => {
  const rows = GROUPS.map((group) => {
    const createdAt = next();
    return { id: ids.of(group, createdAt.getTime()), workspaceId, name: group.name, createdAt };
  });
  await em.insertMany(Group, rows);
  const members = GROUPS.flatMap((group) =>
    AGENTS.filter(({ key }) => group.members.includes(key)).map((agent) => [group, agent] as const),
  );
  await em.insertMany(
    GroupMember,
    members.map(([group, agent]) => ({ groupId: ids.of(group), agentId: ids.of(agent) })),
  );
  const channels = GROUPS.flatMap((group) => group.channels.map((key) => ({ groupId: ids.of(group), channelId: ids.of(key) })));
  await em.insertMany(GroupChannel, channels);
};
