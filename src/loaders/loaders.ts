import type { EntityManager, EntityName } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { namedRead } from '../database.js';
import { Agent } from '../entities/agent.js';
import { Attachment } from '../entities/attachment.js';
import { Channel } from '../entities/channel.js';
import { Conversation } from '../entities/conversation.js';
import { Customer } from '../entities/customer.js';
import { Device } from '../entities/device.js';
import { Group } from '../entities/group.js';
import { LanguageRule } from '../entities/language-rule.js';
import { Message } from '../entities/message.js';
import { MessageTemplate } from '../entities/message-template.js';
import { Note } from '../entities/note.js';
import { Product } from '../entities/product.js';
import { Receipt } from '../entities/receipt.js';
import { Ticket } from '../entities/ticket.js';
import { Topic } from '../entities/topic.js';
import { toRecord } from '../records.js';
import { receiptLoaders } from './receipts.js';
import { relationLoaders } from './relations.js';
import { routingLoaders } from './routing.js';

type ById<Entity> = DataLoader<string, Entity | null>;

/** Records by id, one statement for all that one moment asks for; null for an unknown id. */
const byId = <Entity extends { id: string }>(em: EntityManager, entity: EntityName<Entity>, table: string): ById<Entity> =>
  new DataLoader(async (ids) => {
    const rows = await namedRead(em, `select * from "${table}" where id = any($1::uuid[])`, [ids]);
    const found = new Map(rows.map((row) => toRecord(em, entity, row)).map((record) => [record.id, record]));
    return ids.map((id) => found.get(id) ?? null);
  });

const recordLoaders = (em: EntityManager) => ({
  Agent: byId(em, Agent, 'agent'),
  Attachment: byId(em, Attachment, 'attachment'),
  Channel: byId(em, Channel, 'channel'),
  Conversation: byId(em, Conversation, 'conversation'),
  Customer: byId(em, Customer, 'customer'),
  Device: byId(em, Device, 'device'),
  Group: byId(em, Group, 'agent_group'),
  LanguageRule: byId(em, LanguageRule, 'language_rule'),
  MessageTemplate: byId(em, MessageTemplate, 'message_template'),
  Message: byId(em, Message, 'message'),
  Note: byId(em, Note, 'note'),
  Product: byId(em, Product, 'product'),
  Receipt: byId(em, Receipt, 'receipt'),
  Ticket: byId(em, Ticket, 'ticket'),
  Topic: byId(em, Topic, 'topic'),
});

export type LoadableName = keyof ReturnType<typeof recordLoaders>;

/** Made anew for each operation, and for each event of a subscription: nothing is remembered across them. */
export const createLoaders = (em: EntityManager) => ({
  ...recordLoaders(em),
  ...relationLoaders(em),
  ...receiptLoaders(em),
  ...routingLoaders(em),
});
export type Loaders = ReturnType<typeof createLoaders>;
