import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { encodeId } from '../../src/ids.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
import { Company } from '../support/company.js';
import type { Customer } from '../support/customer.js';
import { Desk } from '../support/desk.js';
import { brokenRulesAtQuiet } from '../support/invariants.js';
import { codesOf } from '../support/mutations.js';

let desk: Desk;
let company: Company;
const statements: string[] = [];
beforeAll(async () => {
  desk = await Desk.start({ env: { LOG_LEVEL: 'silent' }, onStatement: (sql) => statements.push(sql) });
});
afterAll(() => desk.stop());
beforeEach(async () => {
  company = await Company.open(desk);
});

const codes = async (done: Promise<unknown>): Promise<string[]> =>
  done.then(
    () => [],
    (refused: Error) => [refused.message],
  );

/** So many customers, each with a word of their own, each with the one agent. */
const chatsWith = async (many: number): Promise<{ agent: AgentAtWork; chats: Customer[] }> => {
  const agent = await company.onlineAgent('Ayşe', { capacity: many });
  return { agent, chats: await Promise.all(Array.from({ length: many }, (_, n) => company.customerWithChat(`Müşteri${n}`))) };
};

interface Kept {
  state: string;
  outcome: string | null;
  document: string | null;
  openSegments: number;
  resolved: number;
}

const kept = async (chat: Customer): Promise<Kept | undefined> => {
  const [row] = await desk.sql<Kept>(
    `select c.state, c.outcome, d.document, (select count(*)::int from assignment a where a.conversation_id = c.id and a.ended_at is null) as "openSegments",
       (select count(*)::int from event e where e.conversation_id = c.id and e.type = 'conversation.resolved') as resolved
     from conversation c left join archive_document d on d.conversation_id = c.id where c.id = $1`,
    [chat.conversationUuid],
  );
  return row;
};

/** The statement fails for these conversations only, as a defect of ours would; the others of its moment have nothing to do with it. */
const breaks = async (table: string, action: string, when: string): Promise<() => Promise<void>> => {
  await desk.sql(`create function broken() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$`);
  await desk.sql(`create trigger broken before ${action} on ${table} for each row when (${when}) execute function broken()`);
  return async () => {
    await desk.sql('drop function broken cascade');
  };
};

describe('conversations resolved in one moment', () => {
  const resolve = (agent: AgentAtWork, chat: Customer, topicId: string | null) =>
    codesOf(agent.client, 'resolveConversation', { conversationId: chat.conversationId, topicId });
  let topicId: string;
  beforeEach(() => {
    topicId = encodeId('topic', company.topic.id);
  });

  test('are resolved each once, with all that hangs on it, over few transactions', async () => {
    const { agent, chats } = await chatsWith(40);
    statements.length = 0;
    expect(await Promise.all(chats.map((chat) => resolve(agent, chat, topicId)))).toEqual(chats.map(() => []));
    expect(statements.filter((sql) => sql === 'commit').length).toBeLessThan(30);
    for (const [n, chat] of chats.entries()) {
      const expected = { state: 'RESOLVED', outcome: 'RESOLVED', openSegments: 0, resolved: 1 };
      expect(await kept(chat)).toEqual({ ...expected, document: expect.stringContaining(`musteri${n} asks`) });
    }
    expect(await brokenRulesAtQuiet(desk, company.workspace.id)).toEqual({});
  });

  test('are refused each for itself', async () => {
    const { agent, chats } = await chatsWith(12);
    const [plain, twice, untold, bad, ended, ticketed, held, ...others] = chats as [
      Customer,
      Customer,
      Customer,
      Customer,
      Customer,
      Customer,
      Customer,
      ...Customer[],
    ];
    const can = await company.agent('Can');
    const chief = await company.supervisor();
    const elsewhere = await (await Company.open(desk)).onlineAgent('Yabancı');
    await ended.ends();
    await agent.converts(ticketed, 'ali@example.com', { subject: 'Kargo', topicId });
    await agent.reactivates(ticketed);
    const holding = desk.sql(`with held as (select id from conversation where id = $1 for no key update) select pg_sleep(0.4) from held`, [
      held.conversationUuid,
    ]);
    const [first, second] = others as [Customer, Customer];
    const answers = await Promise.all([
      resolve(agent, plain, topicId),
      resolve(agent, twice, topicId),
      resolve(agent, twice, topicId),
      resolve(agent, untold, null),
      resolve(agent, bad, 'topic_01h45ytscbebyvny4gc8cr8ma2'),
      resolve(agent, ended, topicId),
      resolve(agent, ticketed, topicId),
      resolve(agent, held, topicId),
      resolve(can, first, topicId),
      resolve(elsewhere, first, topicId),
      resolve(chief, second, topicId),
    ]);
    await holding;
    expect(answers).toEqual([
      [],
      [],
      ['ALREADY_RESOLVED'],
      ['TOPIC_REQUIRED'],
      ['NOT_FOUND'],
      [],
      [],
      [],
      ['NOT_ASSIGNED_TO_YOU'],
      ['NOT_FOUND'],
      [],
    ]);
    const outcomes = await Promise.all(
      [plain, twice, untold, bad, ended, ticketed, held, second].map(async (chat) => (await kept(chat))?.outcome),
    );
    expect(outcomes).toEqual(['RESOLVED', 'RESOLVED', null, null, 'RESOLVED', 'CONVERTED', 'RESOLVED', 'RESOLVED']);
    expect(await brokenRulesAtQuiet(desk, company.workspace.id)).toEqual({});
  });

  test('when the whole of it fails, each finds out for itself, and none twice', async () => {
    const { agent, chats } = await chatsWith(20);
    const [poison, ...others] = chats as [Customer, ...Customer[]];
    const mend = await breaks('conversation', 'update', `new.id = '${poison.conversationUuid}' and new.state = 'RESOLVED'`);
    try {
      const answers = await Promise.allSettled(chats.map((chat) => resolve(agent, chat, topicId)));
      expect(answers.map(({ status }) => status)).toEqual(['rejected', ...others.map(() => 'fulfilled')]);
    } finally {
      await mend();
    }
    expect(await kept(poison)).toMatchObject({ state: 'ACTIVE', resolved: 0, openSegments: 1 });
    for (const chat of others) expect(await kept(chat)).toMatchObject({ state: 'RESOLVED', resolved: 1 });
    expect(await resolve(agent, poison, topicId)).toEqual([]);
    expect(await brokenRulesAtQuiet(desk, company.workspace.id)).toEqual({});
  });

  test('while their customers write: the archive has every word of what was resolved', async () => {
    const { agent, chats } = await chatsWith(25);
    const writing = chats.map(async (chat, n) => {
      for (let word = 0; word < 6; word++) await codes(chat.writes(`kelime${n}x${word}`));
    });
    const resolving = chats.map(async (chat, n) => {
      await new Promise((resolve) => setTimeout(resolve, (n % 5) * 15));
      return resolve(agent, chat, topicId);
    });
    await Promise.all([...writing, ...resolving]);
    const lacking = await desk.sql(
      `select c.id, m.text from conversation c join message m on m.conversation_id = c.id join archive_document d on d.conversation_id = c.id
       where c.workspace_id = $1 and c.state = 'RESOLVED' and strpos(d.document, fold(m.text)) = 0`,
      [company.workspace.id],
    );
    expect(lacking).toEqual([]);
    expect(await brokenRulesAtQuiet(desk, company.workspace.id)).toEqual({});
  });
});

describe('messages sent in one moment', () => {
  test('when the whole of it fails, each finds out for itself, and none is there twice', async () => {
    const { chats } = await chatsWith(20);
    const [poison, ...others] = chats as [Customer, ...Customer[]];
    const mend = await breaks('message', 'insert', `new.text = 'zehir'`);
    try {
      const answers = await Promise.allSettled(chats.map((chat) => chat.writes(chat === poison ? 'zehir' : 'su')));
      expect(answers.map(({ status }) => status)).toEqual(['rejected', ...others.map(() => 'fulfilled')]);
    } finally {
      await mend();
    }
    const messages = await desk.sql<{ text: string; many: number }>(
      `select text, count(*)::int as many from message where workspace_id = $1 and text in ('su', 'zehir') group by text`,
      [company.workspace.id],
    );
    expect(messages).toEqual([{ text: 'su', many: others.length }]);
    await poison.writes('zehir');
    expect(await brokenRulesAtQuiet(desk, company.workspace.id)).toEqual({});
  });
});
