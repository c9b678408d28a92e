import { MINUTE, SECOND } from '../dialogues/clock.js';
import { render } from '../dialogues/facts.js';
import { IMPATIENCE } from '../dialogues/leaving.js';
import { NOTES } from '../dialogues/notes.js';
import type { Person } from '../dialogues/people.js';
import type { Random } from '../dialogues/random.js';
import type { Line, Script } from '../dialogues/script.js';
import { linesOf } from '../dialogues/speech.js';
import { type Chat, factsFor, type Segment, said, spoken, type TimedLine, timed } from './chat.js';
import type { ChannelContent } from './company.js';
import type { Roster } from './roster.js';

export interface Beginning {
  channel: ChannelContent;
  customer: Person;
  startedAt: number;
  script: Script;
  previous: Chat | null;
}

/** A chat that an agent resolved; undefined when nobody could have had it at that time. */
export const resolvedChat = (random: Random, roster: Roster, beginning: Beginning): Chat | undefined => {
  const { channel, customer, startedAt, script, previous } = beginning;
  const assignedAt = startedAt + random.skewed(3, 280) * SECOND + random.whole(0, 999);
  const handedOver = random.chance(0.08);
  const told = previous ? withGreeting(linesOf(random, script)) : linesOf(random, script);
  const lines = timed(random, handedOver ? withHandOver(random, told) : told, startedAt, assignedAt);
  const lastAt = lines.at(-1)?.at ?? startedAt;
  const endedAt = random.chance(0.12) ? lastAt + random.whole(8, 70) * SECOND : null;
  const archivedAt = (endedAt ?? lastAt) + random.skewed(20, 300) * SECOND;
  const segments = segmentsFor(roster, beginning, lines, assignedAt, endedAt ?? archivedAt, archivedAt);
  if (!segments) return undefined;
  for (const { agent, from, to } of segments) roster.take(agent, from, to);
  const facts = factsFor(random, customer, channel, startedAt);
  const messages = said(random, lines, customer, facts, segments);
  const chat: Chat = {
    channel,
    customer,
    startedAt,
    messages,
    facts,
    segments,
    topic: script.topic,
    endedAt,
    archivedAt,
    note: null,
    previous,
  };
  if (random.chance(0.07)) chat.note = noteOf(random, chat);
  return chat;
};

const withGreeting = ([first, ...rest]: Line[]): Line[] => (first ? [{ ...first, template: `{again}${first.template}` }, ...rest] : []);

const TAKE_OVER: Line = { by: 'agent', template: '{takeOver}' };

/** Before an answer that is not the first. */
const withHandOver = (random: Random, lines: readonly Line[]): Line[] => {
  const answers = lines.flatMap((line, index) => (line.by === 'agent' ? [index] : []));
  const before = random.pick(answers.slice(1));
  return [...lines.slice(0, before), { by: 'agent', template: '{handOver}' }, TAKE_OVER, ...lines.slice(before)];
};

/** One segment, or two around the hand-over. */
const segmentsFor = (
  roster: Roster,
  { channel, customer }: Beginning,
  lines: readonly TimedLine[],
  from: number,
  to: number,
  doneAt: number,
): Segment[] | undefined => {
  const need = { channel: channel.key, language: customer.language };
  const takenOver = lines.find(({ template }) => template === TAKE_OVER.template);
  const first = roster.choose({ ...need, from, to: takenOver?.at ?? doneAt });
  if (!first || !takenOver) return first && [{ agent: first, from, to }];
  const at = takenOver.at - 5 * SECOND;
  const second = roster.choose({ ...need, from: at, to: doneAt, except: first });
  return (
    second && [
      { agent: first, from, to: at },
      { agent: second, from: at, to },
    ]
  );
};

const noteOf = (random: Random, { messages, facts, customer }: Chat): Chat['note'] => {
  const answers = messages.flatMap(({ agent }, index) => (agent && index > 1 ? [index] : []));
  const index = random.pick(answers);
  const message = messages[index];
  if (!message) return null;
  const at = message.at + 2 * SECOND;
  return { text: render(random, random.pick(NOTES), spoken(facts, customer.language, at, message.agent)), afterSequence: index + 1, at };
};

/** A chat whose customer left before anyone was assigned. */
export const abandonedChat = (random: Random, { channel, customer, startedAt, script }: Beginning): Chat => {
  const opening = script.passages.flatMap(({ lines }) => lines);
  const untilAnswer = opening.slice(
    0,
    opening.findIndex(({ by }) => by === 'agent'),
  );
  const impatient = IMPATIENCE[customer.language].filter(() => random.chance(0.45)).map((template): Line => ({ by: 'customer', template }));
  const facts = factsFor(random, customer, channel, startedAt);
  const lines = timed(random, [...untilAnswer, ...impatient], startedAt, startedAt);
  const messages = said(random, lines, customer, facts, []);
  const leftAt = (messages.at(-1)?.at ?? startedAt) + random.skewed(30, 600) * SECOND + MINUTE;
  return {
    channel,
    customer,
    startedAt,
    messages,
    facts,
    segments: [],
    topic: null,
    endedAt: leftAt,
    archivedAt: leftAt,
    note: null,
    previous: null,
  };
};
