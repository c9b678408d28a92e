import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import type { Compared } from './measure.js';
import { CONNECTIONS, POOL } from './measure.js';
import type { LayerTime } from './profile.js';
import type { Drained } from './workloads/drain-queue.js';
import type { PlanResult } from './workloads/plans.js';

export const whole = (value: number): string => Math.round(value).toLocaleString('en');
export const row = (...cells: (string | number)[]): string => `| ${cells.join(' | ')} |`;
export const rule = (columns: number): string => row(...Array.from({ length: columns }, () => '---'));
const megabytes = (bytes: number): string => whole(bytes / 1_048_576);

export const commit = (directory: string): string => {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: directory, encoding: 'utf8' }).trim();
  return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no') ? '-changed' : ''}`;
};

/** What the figures depend on; no names of machines or directories. */
export const machine = (postgres: string): string => {
  const memory = whole(totalmem() / 1_073_741_824);
  const load = (loadavg()[0] ?? 0).toFixed(1);
  return `${cpus().length} cores, ${memory} GB, Node ${process.versions.node}, ${postgres}; load average ${load} at the start`;
};

export const comparison = (results: readonly Compared[], rounds: number, seconds: number): string => {
  const head = ['workload', '', 'a second', 'p50 ms', 'p99 ms', 'of the baseline', 'statements', 'server CPU µs', 'server RSS MB'];
  const lines = results.flatMap(({ name, title, baseline, subject, ratio, statements, cpu, rss }) => [
    row(
      `${name}: ${title}`,
      '`pg` in process',
      whole(baseline.perSecond),
      baseline.p50.toFixed(1),
      baseline.p99.toFixed(1),
      '1',
      '',
      '',
      '',
    ),
    row(
      '',
      'the server',
      whole(subject.perSecond),
      subject.p50.toFixed(1),
      subject.p99.toFixed(1),
      `**${ratio.toFixed(2)}**`,
      statements.toFixed(1),
      whole(cpu),
      megabytes(rss),
    ),
  ]);
  const how = `${CONNECTIONS} connections, pool of ${POOL}, median of ${rounds} rounds of ${seconds} s, the two taking turns. The server is a process of its own and
PostgreSQL another; the load comes from a third, in which the baseline runs too. Statements, CPU and RSS are the server's, an operation.`;
  return [row(...head), rule(head.length), ...lines, '', how].join('\n');
};

export const drains = (results: readonly Drained[], rounds: number): string => {
  const head = ['processes', 'assignments a second', 'longest pause ms', 'resolve p50 ms', 'p99 ms', 'statements', 'server CPU µs'];
  const lines = results.map(({ processes, perSecond, longestPause, p50, p99, statements, cpu }) =>
    row(processes, `**${whole(perSecond)}**`, whole(longestPause), p50.toFixed(0), p99.toFixed(0), statements.toFixed(1), whole(cpu)),
  );
  const how = `1,000 wait; 100 agents at capacity resolve ten each, one after the other, all at once, over a connection each. A resolve is answered after the
pass that follows it. Median of ${rounds} rounds, each on a new database after one drain that does not count; statements are the servers', a resolve with its assignment.`;
  return ['W5: the queue drains', '', row(...head), rule(head.length), ...lines, '', how].join('\n');
};

export const plans = (size: number, results: readonly PlanResult[]): string => {
  const head = ['filter', 'asker', 'read', 'plan', 'ms', 'rows and entries looked at', 'scans'];
  const lines = results.map(({ filter, asker, briefly, plan, milliseconds, looked, scans }) =>
    row(filter, asker, briefly ? 'briefly' : 'whole', plan, milliseconds.toFixed(2), whole(looked), scans.join(', ') || 'none'),
  );
  return [`W6: ${whole(size)} conversations`, '', row(...head), rule(head.length), ...lines].join('\n');
};

export const layers = (name: string, times: readonly LayerTime[], operations: number): string => {
  const busy = times.filter(({ layer }) => layer !== 'idle').reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const lines = times
    .filter(({ layer }) => layer !== 'idle')
    .map(({ layer, milliseconds }) =>
      row(layer, whole((milliseconds * 1000) / operations), `${((100 * milliseconds) / busy).toFixed(1)} %`),
    );
  const total = row('all', whole((busy * 1000) / operations), '100 %');
  return [`${name}: where the server's time goes`, '', row('layer', 'µs an operation', 'share'), rule(3), ...lines, total].join('\n');
};
