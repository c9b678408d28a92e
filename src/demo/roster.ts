import type { Language } from '../dialogues/people.js';
import type { Random } from '../dialogues/random.js';
import { AgentStatus } from '../entities/enums.js';
import { type Stay, shiftsOf } from './calendar.js';
import { CHANNELS } from './company.js';
import { AGENTS, type AgentContent } from './staff.js';

/** How long before now the company began: the desk was set up a little before its first chat. */
export const DAYS = 90;

export interface Need {
  channel: string;
  language: Language;
  /** When it comes to the agent, and when it will be done. */
  from: number;
  to: number;
  except?: AgentContent;
}

interface Worker {
  agent: AgentContent;
  shifts: Stay[][];
  channels: ReadonlySet<string>;
  taken: { from: number; to: number }[];
}

const reach = ({ grants }: AgentContent): Set<string> =>
  new Set(CHANNELS.filter(({ key, product }) => grants.includes(key) || grants.includes(product)).map(({ key }) => key));

/** Who was at work when, and with what: the past keeps the rules that the server keeps. */
export class Roster {
  private readonly workers: Worker[];

  constructor(
    private readonly random: Random,
    now: Date,
  ) {
    this.workers = AGENTS.map((agent) => ({ agent, shifts: shiftsOf(random, agent.week, now, DAYS), channels: reach(agent), taken: [] }));
  }

  shiftsOf(agent: AgentContent): readonly Stay[][] {
    return this.workers.find((worker) => worker.agent === agent)?.shifts ?? [];
  }

  /** Of the authorised who speak the language, were Online and had room, the one with the fewest; ties at random. */
  choose(need: Need): AgentContent | undefined {
    const able = this.workers.filter(
      ({ agent, channels }) => agent !== need.except && channels.has(need.channel) && agent.languages.includes(need.language),
    );
    const loads = able
      .filter((worker) => isThere(worker, need))
      .map(({ agent, taken }) => ({ agent, load: taken.filter((one) => overlap(one, need)).length }));
    const free = loads.filter(({ agent, load }) => load < agent.capacity);
    const fewest = Math.min(...free.map(({ load }) => load));
    const tied = free.filter(({ load }) => load === fewest);
    return tied.length > 0 ? this.random.pick(tied).agent : undefined;
  }

  take(agent: AgentContent, from: number, to: number): void {
    this.workers.find((worker) => worker.agent === agent)?.taken.push({ from, to });
  }
}

const overlap = (one: { from: number; to: number }, other: { from: number; to: number }): boolean =>
  one.from < other.to && other.from < one.to;

/** Online when it comes, and not gone home before it is done. */
const isThere = ({ shifts }: Worker, { from, to }: Need): boolean =>
  shifts.some(
    (shift) =>
      shift.some((stay) => stay.status === AgentStatus.ONLINE && stay.from <= from && from < stay.to) && to < (shift.at(-1)?.to ?? 0),
  );
