import { readConfig } from '../config.js';
import { openDatabase, requireCurrent, withOrm } from '../open-database.js';
import { type Rotated, rotateKeys } from '../services/secrets/rotate-keys.js';
import { SetupError } from '../setup-error.js';
import { secretBoxOf, signingKey } from '../signing-key.js';
import { runProgram } from './program.js';

/** `npm run rotate-keys`: seals every secret in the database anew under the first of ENCRYPTION_KEYS; servers may run meanwhile. */
await runProgram(async () => {
  const config = readConfig();
  const box = secretBoxOf(signingKey(config), config);
  const database = await openDatabase(config, console.log);
  try {
    await withOrm(database.url, async (orm) => {
      await requireCurrent(orm);
      console.log(
        `Sealing under the key ${box.sealsUnder}, ${config.encryptionKeys.length ? 'the first of ENCRYPTION_KEYS' : 'derived from SIGNING_KEY'}.`,
      );
      conclude(await rotateKeys({ em: orm.em.fork(), box, tell: console.log }), box.sealsUnder);
    });
  } finally {
    await database.stop();
  }
});

function conclude({ sealed, unopened }: Rotated, keyId: string): void {
  if (unopened.length > 0) {
    const left = unopened.map(({ what, why }) => `  ${what}: ${why}`).join('\n');
    throw new SetupError(
      `${sealed} sealed anew; ${unopened.length} could not be opened, and stay as they are:\n${left}\nTake no key away yet.`,
    );
  }
  console.log(`Done: ${sealed} sealed anew, and every secret is under the key ${keyId}. The older keys may be taken away.`);
}
