import { HISTORY_FROM, HISTORY_TO, KIND } from './desk-sql.js';

export interface Size {
  /** Conversations in the archive. */
  archived: number;
  /** Conversations under way, each with a customer of its own. */
  live: number;
  /** Whether the archive can be searched; what that takes is half of the time. Default: true. */
  searchable?: boolean;
}

/** A part of the conversations, by their numbers; both ends inclusive. */
export interface Stretch {
  from: number;
  to: number;
}

const YEAR_MILLISECONDS = 31_536_000_000;
const workspace = `bench.desk_id(${KIND.workspace}, 0)`;
const customersOf = ({ archived }: Size): number => Math.ceil(archived / 4);

const PHRASES = [
  'Merhaba, siparişim hâlâ gelmedi, yardımcı olur musunuz?',
  'Hello, my parcel says delivered but there is nothing here.',
  'Kargo takip numaramı öğrenebilir miyim?',
  'I would like to return the shoes, they are a size too small.',
  'Ödeme yaptım ama hesabımdan iki kez para çekildi.',
  'Let me check that for you, one moment please.',
  'İade kargo kodunuzu e-posta adresinize gönderdim.',
  'Your refund has been issued and arrives within three working days.',
  'Şifremi sıfırlayamıyorum, kod bir türlü gelmiyor.',
  'Teşekkür ederim, iyi günler dilerim.',
  'Thank you, that solved it!',
  'Adresimi değiştirmek istiyorum, kargoya verildi mi?',
];
const phrases = `array[${PHRASES.map((phrase) => `'${phrase}'`).join(', ')}]`;

/** What each conversation is, decided once; the tables below are written from it. */
export const CHATS = (size: Size): string[] => [
  `create unlogged table bench.customer as
    select c, channel, made, bench.id(${KIND.customer}, c, made) as id
    from generate_series(0, ${customersOf(size) + size.live - 1}) c
    cross join lateral (select timestamptz '${HISTORY_FROM}' - interval '1 day' + c * interval '1 ms' as made,
      case when c < ${customersOf(size)} then (array[0, 0, 0, 1, 1, 2, 2, 3, 4, 5])[1 + bench.pick(c, 2, 10)] else c % 3 * 2 end as channel) as chosen`,
  `create unlogged table bench.chat as
    select n, live, channel, cu.id as customer_id, bench.desk_id(${KIND.channel}, channel) as channel_id, bench.desk_id(${KIND.product}, channel / 2) as product_id,
      bench.desk_id(${KIND.group}, channel / 2) as group_id, bench.id(${KIND.conversation}, n, started_at) as id, outcome, started_at, archived_at,
      case when outcome = 'ABANDONED' then 1 + bench.pick(n, 8, 3) when live then 4 else 3 + bench.pick(n, 8, 5) + (bench.pick(n, 9, 5) = 0)::int end as messages,
      case when outcome is distinct from 'ABANDONED' then bench.desk_id(${KIND.agent}, channel / 2 + 3 * (case when live then n else bench.pick(n, 3, 10) end % 10)) end as agent_id,
      case when outcome <> 'ABANDONED' then bench.desk_id(${KIND.topic}, bench.pick(n, 4, 10) * bench.pick(n, 5, 10) / 10) end as topic_id
    from generate_series(1, ${size.archived + size.live}) n
    cross join lateral (select n > ${size.archived} as live) as one
    cross join lateral (select case when live then null when bench.pick(n, 6, 100) < 6 then 'ABANDONED' when bench.pick(n, 6, 100) < 10 then 'CONVERTED' else 'RESOLVED' end as outcome,
      case when live then timestamptz '${HISTORY_TO}' + (n - ${size.archived}) * interval '1 s'
        else timestamptz '${HISTORY_FROM}' + (n * ${YEAR_MILLISECONDS}::bigint / ${size.archived}) * interval '1 ms' end as started_at) as two
    cross join lateral (select case when not live then started_at + (180000 + bench.pick(n, 7, 2400000)) * interval '1 ms' end as archived_at) as three
    join bench.customer cu on cu.c = case when live then ${customersOf(size)} + n - ${size.archived} - 1 else bench.pick(n, 1, ${customersOf(size)}) end`,
  'alter table bench.chat add primary key (n)',
  'analyze bench.chat',
  `insert into customer (id, workspace_id, channel_id, name, email, created_at)
    select id, ${workspace}, bench.desk_id(${KIND.channel}, channel), bench.name_of(c), 'customer-' || c || '@bench.example', made from bench.customer`,
];

const messageAt = `started_at + s * ((coalesce(archived_at, started_at + interval '5 minutes') - started_at) / (messages + 1))`;
/** Where the customer wrote last: the messages alternate, and nobody answers an abandoned one. */
const customersLast = `case when outcome = 'ABANDONED' then messages else messages - 1 + messages % 2 end`;
const chosen = ({ from, to }: Stretch): string => `bench.chat where n between ${from} and ${to}`;

export const conversations = (stretch: Stretch): string => `
  insert into conversation (id, workspace_id, product_id, channel_id, customer_id, agent_id, last_agent_id, group_id, topic_id, resolved_by_id, state, outcome,
    language, started_at, queued_at, assigned_at, ended_at, ended_by, archived_at, last_sequence, last_activity_at, last_customer_message_at, unread_count, unanswered_since)
  select id, ${workspace}, product_id, channel_id, customer_id, agent_id, agent_id, group_id, topic_id, case when not live then agent_id end,
    case when live then 'ACTIVE' when outcome = 'ABANDONED' then 'ABANDONED' else 'RESOLVED' end, outcome, case when n % 2 = 0 then 'tr' else 'en' end,
    started_at, started_at, case when agent_id is not null then started_at + interval '10 s' end,
    case when outcome = 'ABANDONED' then archived_at end, case when outcome = 'ABANDONED' then 'CUSTOMER' end, archived_at, messages,
    (select ${messageAt} from (select messages as s) as last), (select ${messageAt} from (select ${customersLast} as s) as last),
    case when outcome = 'ABANDONED' then messages else 0 end, case when outcome = 'ABANDONED' then (select ${messageAt} from (select 1 as s) as first) end
  from ${chosen(stretch)} order by n`;

export const messages = (stretch: Stretch): string => `
  insert into message (id, workspace_id, conversation_id, addressed_to_id, sequence, sender_kind, agent_id, customer_id, client_message_id, text, sent_at)
  select message_id, ${workspace}, id, id, s, case when by_agent then 'AGENT' else 'CUSTOMER' end, case when by_agent then agent_id end,
    case when not by_agent then customer_id end, message_id::text,
    (${phrases})[1 + bench.pick(n * 16 + s, 11, ${PHRASES.length})] || ' KR-' || (10000 + bench.pick(n, 12, 90000)), sent_at
  from (select *, bench.id(${KIND.message}, n * 16 + s, sent_at) as message_id
    from (select c.*, s, outcome is distinct from 'ABANDONED' and s % 2 = 0 as by_agent, ${messageAt} as sent_at
      from (select * from ${chosen(stretch)} order by n) c cross join lateral generate_series(1, c.messages) s) as timed) as named`;

export const assignments = (stretch: Stretch): string => `
  insert into assignment (id, workspace_id, conversation_id, agent_id, reason, started_at, ended_at, end_reason)
  select bench.id(${KIND.assignment}, n, started_at), ${workspace}, id, agent_id, 'ROUTED', started_at + interval '10 s', archived_at, case when not live then 'RESOLVED' end
  from ${chosen(stretch)} and agent_id is not null order by n`;

/** As `archiving` writes them when a conversation is archived. */
export const resolutionGroups = (stretch: Stretch): string => `
  insert into resolution_group (conversation_id, group_id, channel_id, resolved_by_id, topic_id, archived_at)
  select c.id, m.group_id, c.channel_id, c.agent_id, c.topic_id, c.archived_at
  from (select * from ${chosen(stretch)} and not live and agent_id is not null order by n) c join group_member m on m.agent_id = c.agent_id`;

/** As `writeArchiveDocument` writes them; the messages are read once and not once a conversation. */
export const archiveDocuments = ({ from, to }: Stretch): string => `
  insert into archive_document (conversation_id, workspace_id, document)
  select c.id, ${workspace}, fold(concat_ws(E'\\n', cu.name, cu.email, cu.phone, cu.user_name, m.texts))
  from bench.chat c join customer cu on cu.id = c.customer_id
  join (select conversation_id, string_agg(text, E'\\n' order by sequence) as texts from message group by conversation_id) m on m.conversation_id = c.id
  where c.n between ${from} and ${to} and not c.live`;

/** What is left once the large tables are full. */
export const REMAINDER = [
  `insert into ticket (id, workspace_id, product_id, channel_id, conversation_id, customer_id, topic_id, created_by_id, number, subject,
      requester_name, requester_email, transcript_sequence, created_at)
    select bench.id(${KIND.ticket}, n, archived_at), ${workspace}, product_id, c.channel_id, c.id, customer_id, topic_id, agent_id, row_number() over (order by n),
      'Topic', cu.name, cu.email, messages, archived_at
    from bench.chat c join customer cu on cu.id = c.customer_id where outcome = 'CONVERTED'`,
  'update workspace set last_ticket_number = (select count(*) from ticket)',
  `insert into session (id, workspace_id, customer_id, refresh_hash, created_at, expires_at)
    select bench.desk_id(${KIND.session}, 1000 + n), ${workspace}, customer_id, md5(n::text), started_at, started_at + interval '100 years' from bench.chat where live`,
];
