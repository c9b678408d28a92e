import { IMPATIENCE } from '../dialogues/leaving.js';
import { NOTES } from '../dialogues/notes.js';
import { type Language, type Person, somebody } from '../dialogues/people.js';
import { Random } from '../dialogues/random.js';
import type { Line, Script } from '../dialogues/script.js';
import { SHOP_ENGLISH } from '../dialogues/shop-english.js';
import { SHOP_TURKISH } from '../dialogues/shop-turkish.js';
import { linesOf } from '../dialogues/speech.js';
import { WALLET_ENGLISH } from '../dialogues/wallet-english.js';
import { WALLET_TURKISH } from '../dialogues/wallet-turkish.js';
import { Dialogue, type Ending } from './dialogue.js';
import type { Options } from './options.js';
import type { Platform } from './platform-process.js';

const BRANDS: readonly { name: string; scripts: Record<Language, readonly Script[]> }[] = [
  { name: 'Karınca Ayakkabı', scripts: { tr: SHOP_TURKISH, en: SHOP_ENGLISH } },
  { name: 'Balya Cüzdan', scripts: { tr: WALLET_TURKISH, en: WALLET_ENGLISH } },
];

/**
 * What a customer is like. STEADY ones chat to the end; ENDING ones end the chat themselves; IMPATIENT ones leave unless
 * somebody comes soon; SILENT ones stop answering; RELOADING ones lose their connection in between and come back;
 * RETURNING ones write again once it was resolved; ENDING_AND_RETURNING ones once they have ended it.
 */
export type Manner = 'STEADY' | 'ENDING' | 'IMPATIENT' | 'SILENT' | 'RELOADING' | 'RETURNING' | 'ENDING_AND_RETURNING';

/** In turn, so that even a small day has one of each. */
const MANNERS: readonly Manner[] = [
  ...(['IMPATIENT', 'STEADY', 'STEADY', 'RETURNING', 'ENDING', 'RELOADING'] as const),
  ...(['STEADY', 'SILENT', 'ENDING_AND_RETURNING', 'STEADY', 'RELOADING', 'ENDING'] as const),
];
const ENDINGS: readonly Ending[] = ['RESOLVE', 'CONVERT', 'RESOLVE', 'TOPIC_FIRST', 'RESOLVE', 'RESOLVE_THEN_CONVERT', 'RESOLVE'];

export interface CustomerPart {
  index: number;
  person: Person;
  manner: Manner;
  /** From where they write; null from the web or the app. */
  via: Platform | null;
  /** When they come, as a fraction of the day. */
  arrivesAt: number;
  dialogue: Dialogue;
  /** What they say when they come back. */
  later: Dialogue;
  /** What they say while nobody comes. */
  impatience: readonly string[];
  random: Random;
}

export type Status = 'ONLINE' | 'BREAK' | 'INVISIBLE' | 'OFFLINE';

export interface AgentPart {
  index: number;
  person: Person;
  capacity: number;
  /** Only some of the channels. */
  isSpecialist: boolean;
  /** When they choose which status, as fractions of the day. */
  shift: readonly { at: number; status: Status }[];
  random: Random;
}

/** Nobody is there to answer before this fraction of the day. */
const OPENING = 0.12;

const dialogueOf = (random: Random, customer: Person, index: number, again: boolean): Dialogue => {
  const { name: brand, scripts } = random.pick(BRANDS);
  const script = random.pick(scripts[customer.language]);
  const [first, ...rest] = linesOf(random, script);
  const lines: Line[] = first ? [again ? { ...first, template: `{again}${first.template}` } : first, ...rest] : [];
  const answers = lines.flatMap(({ by }, position) => (by === 'agent' && position > 2 ? [position] : []));
  const handOverBefore = index % 6 === 2 && answers.length > 0 ? random.pick(answers) : null;
  const ending = ENDINGS[index % ENDINGS.length] ?? 'RESOLVE';
  const dialogue = { customer, brand, topic: script.topic, lines, ending: again ? 'RESOLVE' : ending, handOverBefore, note: null } as const;
  const noted = index % 9 === 4 ? random.pick(NOTES) : null;
  return new Dialogue(random, { ...dialogue, note: noted });
};

/** With channels, every second one writes from one of the platforms. */
const VIA: readonly (Platform | null)[] = [null, 'WHATSAPP', null, 'INSTAGRAM', null, 'MESSENGER'];

const customerPart = (seed: number, index: number, customers: number, channels: boolean): CustomerPart => {
  const random = new Random(seed * 7_919 + index);
  const language: Language = random.chance(0.7) ? 'tr' : 'en';
  const person = somebody(random, language);
  const manner = MANNERS[index % MANNERS.length] ?? 'STEADY';
  const comesEarly = manner === 'IMPATIENT' && index % 24 === 0;
  const spread = (index + random.next()) / customers;
  return {
    index,
    person,
    manner,
    via: channels ? (VIA[index % VIA.length] ?? null) : null,
    arrivesAt: comesEarly ? 0.015 * random.next() : 0.8 * (manner.includes('RETURNING') ? spread * 0.7 : spread),
    dialogue: dialogueOf(random, person, index, false),
    later: dialogueOf(random, person, index, true),
    // Those who come first find nobody there for certain, if they are quick.
    impatience: comesEarly ? IMPATIENCE[language].slice(-1) : IMPATIENCE[language],
    random,
  };
};

const shiftOf = (random: Random, index: number, agents: number): AgentPart['shift'] => {
  const place = index / agents;
  const away = 0.25 + 0.45 * place;
  const status: Status = index % 5 === 3 ? 'OFFLINE' : index % 3 === 1 ? 'INVISIBLE' : 'BREAK';
  return [
    { at: OPENING + 0.12 * place, status: 'ONLINE' },
    { at: away, status },
    { at: away + 0.05 + 0.04 * random.next(), status: 'ONLINE' },
  ];
};

const agentPart = (seed: number, index: number, agents: number): AgentPart => {
  const random = new Random(seed * 104_729 + index);
  return {
    index,
    person: somebody(random, index % 3 === 2 ? 'en' : 'tr'),
    capacity: random.whole(1, 4),
    isSpecialist: index % 4 === 3,
    shift: shiftOf(random, index, agents),
    random,
  };
};

export interface Cast {
  customers: CustomerPart[];
  agents: AgentPart[];
}

type Casting = Pick<Options, 'seed' | 'customers' | 'agents'> & Partial<Pick<Options, 'channels'>>;

/** Who plays, and what: the same for the same seed. */
export const castOf = ({ seed, customers, agents, channels = false }: Casting): Cast => ({
  customers: Array.from({ length: customers }, (_, index) => customerPart(seed, index, customers, channels)),
  agents: Array.from({ length: agents }, (_, index) => agentPart(seed, index, agents)),
});
