import type { Illegal } from './illegal-states/case.js';
import { CHANNEL_ACCOUNTS } from './illegal-states/channel-accounts.js';
import { CONVERSATIONS } from './illegal-states/conversations.js';
import { MAIL } from './illegal-states/mail.js';
import { SESSIONS } from './illegal-states/sessions.js';
import { SETTINGS } from './illegal-states/settings.js';

export type { IllegalCase } from './illegal-states/case.js';

/** Of each mutation the states in which a well formed call is refused; or in words why there is none. */
export const ILLEGAL_STATES: Record<string, Illegal> = { ...SESSIONS, ...CONVERSATIONS, ...SETTINGS, ...MAIL, ...CHANNEL_ACCOUNTS };
