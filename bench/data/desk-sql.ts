/** Everything is made from numbers by fixed functions: the same size gives the same data set, to the last id. */
export const HISTORY_FROM = '2025-11-01T00:00:00Z';
export const HISTORY_TO = '2026-11-01T00:00:00Z';
export const AGENTS = 30;
export const TOPICS = 10;
const DESK_MADE = '2025-10-01T00:00:00Z';

/** The kinds of records in the ids, so that no two of different kinds are alike. */
export const KIND = {
  workspace: 1,
  product: 2,
  channel: 3,
  group: 4,
  agent: 5,
  topic: 6,
  customer: 7,
  conversation: 8,
  message: 9,
  assignment: 10,
  session: 11,
  ticket: 12,
  grant: 13,
  interval: 14,
} as const;

/** Functions in a schema that is dropped when the data set is whole. Ids have the form of UUIDv7, so that they sort by time. */
export const FUNCTIONS = [
  'create schema bench',
  `create function bench.id(kind int, n bigint, at timestamptz) returns uuid language sql immutable parallel safe return
    (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid`,
  `create function bench.desk_id(kind int, n bigint) returns uuid language sql immutable parallel safe return
    bench.id(kind, n, timestamptz '${DESK_MADE}')`,
  `create function bench.pick(n bigint, salt bigint, among bigint) returns int language sql immutable parallel safe return
    abs(hashint8extended(n, salt) % among)::int`,
  `create function bench.name_of(n bigint) returns text language sql immutable parallel safe return
    (array['Ayşe', 'Mehmet', 'Zeynep', 'Mustafa', 'Elif', 'Ahmet', 'Fatma', 'Emre', 'İrem', 'Oğuz', 'Şule', 'Çağla', 'Iraz', 'Ömer', 'Gül', 'Kerem'])[1 + bench.pick(n, 21, 16)]
    || ' ' || (array['Yılmaz', 'Kaya', 'Demir', 'Şahin', 'Çelik', 'Yıldız', 'Öztürk', 'Aydın', 'Arslan', 'Doğan', 'Kılıç', 'Aslan', 'Koç', 'Işık', 'Güneş', 'Özkan'])[1 + bench.pick(n, 22, 16)]
    || ' ' || n`,
];

const workspace = `bench.desk_id(${KIND.workspace}, 0)`;
const made = `timestamptz '${DESK_MADE}'`;

/**
 * Three products of two channels each, a group for each product; thirty agents, ten to a product and authorised for it alone
 * (every fifth in a second group too), two supervisors; ten topics under three.
 */
export const DESK = [
  `insert into workspace (id, name, created_at) values (${workspace}, 'Bench', ${made})`,
  `insert into product (id, workspace_id, name, created_at)
    select bench.desk_id(${KIND.product}, p), ${workspace}, 'Product ' || p, ${made} from generate_series(0, 2) p`,
  `insert into channel (id, workspace_id, product_id, type, name, key, created_at)
    select bench.desk_id(${KIND.channel}, k), ${workspace}, bench.desk_id(${KIND.product}, k / 2),
      (array['WEB_CHAT', 'WHATSAPP', 'WEB_CHAT', 'INSTAGRAM', 'WEB_CHAT', 'IN_APP_IOS'])[k + 1], 'Channel ' || k, 'bench-' || k, ${made}
    from generate_series(0, 5) k`,
  `insert into topic (id, workspace_id, parent_id, name, created_at)
    select bench.desk_id(${KIND.topic}, t), ${workspace}, case when t < ${TOPICS} then bench.desk_id(${KIND.topic}, 100 + t % 3) end, 'Topic ' || t, ${made}
    from unnest(array[100, 101, 102] || array(select generate_series(0, ${TOPICS - 1}))) t`,
  `insert into agent_group (id, workspace_id, name, created_at)
    select bench.desk_id(${KIND.group}, g), ${workspace}, 'Group ' || g, ${made} from generate_series(0, 2) g`,
  `insert into group_channel (group_id, channel_id)
    select bench.desk_id(${KIND.group}, k / 2), bench.desk_id(${KIND.channel}, k) from generate_series(0, 5) k`,
  `insert into agent (id, workspace_id, name, email, role, capacity, status, connected, last_seen_at, status_since, created_at)
    select bench.desk_id(${KIND.agent}, a), ${workspace}, bench.name_of(a), 'agent-' || a || '@bench.example',
      case when a < ${AGENTS} then 'AGENT' else 'SUPERVISOR' end, 50, 'ONLINE', true, ${made} + interval '100 years', ${made}, ${made}
    from generate_series(0, ${AGENTS + 1}) a`,
  `insert into agent_status_interval (id, agent_id, status, started_at)
    select bench.desk_id(${KIND.interval}, a), bench.desk_id(${KIND.agent}, a), 'ONLINE', ${made} from generate_series(0, ${AGENTS + 1}) a`,
  `insert into agent_grant (id, agent_id, product_id)
    select bench.desk_id(${KIND.grant}, a), bench.desk_id(${KIND.agent}, a), bench.desk_id(${KIND.product}, a % 3) from generate_series(0, ${AGENTS - 1}) a`,
  `insert into group_member (group_id, agent_id)
    select bench.desk_id(${KIND.group}, g), bench.desk_id(${KIND.agent}, a) from generate_series(0, ${AGENTS - 1}) a cross join generate_series(0, 2) g
    where g = a % 3 or (a % 5 = 0 and g = (a + 1) % 3)`,
  `insert into session (id, workspace_id, agent_id, refresh_hash, created_at, expires_at)
    select bench.desk_id(${KIND.session}, a), ${workspace}, bench.desk_id(${KIND.agent}, a), md5(a::text), ${made}, ${made} + interval '100 years'
    from generate_series(0, ${AGENTS + 1}) a`,
];
