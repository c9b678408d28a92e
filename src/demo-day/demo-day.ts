import { Agent } from './agent.js';
import { Api } from './api.js';
import { castOf } from './cast.js';
import { unrecorded } from './compare-platforms.js';
import { compare, type Evidence, type Verdict } from './comparison.js';
import { Customer } from './customer.js';
import { Day } from './day.js';
import { Board } from './dialogue.js';
import { Ledger } from './ledger.js';
import { Observer } from './observer.js';
import { Office } from './office.js';
import type { Options } from './options.js';
import { PlatformProcess } from './platform-process.js';
import { Platforms } from './platforms.js';
import { readRecords } from './records.js';
import type { Scene } from './scene.js';
import { type Summary, summarise } from './summary.js';
import { type Output, View } from './view.js';

/** After the day whatever is open is brought to its end, and after that, what is left is left. */
const OVERTIME = 0.25;
const LEAST_OVERTIME_SECONDS = 5;
const LOOK_MILLISECONDS = 100;
/** How long the server may take to read what platforms told it. */
const LONGEST_READING_SECONDS = 60;
/** How long subscriptions may still be catching up when everything is over. */
const SETTLING_MILLISECONDS = 5_000;

export interface Play {
  output: Output;
  /** Ends the day early. */
  onInterrupt?: (interrupt: () => void) => void;
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Plays a support day, and gives what came of it. Throws DemoError for what the caller can mend. */
export const playDay = async (options: Options, play: Play): Promise<Summary> => {
  const api = new Api(options.url);
  try {
    await api.requireServer();
    const office = await Office.signIn(api, options);
    return await inOffice(options, play, api, office);
  } finally {
    api.close();
  }
};

const inOffice = async (options: Options, play: Play, api: Api, office: Office): Promise<Summary> => {
  const cast = castOf(options);
  const ledger = new Ledger();
  const standIn = options.channels ? await PlatformProcess.start(options.platformPort) : null;
  const platforms = standIn && new Platforms(standIn);
  try {
    await office.setUp(cast.agents, async () => {
      if (standIn) await office.connectPlatforms(standIn, options);
    });
    const scene: Scene = { api, day: new Day(options.seconds), board: new Board(), ledger, office, platforms, onRateLimited: () => {} };
    play.onInterrupt?.(() => scene.day.cut());
    return await onStage(options, play, scene, cast);
  } finally {
    for (const failure of await office.putAway()) play.output.write(`${failure}\n`);
    await platforms?.stop();
  }
};

const onStage = async (options: Options, play: Play, scene: Scene, cast: ReturnType<typeof castOf>): Promise<Summary> => {
  const { office, ledger } = scene;
  const observer = new Observer(scene);
  const agents = office.agents.map((self) => new Agent(scene, self));
  const customers = cast.customers.map((part) => new Customer(scene, part));
  const view = new View(play.output, { day: scene.day, ledger, observer, customers: options.customers });
  scene.onRateLimited = rateLimitNotice(view);
  try {
    await untilOver(scene, observer, agents, customers);
    const records = await readRecords(office);
    const capacities = new Map(office.agents.map(({ id, part }) => [id, part.capacity]));
    const evidence: Evidence = { ledger, records, capacities };
    return summarise(evidence, await settled(evidence), options.customers);
  } finally {
    view.end();
    await Promise.all([observer, ...agents, ...customers].map((one) => one.leave()));
  }
};

const rateLimitNotice = (view: View) => {
  let told = false;
  return (seconds: number): void => {
    if (!told) {
      view.say(
        `The server lets one address start only so many chats a minute: the others wait ${seconds} s. For a fuller day start it with LIMIT_START_CHATS_PER_MINUTE=100000 npm start`,
      );
    }
    told = true;
  };
};

/** Everybody plays; then the last customers are served, and what is stuck is brought to an end. */
const untilOver = async (scene: Scene, observer: Observer, agents: Agent[], customers: Customer[]): Promise<void> => {
  const { day, ledger, platforms } = scene;
  const noted = (work: Promise<void>, who: string): Promise<void> =>
    work.catch((error: Error) => {
      ledger.faults.push(`${who}: ${error.message}`);
    });
  let playing = customers.length + agents.length;
  const done = (): void => {
    playing -= 1;
  };
  for (const customer of customers) void noted(customer.play(), customer.who).finally(done);
  for (const agent of agents) void noted(agent.keepShift(), agent.ear.who).finally(done);
  const isOver = (): boolean => playing === 0 && observer.openCount === 0 && (platforms?.isQuiet ?? true);
  const overtime = Math.max(LEAST_OVERTIME_SECONDS, day.seconds * OVERTIME);
  await until(isOver, () => day.isLate || day.elapsed > day.seconds + overtime);
  const lateFrom = day.elapsed;
  if (!isOver()) day.goLate();
  await until(isOver, () => day.elapsed > lateFrom + overtime);
  if (platforms) await untilRead(scene, isOver);
  await Promise.all(agents.map((agent) => noted(agent.goHome(), agent.ear.who)));
};

/** A server reads what platforms tell it when it gets to it. Whoever is brought back by what it reads late is served too. */
const untilRead = async ({ day, ledger, office }: Scene, isOver: () => boolean): Promise<void> => {
  const from = day.elapsed;
  const isTooLate = (): boolean => day.elapsed > from + LONGEST_READING_SECONDS;
  for (;;) {
    await until(isOver, isTooLate);
    if (unrecorded({ ledger, records: await readRecords(office) }).length === 0 && isOver()) return;
    if (isTooLate()) break;
    day.goLate();
    await pause(LOOK_MILLISECONDS * 10);
  }
  ledger.faults.push(`the server had not read all that the platforms told it ${LONGEST_READING_SECONDS} s after the day`);
};

const until = async (holds: () => boolean, tooLate: () => boolean): Promise<void> => {
  while (!holds() && !tooLate()) await pause(LOOK_MILLISECONDS);
};

/** What is recorded changes no more; what was delivered may still be on its way. */
const settled = async (evidence: Evidence): Promise<Verdict[]> => {
  const begun = performance.now();
  for (;;) {
    const verdicts = compare(evidence);
    const isSettled = verdicts.every(({ differences }) => differences.length === 0);
    if (isSettled || performance.now() - begun > SETTLING_MILLISECONDS) return verdicts;
    await pause(LOOK_MILLISECONDS * 5);
  }
};
