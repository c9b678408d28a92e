import type { Api } from './api.js';
import type { Day } from './day.js';
import type { Board } from './dialogue.js';
import type { Ledger } from './ledger.js';
import type { Office } from './office.js';
import type { Platforms } from './platforms.js';

/** What everybody who plays has at hand. */
export interface Scene {
  api: Api;
  day: Day;
  board: Board;
  ledger: Ledger;
  office: Office;
  /** Null without --channels. */
  platforms: Platforms | null;
  /** The server let nobody in for so many seconds. */
  onRateLimited: (seconds: number) => void;
}
