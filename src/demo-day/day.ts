import type { Random } from '../dialogues/random.js';
import { Signal } from './signal.js';

/** A day of a minute is the measure: people of a longer day take their time, up to so many times as much. */
const MEASURE_SECONDS = 60;
const SLOWEST = 10;

/** The time of the day, from 0 when it begins to 1 when no more customers are let in, and how fast people are in it. */
export class Day {
  private readonly begunAt = performance.now();
  private readonly changed = new Signal();
  private readonly pace: number;
  private readonly hurried: (() => void)[] = [];
  private cutShort = false;
  private late = false;

  constructor(readonly seconds: number) {
    this.pace = Math.min(seconds / MEASURE_SECONDS, SLOWEST);
  }

  get elapsed(): number {
    return (performance.now() - this.begunAt) / 1000;
  }

  /** Nobody comes any more; who is there is served. */
  get isClosing(): boolean {
    return this.cutShort || this.elapsed >= this.seconds;
  }

  /** Whatever is still open is brought to its end. */
  get isLate(): boolean {
    return this.late;
  }

  /** Waits for a time of the day; its end at the latest. */
  async until(fraction: number): Promise<void> {
    const milliseconds = (Math.min(fraction, 1) * this.seconds - this.elapsed) * 1000;
    if (milliseconds > 0) await this.changed.until(() => this.cutShort, milliseconds);
  }

  /** So much time of the measure, less when the day ends early. */
  async pause(milliseconds: number): Promise<void> {
    await this.changed.until(() => this.late, this.scaled(milliseconds));
  }

  scaled(milliseconds: number): number {
    return milliseconds * this.pace;
  }

  /** How long somebody looks at what they read and types. */
  typing(random: Random, least: number, most: number): Promise<void> {
    return this.pause(random.skewed(least, most));
  }

  /** Somebody pressed Ctrl-C: nobody is let in any more, and what is open comes to its end now. */
  cut(): void {
    this.cutShort = true;
    this.goLate();
  }

  goLate(): void {
    this.late = true;
    this.changed.tell();
    for (const hurry of this.hurried) hurry();
  }

  /** Whoever waits for something else looks up when it is late. */
  onLate(hurry: () => void): void {
    this.hurried.push(hurry);
  }
}
