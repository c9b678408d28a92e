import { DAY, HOUR, MINUTE, SECOND } from '../dialogues/clock.js';
import { type Language, somebody } from '../dialogues/people.js';
import type { Random } from '../dialogues/random.js';
import type { Script } from '../dialogues/script.js';
import { SHOP_ENGLISH } from '../dialogues/shop-english.js';
import { SHOP_TURKISH } from '../dialogues/shop-turkish.js';
import { WALLET_ENGLISH } from '../dialogues/wallet-english.js';
import { WALLET_TURKISH } from '../dialogues/wallet-turkish.js';
import { abandonedChat, type Beginning, resolvedChat } from './archived-chat.js';
import { dayBefore, weekdayOf } from './calendar.js';
import { type Chat, factsFor, said } from './chat.js';
import { CHANNELS, type ChannelContent, type ProductKey } from './company.js';
import { DAYS, type Roster } from './roster.js';
import { TICKET_STORIES, type TicketStory } from './scripts/tickets.js';
import { WAITING } from './scripts/waiting.js';

const ARCHIVED = 500;
const ABANDONED = 30;
const RETURNING = 40;

/** Longer than any window in which a message would have reopened the earlier conversation. */
const APART = 3 * DAY;

const SCRIPTS: Record<ProductKey, Record<Language, readonly Script[]>> = {
  shoes: { tr: SHOP_TURKISH, en: SHOP_ENGLISH },
  wallet: { tr: WALLET_TURKISH, en: WALLET_ENGLISH },
};

/** How many of a hundred customers write there; the others are not connected. */
const SHARES: Record<string, number> = {
  'demo-web': 40,
  'demo-android': 17,
  'demo-balya-web': 13,
  'demo-balya-ios': 16,
  'demo-balya-android': 14,
};

export interface History {
  archived: Chat[];
  /** Of the archived, those that became tickets, and how the tickets went. */
  converted: { chat: Chat; story: TicketStory }[];
  waiting: Chat[];
}

/** Everything that was ever written in the demo workspace, the oldest first. */
export const historyOf = (random: Random, roster: Roster, now: Date): History => new Historian(random, roster, now).tell();

class Historian {
  private readonly decks = new Map<readonly Script[], Script[]>();

  constructor(
    private readonly random: Random,
    private readonly roster: Roster,
    private readonly now: Date,
  ) {}

  tell(): History {
    const { random } = this;
    const converted = TICKET_STORIES.map((story) => ({ story, chat: this.convertedChat(story) }));
    const abandoned = Array.from({ length: ABANDONED }, () =>
      abandonedChat(random, this.beginning(random.chance(0.4) ? this.offHours() : this.workingHours())),
    );
    const resolved = Array.from({ length: ARCHIVED - converted.length - ABANDONED - RETURNING }, () =>
      this.resolved(() => this.beginning(this.workingHours())),
    );
    const earlier = random.shuffled([...resolved, ...abandoned].filter((chat) => chat.startedAt < dayBefore(this.now, 6)));
    const returning = earlier.slice(0, RETURNING).map((previous) => this.resolved(() => this.again(previous)));
    const archived = [...converted.map(({ chat }) => chat), ...abandoned, ...resolved, ...returning];
    return {
      archived: archived.sort((one, other) => one.startedAt - other.startedAt),
      converted,
      waiting: WAITING.map((story) => this.waitingChat(story)),
    };
  }

  /** Tries times until somebody was there. */
  private resolved(beginning: () => Beginning): Chat {
    for (let tried = 0; tried < 500; tried++) {
      const chat = resolvedChat(this.random, this.roster, beginning());
      if (chat) return chat;
    }
    throw new Error('nobody was ever there for this chat');
  }

  private beginning(startedAt: number): Beginning {
    const channel = this.channel();
    const customer = somebody(this.random, this.random.chance(0.7) ? 'tr' : 'en');
    return { channel, customer, startedAt, script: this.next(SCRIPTS[channel.product][customer.language]), previous: null };
  }

  /** The same customer, another day, another question. */
  private again(previous: Chat): Beginning {
    const { channel, customer } = previous;
    const soonest = previous.startedAt + APART;
    const latest = dayBefore(this.now, 1);
    const day = dayBefore(new Date(soonest + this.random.next() ** 2 * (latest - soonest)), 0) + DAY;
    const startedAt = this.within(Math.min(day, latest), 9, 20.6);
    return { channel, customer, startedAt, script: this.next(SCRIPTS[channel.product][customer.language]), previous };
  }

  private convertedChat({ product, language, script, daysAgo }: TicketStory): Chat {
    const channel = this.channel(product);
    const customer = somebody(this.random, language);
    return this.resolved(() => ({
      channel,
      customer,
      script,
      previous: null,
      startedAt: this.within(dayBefore(this.now, daysAgo), 9, 20.6),
    }));
  }

  private waitingChat({ channel: key, language, minutesAgo, lines }: (typeof WAITING)[number]): Chat {
    const channel = CHANNELS.find((one) => one.key === key);
    if (!channel) throw new Error(`there is no channel ${key}`);
    const customer = somebody(this.random, language);
    const startedAt = this.now.getTime() - minutesAgo * MINUTE - this.random.whole(0, 30) * SECOND;
    const facts = factsFor(this.random, customer, channel, startedAt);
    const waiting = lines.map((template, index) => {
      const at = startedAt + index * (30 + this.random.whole(0, 15)) * SECOND;
      return { by: 'customer' as const, template, at: index === 0 ? startedAt : at };
    });
    const messages = said(this.random, waiting, customer, facts, []);
    return {
      channel,
      customer,
      startedAt,
      messages,
      facts,
      segments: [],
      topic: null,
      endedAt: null,
      archivedAt: null,
      note: null,
      previous: null,
    };
  }

  private channel(product?: ProductKey): ChannelContent {
    const open = CHANNELS.filter((channel) => channel.connected && (!product || channel.product === product));
    return this.random.pick(open.flatMap((channel) => Array<ChannelContent>(SHARES[channel.key] ?? 0).fill(channel)));
  }

  /** Every script in turn, in an order that changes: none is told much oftener than the others. */
  private next(scripts: readonly Script[]): Script {
    const deck = this.decks.get(scripts) ?? [];
    if (deck.length === 0) deck.push(...this.random.shuffled(scripts));
    this.decks.set(scripts, deck);
    return deck.pop() as Script;
  }

  private workingHours(): number {
    const day = this.day();
    const afternoon = this.random.chance(0.55);
    return afternoon ? this.within(day, 13, 20.6) : this.within(day, 9, 13);
  }

  private offHours(): number {
    return this.random.chance(0.7) ? this.within(this.day(), 21.5, 23.9) : this.within(this.day(), 6.5, 8.8);
  }

  /** Fewer write at the weekend. */
  private day(): number {
    const day = dayBefore(this.now, this.random.whole(1, DAYS - 1));
    const weekend = weekdayOf(day) === 0 || weekdayOf(day) === 6;
    return weekend && this.random.chance(0.5) ? this.day() : day;
  }

  private within(day: number, fromHour: number, toHour: number): number {
    return Math.floor(day + (fromHour + this.random.next() * (toHour - fromHour)) * HOUR);
  }
}
