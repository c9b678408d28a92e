import { SECOND } from '../dialogues/clock.js';
import { type Facts, factsOf, render } from '../dialogues/facts.js';
import type { Language, Person } from '../dialogues/people.js';
import { PHRASES } from '../dialogues/phrases.js';
import type { Random } from '../dialogues/random.js';
import type { Line, TopicKey } from '../dialogues/script.js';
import { capitalised, casually, daytime } from '../dialogues/speech.js';
import { type ChannelContent, PRODUCTS } from './company.js';
import { type AgentContent } from './staff.js';

export interface Chat {
  channel: ChannelContent;
  customer: Person;
  startedAt: number;
  messages: Message[];
  facts: Facts;
  /** Empty of one that nobody had. */
  segments: Segment[];
  topic: TopicKey | null;
  /** The customer's end; null when they did not. */
  endedAt: number | null;
  archivedAt: number | null;
  note: { text: string; afterSequence: number; at: number } | null;
  previous: Chat | null;
}

export interface Message {
  /** Null: the customer. */
  agent: AgentContent | null;
  text: string;
  at: number;
}

export interface Segment {
  agent: AgentContent;
  from: number;
  to: number;
}

export interface TimedLine extends Line {
  at: number;
}

/** When each line is said: the first at the start, the first answer after the wait, the rest as fast as people type. */
export const timed = (random: Random, lines: readonly Line[], startedAt: number, assignedAt: number): TimedLine[] => {
  let at = startedAt;
  let answered = false;
  return lines.map((line, index) => {
    const looksItUp = line.by === 'agent' && lines[index - 1]?.by === 'agent';
    const seconds = line.by === 'agent' ? random.skewed(looksItUp ? 35 : 14, 170) : random.skewed(9, 240);
    const from = line.by === 'agent' && !answered ? Math.max(at, assignedAt) : at;
    answered ||= line.by === 'agent';
    at = index === 0 ? startedAt : from + seconds * SECOND + random.whole(0, 999);
    return { ...line, at };
  });
};

export const factsFor = (random: Random, customer: Person, channel: ChannelContent, startedAt: number): Facts => {
  const brand = PRODUCTS.find(({ key }) => key === channel.product)?.name ?? '';
  return { ...PHRASES[customer.language], ...factsOf(random, { customer, brand, startedAt: new Date(startedAt) }) };
};

/** With the person of the desk and the time of the day, for whatever names them. */
export const spoken = (facts: Facts, language: Language, at: number, agent: AgentContent | null): Facts => {
  const [first = ''] = agent?.name.split(' ') ?? [];
  return { ...facts, daytime: daytime(language, at), ...(agent && { agent: first, agentAddress: `${first} ${agent.honorific}` }) };
};

/** The words of the lines, each by whoever had the conversation when it was said. */
export const said = (
  random: Random,
  lines: readonly TimedLine[],
  { language }: Person,
  facts: Facts,
  segments: readonly Segment[],
): Message[] => {
  const casual = random.chance(0.35);
  return lines.map(({ by, template, at }) => {
    const holder = segments.find(({ from, to }) => from <= at && at < to)?.agent ?? segments.at(-1)?.agent ?? null;
    const text = capitalised(render(random, template, spoken(facts, language, at, holder)), language);
    if (by === 'agent') return { agent: holder, text, at };
    return { agent: null, text: casual ? casually(text, template, language) : text, at };
  });
};
