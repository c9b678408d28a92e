import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { runProgram } from '../src/cli/program.js';
import { projectRoot, readConfig } from '../src/config.js';
import { closeOrm, createOrm } from '../src/database.js';
import { startEmbedded } from '../src/postgres/embedded.js';
import { ensureDataSet } from './data/data-set.js';
import type { Size } from './data/history-sql.js';
import { live } from './live/run.js';
import { loadWith } from './load.js';
import { CONNECTIONS, type Compared, compare, POOL } from './measure.js';
import { NAMES, type Name, type Options, readOptions, USAGE } from './options.js';
import { timeByLayer } from './profile.js';
import { commit, comparison, drains, layers, machine, plans } from './report.js';
import { ServerProcess } from './subject.js';
import { archivePage } from './workloads/archive-page.js';
import { type Drained, drainQueue } from './workloads/drain-queue.js';
import { archivePlans } from './workloads/plans.js';
import { sendMessage } from './workloads/send-message.js';
import type { Workload } from './workloads/workload.js';

const WORKLOADS = { W1: archivePage, W2: sendMessage };
const LIVE_WORKLOADS: readonly Name[] = ['W3A', 'W3B', 'W4', 'W7'];
const LIVE = 1_000;
const SMALL = 100_000;
const LARGE = 10_000_000;

/** W6, which alone looks at the largest, has no filter that searches. */
const sizeOf = (archived: number): Size => ({ archived, live: Math.min(LIVE, Math.ceil(archived / 10)), searchable: archived < LARGE });
/** Data sets, and the last profiles, which browsers' developer tools open. */
const benchDir = (): string => join(readConfig().dataDir, 'bench');
const say = (line: string): void => console.log(line);

/** Each workload over a server that has done nothing else before. */
const withWorkload = async <Result>(
  url: string,
  make: (pool: pg.Pool, server: ServerProcess) => Promise<Workload>,
  work: (workload: Workload, server: ServerProcess) => Promise<Result>,
): Promise<Result> => {
  const pool = new pg.Pool({ connectionString: url, max: POOL });
  // PostgreSQL may be stopped before the last session has said goodbye.
  pool.on('error', () => undefined);
  const server = await ServerProcess.start(url, POOL, CONNECTIONS);
  try {
    const workload = await make(pool, server);
    await workload.clean();
    try {
      await workload.verify();
      return await work(workload, server);
    } finally {
      await workload.clean();
    }
  } finally {
    await server.stop();
    await pool.end();
  }
};

const profiled = async ({ name, subject }: Workload, server: ServerProcess, seconds: number): Promise<string> => {
  const load = { connections: CONNECTIONS, seconds };
  await loadWith(subject, load);
  let operations = 0;
  const profile = await server.profile(async () => {
    operations = (await loadWith(subject, load)).operations;
  });
  await writeFile(join(benchDir(), `${name}.cpuprofile`), JSON.stringify(profile));
  return layers(name, timeByLayer(profile), operations);
};

const speed = async (server: string, options: Options): Promise<string[]> => {
  const wanted = options.only.filter((name) => name in WORKLOADS) as (keyof typeof WORKLOADS)[];
  if (wanted.length === 0) return [];
  const url = await ensureDataSet(server, sizeOf(options.archived), say);
  const results: Compared[] = [];
  const profiles: string[] = [];
  for (const name of wanted) {
    await withWorkload(url, WORKLOADS[name], async (workload, process) => {
      if (options.profile) profiles.push(await profiled(workload, process, options.seconds));
      else results.push(await compare(workload, process, options, say));
    });
  }
  return options.profile ? profiles : [comparison(results, options.rounds, options.seconds)];
};

const sockets = async (server: string, options: Options): Promise<string[]> => {
  if (options.profile || !options.only.some((name) => LIVE_WORKLOADS.includes(name))) return [];
  return live(await ensureDataSet(server, sizeOf(options.archived), say), options, say);
};

/** One process counts; three share the two cores with PostgreSQL and the load, and are reported only. */
const drained = async (server: string, { only, rounds, profile }: Options): Promise<string[]> => {
  if (!only.includes('W5') || profile) return [];
  const results: Drained[] = [];
  for (const processes of [1, 3]) {
    const measured: Drained[] = [];
    for (let round = 1; round <= rounds; round++) {
      const one = await drainQueue(server, processes);
      say(`W5 round ${round}, ${processes} process(es): ${Math.round(one.perSecond)}/s, longest pause ${Math.round(one.longestPause)} ms`);
      measured.push(one);
    }
    const middle = measured.sort((one, other) => one.perSecond - other.perSecond)[Math.floor((rounds - 1) / 2)];
    if (middle) results.push(middle);
  }
  return [drains(results, rounds)];
};

const planned = async (server: string, { only, archived, large }: Options): Promise<string[]> => {
  if (!only.includes('W6')) return [];
  const sections: string[] = [];
  for (const size of new Set([Math.min(SMALL, archived), archived, ...(large ? [LARGE] : [])])) {
    const url = await ensureDataSet(server, sizeOf(size), say);
    const orm = await createOrm({ url, poolSize: 1 });
    const results = await archivePlans(orm, url).finally(() => closeOrm(orm));
    sections.push(plans(size, results));
    if (results.some(({ scans }) => scans.length > 0)) process.exitCode = 1;
  }
  return sections;
};

await runProgram(async () => {
  const options = readOptions(process.argv.slice(2));
  if (!options) return say(USAGE);
  const postgres = await startEmbedded({ dataDir: benchDir(), log: say });
  try {
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    const version =
      (await client.query<{ version: string }>(`select 'PostgreSQL ' || current_setting('server_version') as version`)).rows[0]?.version ??
      '';
    await client.end();
    const build = commit(projectRoot());
    const sections = [
      `# ${build}`,
      machine(version),
      ...(await speed(postgres.url, options)),
      ...(await sockets(postgres.url, options)),
      ...(await drained(postgres.url, options)),
      ...(await planned(postgres.url, options)),
    ];
    const text = `${sections.join('\n\n')}\n`;
    say(`\n${text}`);
    if (options.keep) {
      const results = join(projectRoot(), 'bench/results');
      await mkdir(results, { recursive: true });
      const part = options.only.length < NAMES.length ? `-${options.only.join('-')}` : '';
      await writeFile(join(results, `${new Date().toISOString().slice(0, 10)}-${build}${part}.md`), text);
    }
  } finally {
    await postgres.stop();
  }
});
