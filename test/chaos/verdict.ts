import { encodeId } from '../../src/ids.js';
import { eventually } from '../support/eventually.js';
import type { Company } from './company.js';
import type { Ledger } from './ledger.js';
import type { Stage } from './stage.js';

const MESSAGES = `query ($id: ID!, $after: String) { conversation(id: $id) { state
  messages(first: 100, after: $after) { nodes { id sequence clientMessageId text } pageInfo { hasNextPage endCursor } } } }`;

interface Written {
  id: string;
  sequence: number;
  clientMessageId: string | null;
  text: string;
}

interface Page {
  conversation: {
    state: string;
    messages: { nodes: Written[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
  } | null;
}

/** As the public API shows them. */
const messagesOf = async ({ supervisor }: Company, id: string): Promise<{ state: string; messages: Written[] }> => {
  const messages: Written[] = [];
  for (let after: string | null = null; ; ) {
    const { conversation }: Page = await supervisor.caller.ask<Page>(MESSAGES, { id, after });
    if (!conversation) throw new Error(`${id} is gone`);
    messages.push(...conversation.messages.nodes);
    after = conversation.messages.pageInfo.endCursor;
    if (!conversation.messages.pageInfo.hasNextPage) return { state: conversation.state, messages };
  }
};

const sameSequence = (found: readonly number[], from: number, to: number): boolean =>
  found.length === to - from + 1 && found.every((sequence, index) => sequence === from + index);

/** Every message once, in order, without gaps; what was acknowledged is there, as it was acknowledged; nothing is stuck. */
const ofMessages = async (company: Company, ledger: Ledger, conversationIds: readonly string[]): Promise<string[]> => {
  const faults: string[] = [];
  const acknowledged = Map.groupBy(ledger.acknowledged, ({ conversationId }) => conversationId);
  for (const id of conversationIds) {
    const { state, messages } = await messagesOf(company, id);
    const sequences = messages.map(({ sequence }) => sequence);
    if (!sameSequence(sequences, 1, messages.length)) faults.push(`${id} has the sequences ${sequences.join(' ')}`);
    if (state !== 'RESOLVED' && state !== 'ABANDONED') faults.push(`${id} is still ${state}`);
    for (const { clientMessageId, sequence, text } of acknowledged.get(id) ?? []) {
      const found = messages.filter((message) => message.clientMessageId === clientMessageId);
      const [one] = found;
      if (found.length !== 1 || one?.sequence !== sequence || one.text !== text)
        faults.push(`${clientMessageId} of ${id} was acknowledged as number ${sequence}, and is there as ${JSON.stringify(found)}`);
    }
    for (const { who, follower } of ledger.ears.filter((ear) => ear.conversationId === id)) {
      const heard = follower.heard.map(({ message }) => message.sequence);
      if (!sameSequence(heard, 2, messages.length)) faults.push(`${who} heard ${heard.join(' ')} of 2 to ${messages.length}`);
    }
  }
  return faults;
};

/** Those who follow all conversations have heard the log, event by event. */
const ofObservers = async (stage: Stage, ledger: Ledger): Promise<string[]> => {
  const rows = await stage.sql<{ id: string }>(`select id from event where type ~ '^(conversation|note)\\.' order by id`);
  const expected = rows.map(({ id }) => `e${BigInt(id).toString(36)}`);
  return ledger.observers.flatMap(({ heard }, index) => {
    const cursors = heard.map(({ cursor }) => cursor);
    const at = expected.findIndex((cursor, place) => cursors[place] !== cursor);
    if (at === -1 && cursors.length === expected.length) return [];
    const place = at === -1 ? expected.length : at;
    return [
      `observer ${index} heard ${cursors.length} of ${expected.length}; number ${place + 1} was ${cursors[place]} instead of ${expected[place]}`,
    ];
  });
};

/** After any other a client of the protocol gives up, or thinks that its token is at fault. */
const COMES_BACK_AFTER = new Set([1000, 1001, 1005, 1006, 1012, 1013, 4408, 4504]);

const ofSubscribers = (stage: Stage, ledger: Ledger): string[] =>
  ledger.followers.flatMap(({ faults, gaps, closes }) => [
    ...closes.filter((code) => !COMES_BACK_AFTER.has(code)).map((code) => `a subscriber’s socket was closed with ${code}`),
    ...faults.map((fault) => `a subscriber was answered ${fault} ${stage.behind(fault)}`),
    // Whoever was frozen may have been too slow, and resumes; anything else means that events were lost.
    ...gaps.filter((reason) => reason !== 'TOO_SLOW').map((reason) => `a subscriber was told of a gap: ${reason}`),
  ]);

export const conversationIdsOf = async (stage: Stage, { workspaceId }: Company): Promise<string[]> =>
  (await stage.sql<{ id: string }>('select id from conversation where workspace_id = $1 order by id', [workspaceId])).map(({ id }) =>
    encodeId('conversation', id),
  );

/** All that is wrong; empty when nothing was lost. */
export const judge = async (stage: Stage, company: Company, ledger: Ledger): Promise<string[]> => {
  const conversationIds = await conversationIdsOf(stage, company);
  const look = async (): Promise<string[]> => [
    ...(await ofMessages(company, ledger, conversationIds)),
    ...(await ofObservers(stage, ledger)),
  ];
  // The last events may still be on their way to those who came back late.
  const found = await eventually(look, (faults) => faults.length === 0, 20_000);
  const stray = stage.strayWords().slice(0, 20);
  return [
    ...ledger.faults,
    ...found,
    ...ofSubscribers(stage, ledger),
    ...(await stage.postgres.panics()),
    ...stray.map((line) => `said outside the log: ${line}`),
  ];
};
