import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Hearing, Hints } from './hints.js';
import { Sayings } from './sayings.js';
import { Telling } from './telling.js';

/** How often the log is looked at while nobody can tell that it grew. */
const POLL_MILLISECONDS = 250;
/** How often both connections are asked whether they still live: a network that swallows everything closes none. */
const CHECK_MILLISECONDS = 5_000;
const ANSWER_MILLISECONDS = 2_000;
const LONGEST_RETRY_MILLISECONDS = 1_000;

export interface RedisOptions {
  /** E.g. redis://user:password@host:6379/0, or rediss:// with TLS. */
  url: string;
  /** Tells this installation from others on the same Redis. */
  installation: string;
}

/**
 * Hints and signals through Redis. The log stays in PostgreSQL: while Redis is away nothing is lost, the log is polled and
 * signals reach this process only. Never rejects: a Redis that is not there yet is waited for.
 */
export const startRedisHints = async (options: RedisOptions, log: Logger, hearing: Hearing): Promise<Hints> => {
  const hints = new RedisHints(options, log, hearing);
  await hints.start();
  return hints;
};

class RedisHints implements Hints {
  readonly carrier = 'redis';
  private readonly speaker: Redis;
  private readonly listener: Redis;
  private readonly eventsChannel: string;
  private readonly signalsChannel: string;
  /** What this process tells of itself it need not hear. */
  private readonly self = crypto.randomUUID();
  private readonly telling: Telling;
  private readonly sayings: Sayings;
  private listening = false;
  private present = false;
  /** Whether the first try has ended: before, nothing is said. */
  private tried = false;
  private lastError: Error | undefined;
  private poll: NodeJS.Timeout | undefined;
  private check: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    { url, installation }: RedisOptions,
    private readonly log: Logger,
    private readonly hearing: Hearing,
  ) {
    this.eventsChannel = `sohbet:${installation}:events`;
    this.signalsChannel = `sohbet:${installation}:signals`;
    this.speaker = this.connection(url);
    this.listener = this.connection(url);
    this.telling = new Telling(log, () => (this.present ? this.speaker.publish(this.eventsChannel, this.self) : undefined));
    this.sayings = new Sayings(log, (signals) => this.sayAll(signals));
    this.listener.on('message', (channel, payload) => this.hear(channel, payload));
  }

  get connected(): boolean {
    return this.present;
  }

  async start(): Promise<void> {
    this.listener.on('ready', () => void this.listen());
    this.speaker.on('ready', () => this.look());
    await Promise.allSettled([this.speaker.connect(), this.listener.connect().then(() => this.listen())]);
    this.begin();
    this.check = setInterval(() => void this.checkBoth(), CHECK_MILLISECONDS);
  }

  tell(): void {
    this.telling.tell();
  }

  say(signal: string): void {
    this.sayings.say(signal);
  }

  async stop(): Promise<void> {
    await this.telling.ended();
    this.stopped = true;
    clearInterval(this.check);
    clearInterval(this.poll);
    // What was published last is still on its way out.
    if (this.speaker.status === 'ready') await this.speaker.quit().catch(() => undefined);
    this.speaker.disconnect();
    this.listener.disconnect();
  }

  private connection(url: string): Redis {
    const redis = new Redis(url, {
      lazyConnect: true,
      // What cannot be sent now is not to be sent later: hints are made up for, signals are worth nothing then.
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      autoResubscribe: false,
      connectTimeout: ANSWER_MILLISECONDS,
      commandTimeout: ANSWER_MILLISECONDS,
      retryStrategy: (times) => Math.min(50 * times, LONGEST_RETRY_MILLISECONDS),
    });
    redis.on('error', (error: Error) => {
      this.lastError = error;
    });
    redis.on('close', () => {
      if (redis === this.listener) this.listening = false;
      this.look();
    });
    return redis;
  }

  private async listen(): Promise<void> {
    if (this.listening) return;
    try {
      await this.listener.subscribe(this.eventsChannel, this.signalsChannel);
      this.listening = true;
      this.look();
    } catch (error) {
      this.lastError = error as Error;
      if (!this.stopped) this.listener.disconnect(true);
    }
  }

  private hear(channel: string, payload: string): void {
    if (channel === this.signalsChannel) this.hearing.said(payload);
    else if (payload !== this.self) this.hearing.heard();
  }

  private begin(): void {
    this.tried = true;
    this.look();
    if (!this.present) this.goWithout();
  }

  /** Notes whether Redis is there, and says so when that has changed. */
  private look(): void {
    const present = this.listening && this.speaker.status === 'ready';
    if (this.stopped || !this.tried || present === this.present) return;
    this.present = present;
    if (present) this.goWith();
    else this.goWithout();
    // What was told between two subscriptions nobody heard.
    this.hearing.heard();
  }

  private goWith(): void {
    clearInterval(this.poll);
    if (this.poll) this.log.info('Redis is back: hints and signals go through it again');
    this.poll = undefined;
    this.telling.catchUp();
  }

  private goWithout(): void {
    this.log.warn({ err: this.lastError }, 'Redis is away: the event log is polled instead, and signals stay in this process');
    this.poll = setInterval(() => this.hearing.heard(), POLL_MILLISECONDS);
  }

  private async sayAll(signals: string[]): Promise<void> {
    if (!this.present) {
      for (const signal of signals) this.hearing.said(signal);
      return;
    }
    await Promise.all(signals.map((signal) => this.speaker.publish(this.signalsChannel, signal)));
  }

  private async checkBoth(): Promise<void> {
    for (const redis of [this.speaker, this.listener]) {
      if (redis.status !== 'ready') continue;
      await redis.ping().catch((error: Error) => {
        this.lastError = error;
        if (!this.stopped) redis.disconnect(true);
      });
    }
  }
}
