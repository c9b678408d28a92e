import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../src/config.js';

export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface NodeProcess {
  child: ChildProcess;
  /** Resolves with the first line that matches; rejects, with what was said so far, when the process ends before. */
  line(pattern: RegExp): Promise<string>;
  output(): string;
  /** Sends the signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ending>;
  ended: Promise<Ending>;
}

/** Runs one of our TypeScript files as a process of its own, from the sources. `env` is added to this process's. */
export function startNode(file: string, args: string[], env: NodeJS.ProcessEnv = {}): NodeProcess {
  const root = projectRoot();
  const child = spawn(process.execPath, ['--import', join(root, 'test/support/typescript-hooks.js'), join(root, file), ...args], {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const waiting = new Set<() => void>();
  const hear = () => {
    for (const look of [...waiting]) look();
  };
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      said.push(line);
      hear();
    });
  }
  let isOver = false;
  const ended = once(child, 'close').then(([code, signal]) => {
    isOver = true;
    hear();
    return { code: code as number | null, signal: signal as NodeJS.Signals | null };
  });
  const output = () => said.join('\n');
  const line = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = said.find((text) => pattern.test(text));
        if (found === undefined && !isOver) return;
        waiting.delete(look);
        if (found !== undefined) resolve(found);
        else reject(new Error(`${file} ended without saying ${pattern}:\n${output()}`));
      };
      waiting.add(look);
      look();
    });
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return { child, line, output, ended, end };
}
