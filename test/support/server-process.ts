import { loadConfig } from '../../src/config.js';
import { createServer } from '../../src/server.js';
import { Shutdown } from '../../src/shutdown.js';

/** A server as an operating-system process of its own, all its settings from the environment; see server-processes.ts. */
const config = loadConfig(process.env);
const server = await createServer({
  config,
  databaseUrl: config.databaseUrl ?? '',
  signingKey: Buffer.from(config.signingKey ?? '', 'base64'),
});
const shutdown = new Shutdown(console.log);
shutdown.onStop(() => server.stop());
shutdown.onStop((hurry) => server.drain(hurry));
console.log(`listening on ${server.url}`);
