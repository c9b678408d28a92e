import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { SetupError } from './setup-error.js';

/** One or more settings are unusable; the message names each, what was expected and an example. */
export class ConfigError extends SetupError {
  override readonly name = 'ConfigError';
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const SIGNING_KEY_BYTES = 32;

/** A setting is read from text, and complains in the terms of whoever sets it. */
function setting<T>(expected: string, example: string, read: (text: string) => T | undefined) {
  return z
    .string()
    .optional()
    .transform((text, context) => {
      // An empty value, as a line of .env.example copied without being filled in, is the same as none.
      if (text === undefined || text.trim() === '') return undefined;
      const value = read(text.trim());
      if (value !== undefined) return value;
      context.addIssue({ code: 'custom', message: `expected ${expected}, for example ${example}` });
      return z.NEVER;
    });
}

function wholeNumber(what: string, least: number, most: number, byDefault: number) {
  return optionalNumber(what, least, most, byDefault).transform((value) => value ?? byDefault);
}

/** One whose default depends on other settings. */
function optionalNumber(what: string, least: number, most: number, example: number) {
  const read = (text: string) => (/^\d{1,12}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined);
  return setting(`${what}: a whole number from ${least} to ${most}`, String(example), read);
}

function truth(what: string, example: string) {
  const words = new Map([
    ['1', true],
    ['true', true],
    ['0', false],
    ['false', false],
  ]);
  return setting(`${what}: 1 or 0`, example, (text) => words.get(text.toLowerCase()));
}

const environment = z.object({
  HOST: setting('the address to listen on', '127.0.0.1', (text) => (/\s|\//.test(text) ? undefined : text)),
  PORT: wholeNumber('the port to listen on (0 = any free one)', 0, 65_535, 4000),
  DATABASE_URL: setting('a PostgreSQL URL', 'postgresql://user:password@localhost:5432/sohbet', (text) =>
    /^postgres(ql)?:\/\/\S+$/.test(text) ? text : undefined,
  ),
  REDIS_URL: setting('a Redis URL', 'redis://localhost:6379', (text) => (/^rediss?:\/\/\S+$/.test(text) ? text : undefined)),
  DATA_DIR: setting('a directory', '/var/lib/sohbet-data', (text) => text),
  ALLOWED_ORIGINS: setting(
    'origins with scheme and host, separated by commas',
    'https://desk.example.com,https://www.example.com',
    readOrigins,
  ),
  DEMO: truth('whether to make the demo workspace in an empty database', 'DEMO=1'),
  SIGNING_KEY: setting(`at least ${SIGNING_KEY_BYTES} random bytes in base64`, 'the output of "openssl rand -base64 32"', readSigningKey),
  ENCRYPTION_KEYS: setting(
    `keys of at least ${SIGNING_KEY_BYTES} random bytes in base64, separated by commas, the newest first`,
    'the output of "openssl rand -base64 32"',
    readKeys,
  ),
  PUBLIC_URL: setting('the origin, with https, under which this server is reached', 'https://sohbet.example.com', readSafeOrigin),
  LOG_LEVEL: setting(`one of ${LOG_LEVELS.join(', ')}`, 'info', (text) => LOG_LEVELS.find((level) => level === text)),
  DATABASE_POOL_SIZE: wholeNumber('connections to the database', 1, 1_000, 16),
  DATABASE_NAMED_STATEMENTS: truth('whether statements are prepared by name', '1'),
  SWEEP_SECONDS: wholeNumber('seconds between sweeps of the queue (0 = off)', 0, 86_400, 15),
  ACCEPT_SWEEP_SECONDS: wholeNumber('seconds between looks for agents who do not answer within the accept time (0 = off)', 0, 86_400, 1),
  ROUTING_DECISION_DAYS: wholeNumber('days that routing decisions are kept', 1, 3_650, 30),
  EVENT_POLL_SECONDS: wholeNumber('seconds between looks at the event log (0 = off)', 0, 86_400, 2),
  PRESENCE_HEARTBEAT_SECONDS: wholeNumber('seconds between pings of the open WebSockets', 1, 300, 15),
  PRESENCE_GRACE_SECONDS: wholeNumber('seconds that an agent without a connection counts as connected', 0, 86_400, 60),
  PRESENCE_SWEEP_SECONDS: wholeNumber('seconds between looks for agents whose grace is over (0 = off)', 0, 3_600, 5),
  DRAIN_SECONDS: wholeNumber('seconds between /readyz saying no and refusing connections', 0, 3_600, 1),
  CLOSE_SECONDS: wholeNumber('seconds over which sockets are closed at the end', 0, 3_600, 5),
  EVENT_RETENTION_DAYS: wholeNumber('days for which the event log is kept', 1, 3_650, 7),
  JOBS: setting('on or off', 'on', (text) => ({ on: true, off: false })[text.toLowerCase()]),
  JOBS_AT_ONCE: wholeNumber('jobs at once', 1, 100, 8),
  FILES_DIR: setting('a directory', '/var/lib/sohbet-files', (text) => text),
  UPLOAD_BYTES: wholeNumber('the largest attachment in bytes', 1, 1_073_741_824, 26_214_400),
  INBOUND_MAIL_DOMAIN: setting('a domain whose mail comes to this server', 'mail.example.com', (text) =>
    /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/i.test(text) ? text.toLowerCase() : undefined,
  ),
  INBOUND_SMTP_HOST: setting('the address to take mail on', '0.0.0.0', (text) => (/\s|\//.test(text) ? undefined : text)),
  INBOUND_SMTP_PORT: optionalNumber('the port to take mail on (0 = any free one)', 0, 65_535, 2525),
  INBOUND_SMTP_TLS_KEY: setting('the path of a PEM file', '/etc/ssl/mail.key', (text) => text),
  INBOUND_SMTP_TLS_CERT: setting('the path of a PEM file', '/etc/ssl/mail.pem', (text) => text),
  INBOUND_SMTP_BYTES: wholeNumber('the largest mail in bytes', 10_240, 104_857_600, 26_214_400),
  INBOUND_SMTP_PER_MINUTE: wholeNumber('mails a minute from one address', 1, 1_000_000, 120),
  META_GRAPH_URL: setting('the origin of Meta’s Graph API, https', 'https://graph.facebook.com', readSafeOrigin),
  META_GRAPH_VERSION: setting('a version of Meta’s Graph API', 'v26.0', (text) => (/^v\d{1,3}\.\d{1,2}$/.test(text) ? text : undefined)),
  TRUST_PROXY: truth('whether X-Forwarded-For comes from a proxy of yours', '0'),
  LIMIT_DEPTH: wholeNumber('the deepest operation', 1, 1_000, 12),
  LIMIT_ALIASES: wholeNumber('the most aliases in an operation', 0, 10_000, 30),
  LIMIT_BODY_BYTES: wholeNumber('the longest HTTP body in bytes', 1_024, 104_857_600, 262_144),
  LIMIT_FRAME_BYTES: wholeNumber('the longest WebSocket frame in bytes', 1_024, 104_857_600, 262_144),
  LIMIT_OPERATIONS_PER_SOCKET: wholeNumber('operations at once on a socket', 1, 10_000, 50),
  LIMIT_SOCKETS_PER_ADDRESS: wholeNumber('WebSockets at once of an address', 1, 1_000_000, 1_000),
  LIMIT_SOCKETS_PER_USER: wholeNumber('WebSockets at once of an account', 1, 1_000_000, 50),
  LIMIT_SUBSCRIPTIONS_PER_ADDRESS: wholeNumber('subscriptions at once of an address', 1, 1_000_000, 10_000),
  LIMIT_SUBSCRIPTIONS_PER_USER: wholeNumber('subscriptions at once of an account', 1, 1_000_000, 500),
  LIMIT_SUBSCRIBES_PER_SECOND: wholeNumber('subscriptions an account may begin within a second', 1, 1_000_000, 100),
  LIMIT_BUFFERED_BYTES: wholeNumber('the most bytes that wait for a WebSocket', 1_024, 1_073_741_824, 1_048_576),
  SLOW_SOCKET_SECONDS: wholeNumber('seconds until a slow WebSocket is closed', 1, 3_600, 10),
  LIMIT_START_CHATS_PER_MINUTE: optionalNumber('chats an address may start a minute', 1, 1_000_000, 10),
  LIMIT_UPLOADS_PER_MINUTE: wholeNumber('uploads an account may ask for a minute', 1, 1_000_000, 60),
  LIMIT_WRONG_SIGN_INS_PER_MINUTE: wholeNumber('wrong sign-ins a minute for one account or address', 1, 1_000_000, 5),
});

/** The names of all settings, as .env.example lists them. */
export const settingNames: readonly string[] = Object.keys(environment.shape);

export type Config = ReturnType<typeof loadConfig>;

/** Reads every setting at once, so that one start tells everything that is wrong. Throws ConfigError. */
export function loadConfig(env: NodeJS.ProcessEnv) {
  const result = environment.safeParse(env);
  if (!result.success) throw new ConfigError(result.error.issues.map((issue) => complaint(issue, env)).join('\n'));
  const given = result.data;
  return {
    host: given.HOST ?? '127.0.0.1',
    port: given.PORT,
    databaseUrl: given.DATABASE_URL,
    /** Not given: hints and signals between processes go through PostgreSQL. */
    redisUrl: given.REDIS_URL,
    dataDir: resolve(projectRoot(), given.DATA_DIR ?? '.data'),
    /** Empty: only pages that this server serves itself. */
    allowedOrigins: given.ALLOWED_ORIGINS ?? [],
    /** Not given: yes on the embedded database, no on one of the user's. */
    demo: given.DEMO,
    signingKey: given.SIGNING_KEY,
    /** What secrets in the database are sealed under; empty: under a key derived from the signing key. */
    encryptionKeys: given.ENCRYPTION_KEYS ?? [],
    /** An origin; undefined: nobody outside reaches this server. */
    publicUrl: given.PUBLIC_URL,
    logLevel: given.LOG_LEVEL ?? 'info',
    databasePoolSize: given.DATABASE_POOL_SIZE,
    namedStatements: given.DATABASE_NAMED_STATEMENTS ?? true,
    sweepSeconds: given.SWEEP_SECONDS,
    acceptSweepSeconds: given.ACCEPT_SWEEP_SECONDS,
    routingDecisionDays: given.ROUTING_DECISION_DAYS,
    eventPollSeconds: given.EVENT_POLL_SECONDS,
    presence: {
      heartbeatSeconds: given.PRESENCE_HEARTBEAT_SECONDS,
      graceSeconds: given.PRESENCE_GRACE_SECONDS,
      sweepSeconds: given.PRESENCE_SWEEP_SECONDS,
    },
    drainSeconds: given.DRAIN_SECONDS,
    closeSeconds: given.CLOSE_SECONDS,
    eventRetentionDays: given.EVENT_RETENTION_DAYS,
    trustProxy: given.TRUST_PROXY ?? false,
    /** Of each process. */
    sockets: {
      socketsPerAddress: given.LIMIT_SOCKETS_PER_ADDRESS,
      socketsPerUser: given.LIMIT_SOCKETS_PER_USER,
      subscriptionsPerAddress: given.LIMIT_SUBSCRIPTIONS_PER_ADDRESS,
      subscriptionsPerUser: given.LIMIT_SUBSCRIPTIONS_PER_USER,
      subscribesPerSecond: given.LIMIT_SUBSCRIBES_PER_SECOND,
      bufferedBytes: given.LIMIT_BUFFERED_BYTES,
      slowSeconds: given.SLOW_SOCKET_SECONDS,
    },
    filesDir: resolve(projectRoot(), given.FILES_DIR ?? join(given.DATA_DIR ?? '.data', 'files')),
    /** The largest attachment. */
    uploadBytes: given.UPLOAD_BYTES,
    inboundMail: {
      domain: given.INBOUND_MAIL_DOMAIN,
      host: given.INBOUND_SMTP_HOST ?? '127.0.0.1',
      /** Undefined: mail is not taken by this process. */
      port: given.INBOUND_SMTP_PORT,
      tlsKey: given.INBOUND_SMTP_TLS_KEY,
      tlsCert: given.INBOUND_SMTP_TLS_CERT,
      bytes: given.INBOUND_SMTP_BYTES,
      perMinute: given.INBOUND_SMTP_PER_MINUTE,
    },
    /** Where WhatsApp, Messenger and Instagram are spoken to. */
    meta: {
      graphUrl: given.META_GRAPH_URL ?? 'https://graph.facebook.com',
      graphVersion: given.META_GRAPH_VERSION ?? 'v26.0',
    },
    jobs: { on: given.JOBS ?? true, concurrency: given.JOBS_AT_ONCE },
    limits: {
      depth: given.LIMIT_DEPTH,
      aliases: given.LIMIT_ALIASES,
      bodyBytes: given.LIMIT_BODY_BYTES,
      frameBytes: given.LIMIT_FRAME_BYTES,
      operationsPerSocket: given.LIMIT_OPERATIONS_PER_SOCKET,
      startChatsPerMinute: given.LIMIT_START_CHATS_PER_MINUTE ?? (isForTrying(given) ? TRYING_CHATS_PER_MINUTE : CHATS_PER_MINUTE),
      uploadsPerMinute: given.LIMIT_UPLOADS_PER_MINUTE,
      wrongSignInsPerMinute: given.LIMIT_WRONG_SIGN_INS_PER_MINUTE,
    },
  };
}

const CHATS_PER_MINUTE = 10;
const TRYING_CHATS_PER_MINUTE = 10_000;

/**
 * Whoever plays a support day on their own machine has one address for all its customers. A server that others reach,
 * through a proxy too, is never taken for one to try.
 */
function isForTrying({ DEMO, DATABASE_URL, HOST, TRUST_PROXY }: z.output<typeof environment>): boolean {
  const isLoopback = HOST === undefined || /^(127\.\d+\.\d+\.\d+|::1|localhost)$/.test(HOST);
  return (DEMO ?? !DATABASE_URL) && isLoopback && !TRUST_PROXY;
}

/** The settings of this process: the environment, and beneath it the project's .env. */
export function readConfig(): Config {
  const file = join(projectRoot(), '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  return loadConfig(process.env);
}

/** Values that may hold a password are not repeated. */
const SECRET = new Set(['DATABASE_URL', 'REDIS_URL', 'SIGNING_KEY', 'ENCRYPTION_KEYS']);

function complaint(issue: z.core.$ZodIssue, env: NodeJS.ProcessEnv): string {
  const name = String(issue.path[0]);
  return `${name}${SECRET.has(name) ? '' : `=${env[name]}`} is not usable: ${issue.message}`;
}

function readOrigins(text: string): string[] | undefined {
  const origins = text.split(',').map((origin) => origin.trim());
  return origins.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin.replace(/\/$/, ''))
    ? origins.map((origin) => new URL(origin).origin)
    : undefined;
}

function readSigningKey(text: string): string | undefined {
  const isBase64 = /^[A-Za-z0-9+/_-]+={0,2}$/.test(text);
  return isBase64 && Buffer.from(text, 'base64').length >= SIGNING_KEY_BYTES ? text : undefined;
}

function readKeys(text: string): string[] | undefined {
  const keys = text.split(',').map((key) => readSigningKey(key.trim()));
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

/** Tokens go there, or platforms call there: plain http only on this machine, for trying. */
function readSafeOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { origin, protocol, hostname } = new URL(text);
  const isLoopback = /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/.test(hostname);
  return origin === text.replace(/\/$/, '') && (protocol === 'https:' || (protocol === 'http:' && isLoopback)) ? origin : undefined;
}

/** The directory with package.json: one level up from src, two from dist/src. */
export function projectRoot(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return /[\\/]dist[\\/]src$/.test(here) ? resolve(here, '../..') : resolve(here, '..');
}
