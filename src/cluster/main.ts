import { explain } from '../cli/program.js';
import { readConfig } from '../config.js';
import { openDatabase } from '../open-database.js';
import { prepareDatabase, type SignIns, signInLines } from '../prepare-database.js';
import { Shutdown } from '../shutdown.js';
import { signingKey } from '../signing-key.js';
import { freePort } from './free-port.js';
import { Nginx, requireNginx } from './nginx.js';
import { ClusterNode } from './node.js';
import { type ClusterOptions, readOptions, USAGE } from './options.js';
import { RedisServer, redisIsInstalled } from './redis-server.js';

const log = (message: string): void => console.log(message);

try {
  const options = readOptions(process.argv.slice(2));
  if (options) await startAll(options);
  else log(USAGE);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}

async function startAll(options: ClusterOptions): Promise<void> {
  const shutdown = new Shutdown(log);
  await shutdown.guard(() => start(options, shutdown));
}

async function start({ nodes: count, port }: ClusterOptions, shutdown: Shutdown): Promise<void> {
  requireNginx();
  const config = readConfig();
  const onDatabaseLost = (): void => {
    process.exitCode = 1;
    void shutdown.stop().then(() => process.exit());
  };
  const database = await openDatabase(config, log, onDatabaseLost);
  shutdown.onStop(() => database.stop());
  const signIns = await prepareDatabase(config, database.url, log);
  const redisUrl = config.redisUrl ?? (await startRedis(shutdown));
  if (shutdown.hasBegun) return;
  const settings = {
    HOST: '127.0.0.1',
    DATABASE_URL: database.url,
    REDIS_URL: redisUrl ?? '',
    SIGNING_KEY: Buffer.from(signingKey(config)).toString('base64'),
    DEMO: '0',
    TRUST_PROXY: '1',
    LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
    // nginx listens for this machine only, so that whoever comes is as welcome as at `npm start`.
    LIMIT_START_CHATS_PER_MINUTE: String(config.limits.startChatsPerMinute),
  };
  const ports = await Promise.all(Array.from({ length: count }, freePort));
  const nodes: ClusterNode[] = [];
  shutdown.onStop(async () => void (await Promise.all(nodes.map((node) => node.stop()))));
  await Promise.all(ports.map(async (each) => nodes.push(await ClusterNode.start(each, settings, log))));
  const nginx = await Nginx.start(port, ports, (line) => log(`nginx ${line}`));
  shutdown.onStop(() => nginx.stop());
  await database.announce(`http://127.0.0.1:${port}`);
  log(banner(`http://127.0.0.1:${port}`, nodes, redisUrl, signIns));
}

async function startRedis(shutdown: Shutdown): Promise<string | undefined> {
  if (!redisIsInstalled()) return undefined;
  const redis = await RedisServer.start();
  shutdown.onStop(() => redis.stop());
  return redis.url;
}

function banner(url: string, nodes: readonly ClusterNode[], redisUrl: string | undefined, signIns: SignIns): string {
  const processes = nodes
    .toSorted((one, other) => one.port - other.port)
    .map((node) => `  http://127.0.0.1:${node.port}  process ${node.pid}, http://127.0.0.1:${node.port}/readyz`);
  return [
    '',
    `Sohbet is running, ${nodes.length} processes behind nginx.`,
    '',
    `  Playground  ${url}/graphql  (in a browser)`,
    `  GraphQL     ${url}/graphql`,
    `  WebSocket   ${url.replace(/^http/, 'ws')}/graphql  (graphql-transport-ws)`,
    `  Hints       ${redisUrl ? `through Redis, ${redisUrl}` : 'through PostgreSQL; with redis-server installed, through Redis'}`,
    '',
    'Processes',
    ...processes,
    ...(signIns.length > 0 ? ['', 'Demo sign-ins', ...signInLines(signIns)] : []),
    '',
    `Try: npm run demo -- --url ${url}, and meanwhile: kill ${nodes[0]?.pid} (it drains and comes back), or kill -9`,
    '',
  ].join('\n');
}
