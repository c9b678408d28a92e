import type { MikroORM } from '@mikro-orm/postgresql';
import type { Logger } from 'pino';
import type { Actors } from '../auth/actor.js';
import type { MailAddresses } from '../auth/mail-addresses.js';
import type { SecretBox } from '../auth/secret-box.js';
import type { Tokens } from '../auth/tokens.js';
import type { VerifyTokens } from '../auth/verify-tokens.js';
import type { GraphClient } from '../channels/meta/graph-client.js';
import type { LiveEvents } from '../events/event-stream.js';
import type { LogUpkeep } from '../events/log-upkeep.js';
import type { Failures } from '../failures.js';
import type { SignedFiles } from '../storage/signed-files.js';
import type { SignedUploads } from '../storage/signed-uploads.js';
import type { Storage } from '../storage/storage.js';
import type { AttemptLimits } from './attempt-limits.js';
import type { SendingTogether } from './conversations/append-at-once.js';
import type { ResolvingTogether } from './conversations/resolve-at-once.js';
import type { Presence } from './presence/presence.js';
import type { AcceptTimes } from './routing/accept-times.js';
import type { Router } from './routing/router.js';
import type { WaitEstimates } from './routing/wait-estimates.js';
import type { Typists } from './typing/typists.js';

/** What lives as long as the process; wired in server.ts, handed to every use case. */
export interface Application {
  orm: MikroORM;
  log: Logger;
  failures: Failures;
  live: LiveEvents;
  logUpkeep: LogUpkeep;
  router: Router;
  presence: Presence;
  typists: Typists;
  acceptTimes: AcceptTimes;
  waits: WaitEstimates;
  sending: SendingTogether;
  resolving: ResolvingTogether;
  tokens: Tokens;
  actors: Actors;
  secretBox: SecretBox;
  verifyTokens: VerifyTokens;
  /** Speaks with WhatsApp, Messenger and Instagram. */
  graph: GraphClient;
  /** The origin under which this server is reached from outside; undefined: nobody outside reaches it. */
  publicUrl: string | undefined;
  limits: AttemptLimits;
  mailAddresses: MailAddresses;
  storage: Storage;
  files: SignedFiles;
  uploads: SignedUploads;
  /** The present moment; tests inject another. */
  now: () => Date;
  /** Called after each commit that wrote events: wakes the readers of this process and the others. */
  eventsWritten: () => void;
}
