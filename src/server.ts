import type { MikroORM } from '@mikro-orm/postgresql';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type pg from 'pg';
import type { Logger } from 'pino';
import { Actors } from './auth/actor.js';
import { MailAddresses } from './auth/mail-addresses.js';
import { Tokens } from './auth/tokens.js';
import { VerifyTokens } from './auth/verify-tokens.js';
import { GraphClient } from './channels/meta/graph-client.js';
import type { Config } from './config.js';
import { closeOrm, createOrm, named } from './database.js';
import { wayIn } from './demo/way-in.js';
import type { LoggedEvent } from './events/event-log.js';
import { type Hearing, type Hints, startHints } from './events/hints.js';
import { Hub } from './events/hub.js';
import { installationOf } from './events/installation.js';
import { LogReader } from './events/log-reader.js';
import { LogUpkeep } from './events/log-upkeep.js';
import { startRedisHints } from './events/redis-hints.js';
import { Failures } from './failures.js';
import { startJobs } from './jobs/start-jobs.js';
import { createLogger } from './logger.js';
import { MailLimits } from './mail/mail-limits.js';
import { startReceiver } from './mail/receiver.js';
import { registerPlayground } from './playground.js';
import { createSchema } from './schema.js';
import type { Application } from './services/application.js';
import { AttemptLimits } from './services/attempt-limits.js';
import { SendingTogether } from './services/conversations/append-at-once.js';
import { ResolvingTogether } from './services/conversations/resolve-at-once.js';
import { Presence } from './services/presence/presence.js';
import { AcceptTimes } from './services/routing/accept-times.js';
import { Router } from './services/routing/router.js';
import { WaitEstimates } from './services/routing/wait-estimates.js';
import { checkKeys } from './services/secrets/check-keys.js';
import { Typists } from './services/typing/typists.js';
import { secretBoxOf } from './signing-key.js';
import { DiskStorage } from './storage/disk-storage.js';
import { SignedFiles } from './storage/signed-files.js';
import { SignedUploads } from './storage/signed-uploads.js';
import { Drain } from './transport/drain.js';
import { registerFiles } from './transport/files.js';
import { registerGraphql } from './transport/http.js';
import { Metrics } from './transport/metrics.js';
import { registerOperations } from './transport/operations.js';
import { registerUploads } from './transport/uploads.js';
import { registerWebhooks } from './transport/webhooks.js';
import { registerWebSocket, type Sockets } from './transport/websocket.js';

export interface ServerOptions {
  config: Config;
  /** A libpq URL of a database whose migrations are current. */
  databaseUrl: string;
  signingKey: Uint8Array;
  /** The present moment. Default: the machine's clock; tests give their own. */
  now?: () => Date;
  /** Tells each SQL statement as it is sent. */
  onStatement?: (sql: string) => void;
  /** Where the built playground is. Default: where `npm run build` puts it. */
  playgroundAssets?: string;
}

export interface Server {
  /** E.g. http://127.0.0.1:4000, with the port that was found when 0 was asked for. */
  url: string;
  /**
   * For a process that others stand beside, before `stop`: says in /readyz that it leaves, then takes no new connections, then
   * closes the sockets in slices. `hurry` leaves the waiting out.
   */
  drain(hurry: AbortSignal): Promise<void>;
  /** Where mail is taken; undefined when it is not. */
  mailPort: number | undefined;
  /** Closes the sockets, finishes the requests under way, and lets go of the database. */
  stop(): Promise<void>;
  /** What the server is made of; for tests and measurements. */
  app: Application;
}

/** Who hears of the events of the log as they are read; must not throw and must not block. */
type Delivered = (events: readonly LoggedEvent[]) => void;

interface Made {
  app: Application;
  hints: Hints;
  delivered: Delivered[];
  pool: pg.Pool;
}

/** The wiring of what lives as long as the process. Nothing else constructs these. */
const createApplication = async (options: ServerOptions, orm: MikroORM, log: Logger): Promise<Made> => {
  const { config, databaseUrl, signingKey, now = () => new Date() } = options;
  const failures = new Failures({ log, reach: () => named(orm.em.fork(), 'select 1') });
  const hub = new Hub();
  const delivered: Delivered[] = [(events) => hub.deliver(events)];
  const deliver: Delivered = (events) => {
    for (const hear of delivered) hear(events);
  };
  const reader = new LogReader({ orm, failures, deliver, pollSeconds: config.eventPollSeconds });
  const typists = new Typists({ hub, say: (signal) => hints.say(signal) });
  const hearing: Hearing = { heard: () => reader.wake(), said: (signal) => typists.heard(signal) };
  const hints = config.redisUrl
    ? await startRedisHints({ url: config.redisUrl, installation: await installationOf(orm.em.fork(), signingKey) }, log, hearing)
    : await startHints(databaseUrl, { log, failures }, hearing);
  const eventsWritten = (): void => {
    reader.wake();
    hints.tell();
  };
  const pool = (await orm.driver.getConnection().getNativeClient()) as pg.Pool;
  const app: Application = {
    orm,
    log,
    failures,
    live: { orm, hub, reader },
    logUpkeep: new LogUpkeep({ pool, log, failures, now, retentionDays: config.eventRetentionDays }),
    router: new Router({ orm, failures, now, eventsWritten, sweepSeconds: config.sweepSeconds, decisionDays: config.routingDecisionDays }),
    presence: new Presence(() => app, config.presence),
    typists,
    acceptTimes: new AcceptTimes(() => app, config.acceptSweepSeconds),
    waits: new WaitEstimates(orm, now),
    sending: new SendingTogether(orm),
    resolving: new ResolvingTogether(orm, now),
    tokens: new Tokens(signingKey),
    actors: new Actors(orm),
    secretBox: secretBoxOf(signingKey, config),
    verifyTokens: new VerifyTokens(signingKey),
    graph: new GraphClient({ baseUrl: config.meta.graphUrl, version: config.meta.graphVersion }),
    publicUrl: config.publicUrl,
    limits: new AttemptLimits(pool, config.limits),
    mailAddresses: new MailAddresses(signingKey, config.inboundMail.domain),
    storage: new DiskStorage(config.filesDir),
    files: new SignedFiles(signingKey, now),
    uploads: new SignedUploads(signingKey, now, config.uploadBytes),
    now,
    eventsWritten,
  };
  return { app, hints, delivered, pool };
};

const listen = async (fastify: FastifyInstance, { host, port }: Config): Promise<string> => {
  await fastify.listen({ host, port });
  const address = fastify.server.address();
  const found = typeof address === 'object' && address ? address.port : port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${found}`;
};

/** The only place where things are wired: environment-free, so that tests start as many as they like. */
export const createServer = async (options: ServerOptions): Promise<Server> => {
  const { config, databaseUrl, onStatement } = options;
  const log = createLogger(config.logLevel);
  const orm = await createOrm({
    url: databaseUrl,
    poolSize: config.databasePoolSize,
    namedStatements: config.namedStatements,
    onStatement,
  });
  const { app, hints, delivered, pool } = await createApplication(options, orm, log);
  const fastify = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: config.limits.bodyBytes,
    trustProxy: config.trustProxy,
    genReqId: () => crypto.randomUUID(),
    forceCloseConnections: 'idle',
    // What came in on a connection that stands is finished, not refused.
    return503OnClosing: false,
  });
  const drain = new Drain(fastify, config);
  const schema = await createSchema();
  let sockets: Sockets | undefined;
  const metrics = new Metrics({
    sockets: () => sockets?.count() ?? 0,
    subscribers: () => app.live.hub.size,
    shares: () => sockets?.shares() ?? 0,
    bufferedBytes: () => sockets?.bufferedBytes() ?? 0,
    eventsDelivered: () => app.live.reader.delivered,
  });
  const apollo = await registerGraphql(fastify, { app, config, schema, metrics });
  registerPlayground(fastify, { demo: () => wayIn(orm), assets: options.playgroundAssets });
  registerOperations(fastify, { app, schema, metrics, hints, isLeaving: () => drain.hasBegun });
  registerFiles(fastify, app);
  await registerWebhooks(fastify, app);
  registerUploads(fastify, app);
  sockets = registerWebSocket(fastify, { app, config, schema, metrics });
  await checkKeys(orm.em.fork(), app.secretBox, log);
  await app.live.reader.start();
  await app.logUpkeep.start();
  await app.router.start();
  app.presence.start();
  app.acceptTimes.start();
  const url = await listen(fastify, config);
  // Behind the port: a start that fails for it must not leave workers behind.
  const jobs = config.jobs.on
    ? await startJobs({ app, url: databaseUrl, concurrency: config.jobs.concurrency, pollSeconds: config.eventPollSeconds })
    : undefined;
  if (jobs) delivered.push((events) => jobs.heard(events));
  const { inboundMail } = config;
  const receiver =
    inboundMail.port === undefined
      ? undefined
      : await startReceiver({ app, settings: inboundMail, limits: new MailLimits(pool, inboundMail.perMinute) });
  const stop = async (): Promise<void> => {
    await sockets.stop();
    await apollo.stop();
    await fastify.close();
    await receiver?.stop();
    await app.presence.stop();
    await app.acceptTimes.stop();
    await app.router.stop();
    await jobs?.stop();
    await app.logUpkeep.stop();
    await hints.stop();
    app.typists.stop();
    await app.live.reader.stop();
    app.failures.stop();
    await closeOrm(orm);
  };
  return { url, mailPort: receiver?.port, drain: (hurry) => drain.run(sockets.leave, hurry), stop, app };
};
