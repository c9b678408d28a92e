/** A server process that does nothing but own an embedded PostgreSQL, for tests that kill it: `… embedded-owner.ts <data directory> <url>`. */
import { startEmbedded } from '../../src/postgres/embedded.js';

const [dataDir = '', urlOfOwner = ''] = process.argv.slice(2);
const embedded = await startEmbedded({ dataDir, urlOfOwner, log: () => undefined });
process.stdout.write(`${JSON.stringify({ url: embedded.url })}\n`);
process.once('SIGTERM', () => void embedded.stop());
