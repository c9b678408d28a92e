import type { Config } from './config.js';
import { applyMigrations } from './database.js';
import { demoSignIns, isEmpty, seedDemo } from './demo/seed.js';
import { requireCurrent, withOrm } from './open-database.js';

export type SignIns = Awaited<ReturnType<typeof demoSignIns>>;

/** Makes the database fit to serve: a current schema, and the demo workspace where one is wanted. Gives who can sign in there. */
export const prepareDatabase = async (config: Config, url: string, log: (message: string) => void): Promise<SignIns> =>
  withOrm(url, async (orm) => {
    if (config.databaseUrl) await requireCurrent(orm);
    else await applyMigrations(orm);
    if ((config.demo ?? !config.databaseUrl) && (await isEmpty(orm))) {
      log('Making the demo workspace…');
      await seedDemo(orm);
    }
    return demoSignIns(orm);
  });

/** The lines that tell how to sign in. */
export const signInLines = (signIns: SignIns): string[] => {
  const widthOf = (column: 'role' | 'email'): number => Math.max(...signIns.map((signIn) => signIn[column].length));
  return signIns.map(({ role, email, password }) => `  ${role.padEnd(widthOf('role'))}  ${email.padEnd(widthOf('email'))}  ${password}`);
};
