import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../config.js';
import { SetupError } from '../setup-error.js';
import { Child } from './child.js';
import { installed } from './installed.js';

const START_MILLISECONDS = 20_000;

export const requireNginx = (): string => {
  const program = installed('nginx');
  if (program) return program;
  throw new SetupError('The cluster stands behind nginx, which is not installed here. On Debian: apt-get install nginx-light');
};

/** What surrounds deploy/nginx.conf: everything that nginx writes stays in a directory of its own. */
const surroundings = (directory: string): string => `
daemon off;
pid ${directory}/nginx.pid;
error_log stderr warn;
worker_processes 1;
events { worker_connections 8192; }
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${directory}/${kind};`).join('\n  ')}
  include ${directory}/sohbet.conf;
}
`;

/** The file of deploy/, with these ports in place of its own. */
const withPorts = (text: string, port: number, nodes: readonly number[]): string => {
  const server = /^ *server 127\.0\.0\.1:\d+ (.*);$/m.exec(text);
  const listen = /listen 127\.0\.0\.1:\d+;/;
  if (!server || !listen.test(text)) throw new Error('deploy/nginx.conf has no line "server 127.0.0.1:…" or "listen 127.0.0.1:…"');
  const lines = nodes.map((node) => `    server 127.0.0.1:${node} ${server[1]};`).join('\n');
  return text
    .replace(server[0], lines)
    .replaceAll(new RegExp(`^ *server 127\\.0\\.0\\.1:(?!(${nodes.join('|')}) )\\d+ .*;\\n`, 'gm'), '')
    .replace(listen, `listen 127.0.0.1:${port};`);
};

/** nginx before the processes, as an ordinary program that ends with us. */
export class Nginx {
  private constructor(
    private readonly child: Child,
    private readonly directory: string,
  ) {}

  static async start(port: number, nodes: readonly number[], line: (text: string) => void): Promise<Nginx> {
    const program = requireNginx();
    const directory = await mkdtemp(join(tmpdir(), 'sohbet-nginx-'));
    // Started by root, its workers run as another user, who must reach what they write.
    await chmod(directory, 0o711);
    const text = await readFile(join(projectRoot(), 'deploy/nginx.conf'), 'utf8');
    await writeFile(join(directory, 'sohbet.conf'), withPorts(text, port, nodes));
    await writeFile(join(directory, 'nginx.conf'), surroundings(directory));
    const said: string[] = [];
    const hear = (each: string): void => {
      said.push(each);
      if (said.length > 20) said.shift();
      line(each);
    };
    const child = await Child.start(program, ['-p', directory, '-c', join(directory, 'nginx.conf')], { line: hear });
    const nginx = new Nginx(child, directory);
    for (const deadline = Date.now() + START_MILLISECONDS; !(await listens(port)) || child.hasEnded; await pause(20)) {
      if (!child.hasEnded && Date.now() < deadline) continue;
      await nginx.stop();
      throw new SetupError(`nginx did not start:\n${said.join('\n')}`);
    }
    return nginx;
  }

  async stop(): Promise<void> {
    await this.child.end('SIGTERM', 5_000);
    await rm(this.directory, { recursive: true, force: true });
  }
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => end(true));
    socket.on('error', () => end(false));
  });
