import { Session } from 'node:inspector/promises';
import { loadConfig } from '../src/config.js';
import { createServer } from '../src/server.js';
import { memory } from './live/memory.js';

/** The server as a process of its own, as in production, told by its parent what to count. */
export interface ServerSettings {
  databaseUrl: string;
  /** Base64. */
  signingKey: string;
  poolSize: number;
  /** Settings that differ from the defaults. */
  env: NodeJS.ProcessEnv;
}

export interface Usage {
  statements: number;
  /** Microseconds of this process. */
  cpu: number;
  /** Bytes. */
  rss: number;
}

export type Question = { kind: 'usage' } | { kind: 'memory' } | { kind: 'profile' } | { kind: 'profiled' };

const { databaseUrl, signingKey, poolSize, env } = JSON.parse(process.argv[2] ?? '{}') as ServerSettings;
const config = loadConfig({ PORT: '0', LOG_LEVEL: 'info', DATABASE_POOL_SIZE: String(poolSize), ...env });
let statements = 0;
const server = await createServer({ config, databaseUrl, signingKey: Buffer.from(signingKey, 'base64'), onStatement: () => statements++ });
const inspector = new Session();

const usage = (): Usage => {
  const { user, system } = process.cpuUsage();
  return { statements, cpu: user + system, rss: process.memoryUsage.rss() };
};

const answers = {
  usage: async () => usage(),
  memory: async () => memory(),
  profile: async () => {
    inspector.connect();
    await inspector.post('Profiler.enable');
    await inspector.post('Profiler.setSamplingInterval', { interval: 500 });
    await inspector.post('Profiler.start');
  },
  profiled: async () => (await inspector.post('Profiler.stop')).profile,
};

process.on('message', async ({ kind }: Question) => process.send?.({ answer: await answers[kind]() }));
process.on('disconnect', async () => {
  await server.stop();
  process.exit();
});
process.send?.({ url: server.url });
