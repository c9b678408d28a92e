import type { Office } from './office.js';
import { MORE_MESSAGES, RECORDS } from './operations.js';

export interface RecordedMessage {
  id: string;
  sequence: number;
  senderKind: string;
  clientMessageId: string | null;
  text: string;
  sentAt: string;
}

export interface RecordedAssignment {
  agent: { id: string };
  reason: string;
  startedAt: string;
  endedAt: string | null;
}

/** A conversation as the API tells it when the day is over. */
export interface RecordedConversation {
  id: string;
  state: string;
  outcome: string | null;
  startedAt: string;
  agent: { id: string } | null;
  topic: { id: string } | null;
  ticket: { id: string } | null;
  customer: { name: string };
  assignments: RecordedAssignment[];
  messages: RecordedMessage[];
}

interface Page<Node> {
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
type Told = Omit<RecordedConversation, 'messages'> & { messages: Page<RecordedMessage> };

/** Everything that the archive, the active list and the queue hold of the day. */
export const readRecords = async ({ administrator, productId }: Office): Promise<RecordedConversation[]> => {
  const records: RecordedConversation[] = [];
  for (const query of RECORDS) {
    let after: string | null = null;
    do {
      const page: Page<Told> = await administrator.ask<Page<Told>>(query, { productId, after });
      for (const told of page.nodes) records.push({ ...told, messages: await allMessages(administrator, told) });
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
  }
  return records;
};

const allMessages = async (administrator: Office['administrator'], { id, messages }: Told): Promise<RecordedMessage[]> => {
  const all = [...messages.nodes];
  for (let page = messages; page.pageInfo.hasNextPage; ) {
    const more = await administrator.ask<{ messages: Page<RecordedMessage> }>(MORE_MESSAGES, { id, after: page.pageInfo.endCursor });
    all.push(...more.messages.nodes);
    page = more.messages;
  }
  return all;
};
