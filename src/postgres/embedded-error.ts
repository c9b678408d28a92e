import { SetupError } from '../setup-error.js';

/** The embedded PostgreSQL cannot run here or now; the message is written for whoever typed `npm start`. */
export class EmbeddedPostgresError extends SetupError {
  override readonly name = 'EmbeddedPostgresError';
}

/** The way out that works everywhere, appended to each refusal that no setting of ours can cure. */
export const useOwnDatabase = 'Use a PostgreSQL server of your own (15 or newer): DATABASE_URL=postgresql://user:password@host:5432/sohbet';
