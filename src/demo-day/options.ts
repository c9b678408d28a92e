import { parseArgs } from 'node:util';

export const DEFAULT_URL = 'http://127.0.0.1:4000';

/** Everybody who runs the demo workspace knows them: the server prints them when it starts. */
const DEMO_ADMINISTRATOR = { email: 'deniz@demo.sohbet.local', password: 'merhaba-sohbet' };

export interface Options {
  customers: number;
  agents: number;
  seconds: number;
  /** What the day is made of: the same seed plays the same people, with the same words. */
  seed: number;
  url: string;
  email: string;
  password: string;
  /** Some customers write from WhatsApp, Messenger and Instagram. */
  channels: boolean;
  /** Where the stand-in of the platforms listens. */
  platformPort: number;
}

/** Something the person who typed the command can mend; the message says how. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
}

export const DEFAULT_PLATFORM_PORT = 4080;

/** Starts a server that takes the stand-in for the platform. */
export const startCommand = (platformPort: number): string => `META_GRAPH_URL=http://127.0.0.1:${platformPort} npm start`;

export const USAGE = `Plays a support day through the public API, and checks that nothing was lost.

  npm run demo -- [--customers 40] [--agents 6] [--seconds 60] [--seed 7] [--url ${DEFAULT_URL}]
                  [--email ada@example.com --password …] [--channels [--platform-port ${DEFAULT_PLATFORM_PORT}]]

  --customers   how many write, 1 to 5000
  --agents      how many answer, 1 to 200
  --seconds     how long the day lasts, 5 to 86400
  --seed        a whole number; the same one plays the same people. Default: a new one, printed
  --url         where the server is
  --email, --password   an administrator of another workspace than the demo one
  --channels    every second customer writes from WhatsApp, Messenger or Instagram, through a stand-in of Meta’s platform that
                the demo starts. The server must speak with it: start it with ${startCommand(DEFAULT_PLATFORM_PORT)}
  --platform-port   where the stand-in listens, 1024 to 65535`;

const wholeNumber = (name: string, text: string, least: number, most: number): number => {
  if (/^\d{1,10}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
  throw new DemoError(`--${name} ${text} is not usable: expected a whole number from ${least} to ${most}, for example --${name} ${least}`);
};

const serverAt = (text: string): string => {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).href.replace(/(\/graphql)?\/?$/, '');
  throw new DemoError(`--url ${text} is not usable: expected where the server listens, for example --url ${DEFAULT_URL}`);
};

const account = (email: string | undefined, password: string | undefined): Pick<Options, 'email' | 'password'> => {
  if (email === undefined && password === undefined) return DEMO_ADMINISTRATOR;
  if (email && password) return { email, password };
  throw new DemoError(`--${email ? 'password' : 'email'} is missing: an administrator signs in with both --email and --password`);
};

const TEXT = { type: 'string' } as const;

const flagsOf = (args: readonly string[]) => {
  try {
    const flags = { customers: TEXT, agents: TEXT, seconds: TEXT, seed: TEXT, url: TEXT, email: TEXT, password: TEXT };
    const switches = { channels: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
    return parseArgs({ args: [...args], options: { ...flags, 'platform-port': TEXT, ...switches } }).values;
  } catch (error) {
    throw new DemoError(`${(error as Error).message}\n\n${USAGE}`);
  }
};

/** Reads the command line; null when only help is wanted. Throws DemoError, which names the value and the remedy. */
export const readOptions = (args: readonly string[], newSeed = (): number => Math.floor(Math.random() * 1_000_000)): Options | null => {
  const { customers = '40', agents = '6', seconds = '60', seed, url = DEFAULT_URL, email, password, help, ...more } = flagsOf(args);
  if (help) return null;
  const { channels = false, 'platform-port': platformPort = String(DEFAULT_PLATFORM_PORT) } = more;
  return {
    customers: wholeNumber('customers', customers, 1, 5_000),
    agents: wholeNumber('agents', agents, 1, 200),
    seconds: wholeNumber('seconds', seconds, 5, 86_400),
    seed: seed === undefined ? newSeed() : wholeNumber('seed', seed, 0, 4_294_967_295),
    url: serverAt(url),
    ...account(email, password),
    channels,
    platformPort: wholeNumber('platform-port', platformPort, 1_024, 65_535),
  };
};
