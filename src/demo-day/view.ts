import type { Day } from './day.js';
import type { Ledger } from './ledger.js';
import type { Observer } from './observer.js';
import { duration, percentile } from './percentiles.js';

const REDRAWN_MILLISECONDS = 250;
const PLAIN_MILLISECONDS = 5_000;
/** Figures of the moment are over the last so many samples. */
const SAMPLES = 500;
const BAR = 30;

/** Where the view is written to: a terminal is redrawn in place, everything else gets lines. */
export interface Output {
  isTerminal: boolean;
  columns: () => number;
  write: (text: string) => void;
}

/** So many lines up, and nothing is left from there on. */
const upAndClear = (lines: number): string => `\x1b[${lines}A\x1b[0J`;

interface Shown {
  day: Day;
  ledger: Ledger;
  observer: Observer;
  customers: number;
}

/** The desk as it stands, while the day goes on. */
export class View {
  private readonly timer: NodeJS.Timeout;
  private height = 0;
  private sentBefore = 0;
  private lookedAt = performance.now();
  private perSecond = 0;

  constructor(
    private readonly output: Output,
    private readonly shown: Shown,
  ) {
    this.timer = setInterval(() => this.show(), output.isTerminal ? REDRAWN_MILLISECONDS : PLAIN_MILLISECONDS);
  }

  /** Something that stays on the screen, above the view. */
  say(line: string): void {
    this.erase();
    this.output.write(`${line}\n`);
    if (this.output.isTerminal) this.show();
  }

  end(): void {
    clearInterval(this.timer);
    this.erase();
  }

  private show(): void {
    this.measure();
    this.erase();
    const lines = this.output.isTerminal ? this.screen() : [this.line()];
    this.output.write(`${lines.join('\n')}\n`);
    if (this.output.isTerminal) this.height = lines.length;
  }

  private erase(): void {
    if (this.height === 0) return;
    this.output.write(upAndClear(this.height));
    this.height = 0;
  }

  private measure(): void {
    const { ledger } = this.shown;
    const now = performance.now();
    if (now - this.lookedAt < 1_000) return;
    this.perSecond = ((ledger.sent.length - this.sentBefore) * 1000) / (now - this.lookedAt);
    this.sentBefore = ledger.sent.length;
    this.lookedAt = now;
  }

  private figures() {
    const { ledger, observer, day, customers } = this.shown;
    const latest = ledger.latencies.slice(-SAMPLES);
    const { online, break: onBreak, invisible, offline, freeCapacity } = observer.counts;
    return {
      time: `${Math.floor(Math.min(day.elapsed, day.seconds))} of ${day.seconds} s${day.isClosing ? ', closing' : ''}`,
      customers: `${ledger.arrived} of ${customers}`,
      queue: `${observer.queue} waiting`,
      agents: `${online} online (room for ${freeCapacity}), ${onBreak} on break, ${invisible} invisible, ${offline} offline`,
      active: `${observer.active} active, ${observer.openCount} open`,
      messages: `${ledger.sent.length}, ${this.perSecond.toFixed(1)} a second`,
      latency: `p50 ${duration(percentile(latest, 50))}, p99 ${duration(percentile(latest, 99))}`,
    };
  }

  private line(): string {
    const { time, customers, queue, agents, active, messages, latency } = this.figures();
    return `${time} · customers ${customers} · ${queue} · ${active} · agents ${agents} · messages ${messages} · send → receive ${latency}`;
  }

  private screen(): string[] {
    const { time, ...figures } = this.figures();
    const { day, ledger } = this.shown;
    const done = Math.round(Math.min(1, day.elapsed / day.seconds) * BAR);
    const rows = Object.entries({ ...figures, 'send → receive': figures.latency })
      .filter(([name]) => name !== 'latency')
      .map(([name, value]) => `  ${name.padEnd(15)}${value}`);
    const lines = [`${'█'.repeat(done)}${'░'.repeat(BAR - done)}  ${time}`, '', ...rows, '', ...ledger.recent.map((words) => `  ${words}`)];
    const width = this.output.columns() - 1;
    return lines.map((text) => (text.length > width ? `${text.slice(0, width - 1)}…` : text));
  }
}
