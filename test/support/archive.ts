import { v4 } from 'uuid';
import { Random } from '../../src/dialogues/random.js';
import { Channel } from '../../src/entities/channel.js';
import { ChannelType, Role } from '../../src/entities/enums.js';
import { Group } from '../../src/entities/group.js';
import { Product } from '../../src/entities/product.js';
import { Topic } from '../../src/entities/topic.js';
import { archiveResolved } from '../../src/services/conversations/queries.js';
import type { Desk } from './desk.js';
import { fillTable } from './fill-table.js';
import type { SeededAgent } from './seed.js';

/** A conversation as the test knows it, beside the database: what a filter by hand looks at. */
export interface Kept {
  id: string;
  workspaceId: string;
  productId: string;
  channelId: string;
  channelType: ChannelType;
  agentId: string | null;
  topicId: string | null;
  parentTopicId: string | null;
  groupIds: string[];
  outcome: 'RESOLVED' | 'CONVERTED' | 'ABANDONED';
  archivedAt: Date;
  /** Name, e-mail, phone, user name, and the messages. */
  words: string[];
}

export interface Company {
  workspaceId: string;
  products: Product[];
  channels: Channel[];
  topics: Topic[];
  groups: { group: Group; members: SeededAgent[] }[];
  agents: SeededAgent[];
  supervisor: SeededAgent;
}

const NAMES = ['Şule Çiğdem', 'Ayşe Işık', 'İbrahim Öztürk', 'Gül Ünal', 'Irmak Yıldız', 'John Smith', 'Zoë Müller', 'Ümit Kâmil'];
const TEXTS = [
  'Merhaba, ŞİKÂYET etmek istiyorum',
  'şikâyetim var, kargo gelmedi',
  'Isparta şubesinden aldım',
  'ısparta’ya teslim',
  'IĞDIR adresine gönderin',
  'Iğdır’da iade noktası var mı?',
  'İade istiyorum',
  'iade kodu: A_1%B',
  '%50 indirim görünmüyor',
  String.raw`C:\belgeler\fatura.pdf açılmıyor`,
  `It's "broken", please help`,
  'Teşekkürler 😀👍🏽',
  'Cafe\u0301 de\u0301ja\u0300 vu',
  'Größe 42, Straße 7',
  'ok',
  'Sipariş no 4711-0815',
  'Привет, где мой заказ?',
];
/** In internal notes only: no search may find it. */
export const NOTED = 'gizlinot';
/** In one conversation of the archive only. */
export const ONCE = 'Kırlangıç';

export const EPOCH = Date.UTC(2026, 5, 1);
export const HOUR = 3_600_000;

export const openCompany = async ({ seed }: Desk, name: string): Promise<Company> => {
  const workspace = await seed.workspace(name);
  const [shoes, bags] = [await seed.product(workspace, 'Shoes'), await seed.product(workspace, 'Bags')];
  const types = [ChannelType.WEB_CHAT, ChannelType.WHATSAPP, ChannelType.INSTAGRAM];
  const channels: Channel[] = [];
  for (const type of types) channels.push(await seed.channel(shoes, type));
  for (const type of [ChannelType.WEB_CHAT, ChannelType.IN_APP_IOS]) channels.push(await seed.channel(bags, type));
  const topics: Topic[] = [];
  for (const parent of ['Orders', 'Returns']) {
    const above = await seed.topic(workspace, parent);
    topics.push(above, await seed.topic(workspace, `${parent} A`, [], above), await seed.topic(workspace, `${parent} B`, [], above));
  }
  topics.push(await seed.topic(workspace, 'Other'));
  const supervisor = await seed.agent(workspace, 'Suna', { role: Role.SUPERVISOR });
  const [web, whatsapp] = channels as [Channel, Channel];
  const agents = [
    await seed.agent(workspace, 'Ali', { grants: [{ product: shoes }] }),
    await seed.agent(workspace, 'Banu', { grants: [{ product: shoes, channel: whatsapp }, { product: bags }] }),
    await seed.agent(workspace, 'Cem', { grants: [{ product: shoes, channel: web }] }),
    await seed.agent(workspace, 'Dilek'),
    supervisor,
  ];
  const groups: Company['groups'] = [];
  for (const [index, members] of [agents.slice(0, 2), agents.slice(1, 4), agents.slice(4)].entries()) {
    groups.push({ group: await seed.group(workspace, `Group ${index}`, channels, members), members });
  }
  return { workspaceId: workspace.id, products: [shoes, bags], channels, topics, groups, agents, supervisor };
};

const newId = (random: Random): string => v4({ random: random.bytes(16) });

const contactsOn = (type: ChannelType, random: Random, name: string) => {
  const number = random.whole(0, 9_999_999);
  if (type === ChannelType.WHATSAPP) return { phone: `+90532${String(number).padStart(7, '0')}` };
  if (type === ChannelType.INSTAGRAM) return { user_name: `@${name.split(' ')[0]}_${number}` };
  return { email: `${number}.ıŞık@örnek-${random.whole(0, 8)}.com.tr` };
};

interface Rows {
  customer: object[];
  conversation: object[];
  message: object[];
  note: object[];
}

/** Every few hours only: many share a moment. */
const someMoment = (random: Random): Date => new Date(EPOCH + random.whole(0, 59) * 6 * HOUR);

const rowsOf = (random: Random, company: Company, index: number, rows: Rows, archivedAt: Date): Kept => {
  const channel = random.pick(company.channels);
  const { id: channelId, type: channelType, productId, workspaceId } = channel;
  const outcome = random.chance(0.15) ? 'ABANDONED' : random.chance(0.1) ? 'CONVERTED' : 'RESOLVED';
  const resolver = outcome === 'ABANDONED' ? null : random.pick(company.agents);
  const topic = outcome === 'ABANDONED' ? null : random.pick(company.topics);
  const [id, customer_id] = [newId(random), newId(random)];
  const startedAt = new Date(archivedAt.getTime() - HOUR);
  const name = random.pick(NAMES);
  const contacts = contactsOn(channelType, random, name);
  const texts = [...random.shuffled(TEXTS).slice(0, random.whole(1, 4)), ...(index === 700 ? [`Adım ${ONCE}`] : [])];
  rows.customer.push({ id: customer_id, workspace_id: workspaceId, channel_id: channelId, name, created_at: startedAt, ...contacts });
  rows.conversation.push({
    ...{ id, workspace_id: workspaceId, product_id: productId, channel_id: channelId, customer_id, agent_id: resolver?.id },
    ...{
      last_agent_id: resolver?.id,
      group_id: random.pick(company.groups).group.id,
      topic_id: topic?.id,
      resolved_by_id: resolver?.id,
      outcome,
      archived_at: archivedAt,
    },
    ...{ state: outcome === 'ABANDONED' ? outcome : 'RESOLVED', ended_at: outcome === 'ABANDONED' ? archivedAt : null },
    ...{ started_at: startedAt, queued_at: startedAt, last_activity_at: archivedAt, last_sequence: texts.length, unread_count: 0 },
  });
  for (const [at, text] of texts.entries()) {
    const sent = { sequence: at + 1, sender_kind: 'CUSTOMER', customer_id, text, sent_at: startedAt };
    rows.message.push({ id: newId(random), workspace_id: workspaceId, conversation_id: id, addressed_to_id: id, ...sent });
  }
  const noted = { agent_id: company.supervisor.id, text: NOTED, after_sequence: 1, written_at: startedAt };
  rows.note.push({ id: newId(random), workspace_id: workspaceId, conversation_id: id, ...noted });
  const groupIds = company.groups.filter(({ members }) => resolver && members.includes(resolver)).map(({ group }) => group.id);
  const place = { id, workspaceId, productId, channelId, channelType };
  const resolution = { agentId: resolver?.id ?? null, topicId: topic?.id ?? null, parentTopicId: topic?.parentId ?? null, groupIds };
  return { ...place, ...resolution, outcome, archivedAt, words: [name, ...Object.values(contacts), ...texts] };
};

/** Puts archived conversations into the database; groups and documents are written by what writes them when resolving. */
export const fillArchive = async (desk: Desk, company: Company, random: Random, count: number, momentOf = someMoment): Promise<Kept[]> => {
  const rows: Rows = { customer: [], conversation: [], message: [], note: [] };
  const kept = Array.from({ length: count }, (_, index) => rowsOf(random, company, index, rows, momentOf(random)));
  for (const [table, records] of Object.entries(rows)) await fillTable(desk, table, records);
  const em = desk.server.app.orm.em.fork();
  const archive = async (queue: Kept[]): Promise<void> => {
    for (let one = queue.pop(); one; one = queue.pop()) {
      await archiveResolved(em, one.id, one.archivedAt);
    }
  };
  const queue = [...kept];
  await Promise.all(Array.from({ length: 8 }, () => archive(queue)));
  return kept;
};
