import { randomUUID } from 'node:crypto';
import { encodeId } from '../../../src/ids.js';
import type { Premises } from '../premises.js';
import type { SeededConversation } from '../records.js';

/** One try: records are made for it in a state in which an allowed call succeeds. */
export interface Try {
  variables: Record<string, unknown>;
  /** Whose conversation it is about. */
  customerId?: string;
  /** What stands in the answer when the record is shown. */
  target?: string;
}

export interface Operation {
  /** The root field; several operations may try the same one. */
  field: string;
  kind: 'query' | 'mutation' | 'subscription';
  /** For mutations it follows from the schema. */
  document: string;
  prepare: (premises: Premises) => Promise<Try>;
}

/** An operation before it is known under which name it goes. */
export type Trial = Omit<Operation, 'field'>;

export const PASSWORD = 'correct horse battery staple';
export const unique = (word: string): string => `${word} ${randomUUID().slice(0, 8)}`;

export const query = (document: string, prepare: Operation['prepare']): Trial => ({ kind: 'query', document, prepare });
export const subscription = (document: string, prepare: Operation['prepare']): Trial => ({
  kind: 'subscription',
  document,
  prepare,
});
/** A mutation with one `input`. */
export const mutation = (prepare: (premises: Premises) => Promise<Omit<Try, 'variables'> & { input?: object }>): Trial => ({
  kind: 'mutation',
  document: '',
  prepare: async (premises) => {
    const { input, ...rest } = await prepare(premises);
    return { ...rest, variables: input ? { input } : {} };
  },
});

export const active = ({ records, people, topic }: Premises): Promise<SeededConversation> =>
  records.conversation({ state: 'ACTIVE', agent: people.agent, topic });
export const resolved = ({ records, people, topic }: Premises): Promise<SeededConversation> =>
  records.conversation({ state: 'RESOLVED', agent: people.agent, topic });
export const queued = ({ records }: Premises): Promise<SeededConversation> => records.conversation({ state: 'QUEUED' });

export const ticketOf = async (premises: Premises): Promise<{ ticketId: string; customerId: string }> => {
  const conversation = await resolved(premises);
  return {
    ticketId: await premises.records.ticket(conversation, premises.people.agent, premises.topic),
    customerId: conversation.customerId,
  };
};
export const of = ({ product, web, topic, group }: Premises) => ({
  productId: encodeId('product', product.id),
  channelId: encodeId('channel', web.id),
  topicId: encodeId('topic', topic.id),
  groupId: encodeId('group', group.id),
});

export const person = () => ({ name: 'Deniz', email: `${randomUUID()}@example.com` });
