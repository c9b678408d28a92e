import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { GraphQLEmailAddress } from 'graphql-scalars';
import { passwordFits } from '../../src/auth/passwords.js';
import { closeOrm, createOrm } from '../../src/database.js';
import { historyOf } from '../../src/demo/history.js';
import { Roster } from '../../src/demo/roster.js';
import { demoSignIns, isEmpty, seedDemo } from '../../src/demo/seed.js';
import { Random } from '../../src/dialogues/random.js';
import { type TestDatabase, testDatabase } from '../support/database.js';

let database: TestDatabase;
let orm: MikroORM;

beforeAll(async () => {
  database = await testDatabase();
  orm = await createOrm({ url: database.url, poolSize: 3 });
  expect(await isEmpty(orm)).toBe(true);
  expect(await demoSignIns(orm)).toEqual([]);
  await seedDemo(orm);
});

afterAll(async () => {
  await closeOrm(orm);
  await database.drop();
});

const query = <Row extends object>(sql: string): Promise<Row[]> => orm.em.getConnection().execute<Row[]>(sql);
const number = async (sql: string): Promise<number> => Number(Object.values((await query<Record<string, string>>(sql))[0] ?? {})[0]);

describe('what the demo consists of', () => {
  test.each([
    ['workspaces', 'select count(*) from workspace', 1],
    ['products', 'select count(*) from product', 2],
    ['types of channel', 'select count(distinct type) from channel', 6],
    ['groups', 'select count(*) from agent_group', 4],
    ['groups with members and channels', 'select count(distinct group_id) from group_member join group_channel using (group_id)', 4],
    ['agents', 'select count(*) from agent', 12],
    ['roles', 'select count(distinct role) from agent', 3],
    ['agents who are not Offline', "select count(*) from agent where status <> 'OFFLINE'", 0],
    ['agents with grants', 'select count(distinct agent_id) from agent_grant', 12],
    ['topics', 'select count(*) from topic', 15],
    [
      'topics below one that has none above',
      'select count(*) from topic t join topic p on p.id = t.parent_id where p.parent_id is null',
      11,
    ],
    ['archived', "select count(*) from conversation where state in ('RESOLVED', 'ABANDONED')", 500],
    ['abandoned', "select count(*) from conversation where outcome = 'ABANDONED'", 30],
    ['converted', "select count(*) from conversation where outcome = 'CONVERTED'", 6],
    ['waiting', "select count(*) from conversation where state = 'QUEUED'", 3],
    ['under way', "select count(*) from conversation where state = 'ACTIVE'", 0],
    ['tickets', 'select count(*) from ticket', 6],
    ['ticket statuses', 'select count(distinct status) from ticket', 4],
    ['the newest ticket’s number', 'select last_ticket_number from workspace', 6],
    ['linked to an earlier one', 'select count(*) from conversation where previous_conversation_id is not null', 40],
    [
      'chats from an app',
      "select count(*) from conversation c join channel ch on ch.id = c.channel_id where ch.type like 'IN_APP%' and c.device_id is null",
      0,
    ],
    ['documents of the archive', 'select count(*) from archive_document', 500],
  ])('%s', async (_what, sql, expected) => expect(await number(sql)).toBe(expected));

  test('WhatsApp, Instagram and Messenger are not connected, and nobody wrote there', async () => {
    const off = await query<{ type: string }>('select type from channel where not connected order by type');
    expect(off.map(({ type }) => type)).toEqual(['INSTAGRAM', 'MESSENGER', 'WHATSAPP']);
    expect(await number('select count(*) from conversation c join channel ch on ch.id = c.channel_id where not ch.connected')).toBe(0);
  });

  test('every channel tells the detail of its type', async () => {
    const detail = `case type when 'WEB_CHAT' then site_address when 'WHATSAPP' then phone_number
      when 'INSTAGRAM' then account_name when 'MESSENGER' then account_name else app_name end`;
    expect(await number(`select count(*) from channel where (${detail}) is null`)).toBe(0);
    expect(await number(`select count(*) from channel where key = 'demo-web' and type = 'WEB_CHAT'`)).toBe(1);
  });

  test('grants for whole products and for single channels', async () => {
    expect(await number('select count(*) from agent_grant where channel_id is null')).toBeGreaterThan(5);
    expect(await number('select count(*) from agent_grant where channel_id is not null')).toBeGreaterThan(5);
  });
});

/** Each counts what must not be. */
describe('what never holds', () => {
  const archived = "c.state in ('RESOLVED', 'ABANDONED')";
  test.each([
    ['a sequence with a gap', 'select 1 from message group by conversation_id having min(sequence) <> 1 or max(sequence) <> count(*)'],
    [
      'messages out of order',
      'select 1 from message a join message b on b.conversation_id = a.conversation_id and b.sequence = a.sequence + 1 and b.sent_at < a.sent_at',
    ],
    [
      'a wrong last sequence',
      'select 1 from conversation c where last_sequence <> (select count(*) from message m where m.conversation_id = c.id)',
    ],
    [
      'a wrong time of the last message',
      `select 1 from conversation c where last_activity_at <> (select max(sent_at) from message m where m.conversation_id = c.id)
        or last_customer_message_at <> (select max(sent_at) from message m where m.conversation_id = c.id and sender_kind = 'CUSTOMER')`,
    ],
    [
      'a resolved one that owes an answer',
      `select 1 from conversation where state = 'RESOLVED' and (unread_count > 0 or unanswered_since is not null)`,
    ],
    [
      'a wrong count of the unanswered',
      `select 1 from conversation c where state <> 'RESOLVED' and (unread_count <> last_sequence or unanswered_since <> started_at)`,
    ],
    [
      'archived before 90 days ago, or later than now',
      `select 1 from conversation c where ${archived} and (started_at < now() - interval '91 days' or archived_at > now())`,
    ],
    [
      'resolved without topic or segments',
      `select 1 from conversation c where state = 'RESOLVED' and (topic_id is null or not exists (select from assignment a where a.conversation_id = c.id))`,
    ],
    [
      'a topic that its product has not',
      `select 1 from conversation c where exists (select from topic_product x where x.topic_id = c.topic_id)
      and not exists (select from topic_product x where x.topic_id = c.topic_id and x.product_id = c.product_id)`,
    ],
    [
      'overlapping segments',
      'select 1 from assignment a join assignment b on b.conversation_id = a.conversation_id and b.id > a.id and b.started_at < a.ended_at and a.started_at < b.ended_at',
    ],
    ['an open segment', 'select 1 from assignment where ended_at is null'],
    [
      'a segment of somebody without a grant',
      `select 1 from assignment a join conversation c on c.id = a.conversation_id where not exists (select from agent_grant g
        where g.agent_id = a.agent_id and g.product_id = c.product_id and (g.channel_id is null or g.channel_id = c.channel_id))`,
    ],
    [
      'an assignment to somebody who was not Online',
      `select 1 from assignment a where not exists (select from agent_status_interval i
        where i.agent_id = a.agent_id and i.status = 'ONLINE' and i.started_at <= a.started_at and a.started_at < i.ended_at)`,
    ],
    [
      'an agent above capacity',
      `select 1 from assignment a join agent g on g.id = a.agent_id where g.capacity < (select count(*) from assignment b
        where b.agent_id = a.agent_id and b.started_at <= a.started_at and b.ended_at > a.started_at)`,
    ],
    [
      'an answer of somebody who did not have it',
      `select 1 from message m where sender_kind = 'AGENT' and not exists (select from assignment a where a.conversation_id = m.conversation_id
        and a.agent_id = m.agent_id and a.started_at <= m.sent_at and m.sent_at <= a.ended_at)`,
    ],
    [
      'resolved by another than its last holder',
      `select 1 from conversation c where state = 'RESOLVED' and resolved_by_id <> (select agent_id from assignment a
        where a.conversation_id = c.id order by started_at desc limit 1)`,
    ],
    [
      'resolution groups that are not the resolver’s',
      `select 1 from conversation c where (select array_agg(r.group_id order by r.group_id) from resolution_group r where r.conversation_id = c.id)
        is distinct from (select array_agg(m.group_id order by m.group_id) from group_member m where m.agent_id = c.resolved_by_id)`,
    ],
    [
      'a link to another customer or to what was still open',
      `select 1 from conversation c join conversation p on p.id = c.previous_conversation_id
      where p.customer_id <> c.customer_id or p.archived_at > c.started_at`,
    ],
    [
      'a stretch of status that does not begin where the last one ended',
      `select 1 from (select ended_at, lead(started_at) over (partition by agent_id order by started_at) as next from agent_status_interval) i
        where ended_at is distinct from next`,
    ],
    [
      'an agent whose status is not the open interval’s',
      `select 1 from agent a where not exists (select from agent_status_interval i
        where i.agent_id = a.id and i.ended_at is null and i.status = a.status and i.started_at = a.status_since)`,
    ],
    [
      'a ticket whose history ends elsewhere',
      `select 1 from ticket t where status <> (select after from ticket_change h
      where h.ticket_id = t.id and field in ('created', 'status') order by changed_at desc limit 1)`,
    ],
    ['a ticket of the future', 'select 1 from ticket_change where changed_at > now()'],
    ['a line of a script left unfilled', `select 1 from message where text ~ '[][{}|]' or text ~ '(^ | $|  |[?!][.])'`],
  ])('%s', async (_what, sql) => expect(await query(sql)).toEqual([]));
});

describe('how it reads', () => {
  test('the 500 are not copies: what is said again is short, and not said often', async () => {
    const often = await query(
      'select text, count(*) from message group by text having count(*) > 20 or (length(text) > 60 and count(*) > 8)',
    );
    expect(often).toEqual([]);
    const said = await number('select count(*) from message');
    expect(await number('select count(distinct text) from message')).toBeGreaterThan(said * 0.8);
  });

  test('on whatever day and at whatever hour it is made', () => {
    for (let day = 0; day < 14; day++) {
      const now = new Date(Date.UTC(2027, day * 2, 1 + day, day * 5));
      const random = new Random(day);
      const { archived, waiting } = historyOf(random, new Roster(random, now), now);
      expect([archived.length, waiting.length]).toEqual([500, 3]);
      expect(archived.every((chat) => chat.archivedAt !== null && chat.archivedAt < now.getTime())).toBe(true);
    }
  });

  test('the same moment makes the same demo', () => {
    const now = new Date('2027-03-04T05:06:07Z');
    const [one, other] = [new Random(7), new Random(7)].map((random) => historyOf(random, new Roster(random, now), now));
    expect(one).toEqual(other);
  });

  test('6 to 14 messages, two more where it was handed on; both languages', async () => {
    const odd = await query(`select c.id, last_sequence from conversation c join assignment a on a.conversation_id = c.id
      group by c.id having last_sequence not between 6 and 12 + 2 * count(*)`);
    expect(odd).toEqual([]);
    const turkish = await number(`select count(*) from conversation where language = 'tr'`);
    expect(turkish).toBeGreaterThan(320);
    expect(turkish).toBeLessThan(400);
  });

  test('what the archive is searched for is there, folded', async () => {
    const found = (words: string) => number(`select count(*) from archive_document where document like '%' || fold('${words}') || '%'`);
    for (const words of ['iade', 'İADE', 'şikâyet', 'ısparta', 'refund']) expect(await found(words)).toBeGreaterThan(0);
    expect(await found('İade')).toBe(await found('iade'));
    const [{ name } = { name: '' }] = await query<{ name: string }>('select name from customer order by id limit 1');
    expect(await found(name)).toBeGreaterThan(0);
  });
});

describe('signing in', () => {
  test('an agent, a supervisor and an administrator, with passwords that fit', async () => {
    const shown = await demoSignIns(orm);
    expect(shown.map(({ role }) => role)).toEqual(['agent', 'supervisor', 'administrator']);
    for (const { email, password } of shown) {
      const [{ hash } = { hash: null }] = await query<{ hash: string }>(`select password_hash as hash from agent where email = '${email}'`);
      expect(await passwordFits(password, hash)).toBe(true);
    }
  });

  test('every address is one', async () => {
    const addresses = await query<{ email: string }>('select email from agent union select email from customer');
    for (const { email } of addresses) expect(GraphQLEmailAddress.parseValue(email)).toBe(email);
  });
});

test('whoever seeds second changes nothing', async () => {
  expect(await isEmpty(orm)).toBe(false);
  await seedDemo(orm);
  expect(await number('select count(*) from conversation')).toBe(503);
});
