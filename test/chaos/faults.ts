import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../src/dialogues/random.js';
import type { Ledger } from './ledger.js';
import { GRACE_SECONDS, type Stage } from './stage.js';

interface Scene {
  stage: Stage;
  ledger: Ledger;
  random: Random;
}

type Fault = (scene: Scene) => Promise<void>;

const endNode =
  (signal: 'SIGKILL' | 'SIGTERM'): Fault =>
  async ({ stage, random }) => {
    const node = random.pick(stage.nodes);
    await node.process.end(signal);
    await pause(random.whole(0, 1_500));
    await stage.restart(node);
  };

/** Past the lease and the grace: its agents are somebody else's by then, or nobody's. */
const pauseNode: Fault = async ({ stage, random }) => {
  const { process } = random.pick(stage.nodes);
  process.child.kill('SIGSTOP');
  await pause((GRACE_SECONDS + 2) * 1_000 + random.whole(0, 1_500));
  process.child.kill('SIGCONT');
};

const stopPostgres: Fault = async ({ stage, random }) => {
  await stage.postgres.stop();
  await pause(random.whole(100, 2_000));
  await stage.postgres.start();
};

const crashPostgres: Fault = async ({ stage, random }) => {
  await stage.postgres.crash();
  await pause(random.whole(0, 1_000));
  await stage.postgres.start();
};

const BACKENDS = `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() and datname = current_database()`;

/** PostgreSQL takes the death of one of its own for corruption, ends all sessions and recovers. */
const killBackend: Fault = async ({ stage, random }) => {
  const backends = await stage.sql<{ pid: number }>(BACKENDS);
  if (backends.length > 0) process.kill(random.pick(backends).pid, 'SIGKILL');
  // It ends the others first: an answer in between would come from before.
  await pause(300);
  await stage.databaseAnswers();
};

const endSessions: Fault = async ({ stage }) => {
  await stage.databaseAnswers();
  await stage.sql(`select pg_terminate_backend(pid) from (${BACKENDS}) as sessions`);
};

const killRedis: Fault = async ({ stage, random }) => {
  await stage.redis?.stop('SIGKILL');
  await pause(random.whole(200, 3_000));
  await stage.redis?.start();
};

const pauseRedis: Fault = async ({ stage, random }) => {
  stage.redis?.signal('SIGSTOP');
  await pause(random.whole(1_000, 4_000));
  stage.redis?.signal('SIGCONT');
};

const freezeSubscribers: Fault = async ({ ledger, random }) => {
  const frozen = random.shuffled(ledger.followers).slice(0, 5);
  for (const follower of frozen) follower.freeze();
  await pause(random.whole(1_000, 5_000));
  for (const follower of frozen) follower.thaw();
};

const loseSockets: Fault = async ({ ledger }) => {
  for (const follower of ledger.followers) follower.lose();
};

const FAULTS: Record<string, Fault> = {
  'a process is killed': endNode('SIGKILL'),
  'a process is replaced': endNode('SIGTERM'),
  'a process is paused past its lease': pauseNode,
  'PostgreSQL is stopped': stopPostgres,
  'PostgreSQL crashes': crashPostgres,
  'a session of PostgreSQL is killed': killBackend,
  'all sessions of PostgreSQL are ended': endSessions,
  'subscribers stop reading': freezeSubscribers,
  'all subscribers lose their sockets': loseSockets,
};
const FAULTS_OF_REDIS: Record<string, Fault> = { 'Redis is killed': killRedis, 'Redis is paused': pauseRedis };

/** One fault after the other, each kind before any comes again, until the time is over; what was broken is whole again at the end. */
export const harass = async (scene: Scene, seconds: number, tell: (line: string) => void): Promise<number> => {
  const began = Date.now();
  const kinds = Object.entries({ ...FAULTS, ...(scene.stage.redis && FAULTS_OF_REDIS) });
  let waiting: typeof kinds = [];
  let done = 0;
  while (Date.now() - began < seconds * 1_000) {
    await pause(scene.random.whole(200, 1_500));
    if (waiting.length === 0) waiting = scene.random.shuffled(kinds);
    const [name, fault] = waiting.pop() ?? kinds[0] ?? [];
    if (!name || !fault) break;
    tell(`${((Date.now() - began) / 1_000).toFixed(1).padStart(6)} s  ${name}`);
    await fault(scene);
    done += 1;
  }
  return done;
};
