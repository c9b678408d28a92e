import { readFlags } from './cli/flags.js';
import { explain } from './cli/program.js';
import { type Config, readConfig } from './config.js';
import { openDatabase } from './open-database.js';
import { prepareDatabase, type SignIns, signInLines } from './prepare-database.js';
import { createServer } from './server.js';
import { Shutdown } from './shutdown.js';
import { signingKey } from './signing-key.js';

const USAGE = `Starts the server. It takes no options: settings come from the environment, .env.example names them all.

  npm start`;

const log = (message: string): void => console.log(message);
const shutdown = new Shutdown(log);

try {
  if (readFlags(USAGE, {})) await shutdown.guard(start);
  else log(USAGE);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}

async function start(): Promise<void> {
  const config = readConfig();
  const database = await openDatabase(config, log, onDatabaseLost);
  shutdown.onStop(() => database.stop());
  if (shutdown.hasBegun) return;
  const signIns = await prepareDatabase(config, database.url, log);
  if (shutdown.hasBegun) return;
  const server = await createServer({ config, databaseUrl: database.url, signingKey: signingKey(config) });
  shutdown.onStop(() => server.stop());
  shutdown.onStop((hurry) => server.drain(hurry));
  await database.announce(server.url);
  log(banner(config, server.url, signIns));
}

/** Without its database the server can only fail; whoever watches over it shall start it again. */
function onDatabaseLost(): void {
  process.exitCode = 1;
  void shutdown.stop().then(() => process.exit());
}

function banner(config: Config, url: string, signIns: SignIns): string {
  const address = `${url}/graphql`;
  const lines = [
    '',
    'Sohbet is running.',
    '',
    `  Playground  ${address}  (in a browser)`,
    `  GraphQL     ${address}`,
    `  WebSocket   ${address.replace(/^http/, 'ws')}  (graphql-transport-ws)`,
    `  Data        ${config.databaseUrl ? 'your PostgreSQL (DATABASE_URL)' : config.dataDir}`,
    '',
  ];
  if (signIns.length > 0) {
    lines.push(
      'Demo sign-ins',
      ...signInLines(signIns),
      '',
      `Try: open ${address}, sign in there as ${signIns[0]?.email}, and see who waits: { queueSize }`,
    );
  } else {
    lines.push('Try: make a workspace with an administrator, npm run create-workspace, and sign in as them in the playground.');
  }
  return `${lines.join('\n')}\n`;
}
