import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../../src/dialogues/random.js';
import { eventually } from '../support/eventually.js';
import { Follower } from '../support/follower.js';
import { brokenRules, brokenRulesAtQuiet } from '../support/invariants.js';
import { ChaosAgent, type Mood } from './agent.js';
import { Caller } from './caller.js';
import { type Company, found, open } from './company.js';
import { type Play, visit } from './customer.js';
import { harass } from './faults.js';
import { CONVERSATION_CHANGED, type HeardChange, Ledger } from './ledger.js';
import type { ChaosOptions } from './options.js';
import { Stage, SWEEP_SECONDS } from './stage.js';
import { judge } from './verdict.js';

export interface Outcome {
  faults: string[];
  /** What was done and how it went, for people. */
  summary: string[];
}

const OBSERVERS = 3;
/** So many chats at once at most: what there is more waits outside, as the queue is to be seen empty too. */
const AT_ONCE = 14;
/** A sweep, and room for a machine that is busy with other things. */
const QUIET_MILLISECONDS = SWEEP_SECONDS * 1_000 + 12_000;
const CLOSING_MILLISECONDS = 60_000;

/** A day of chaos from beginning to end. */
export const playChaos = async (options: ChaosOptions, tell: (line: string) => void): Promise<Outcome> => {
  const stage = await Stage.build();
  try {
    const founded = await found(stage, options.seed);
    await stage.startNodes(options.nodes);
    tell(`${options.nodes} processes on PostgreSQL${stage.redis ? ' and Redis' : '; no Redis here'}, seed ${options.seed}`);
    return await new Day(stage, open(founded, stage, options.seed), options, tell).play();
  } finally {
    await stage.clear();
  }
};

class Day {
  private readonly found: string[] = [];
  private doorIsOpen = true;
  private readonly ledger = new Ledger();
  private readonly play_: Play;
  private readonly agents: ChaosAgent[];

  constructor(
    private readonly stage: Stage,
    private readonly company: Company,
    private readonly options: ChaosOptions,
    private readonly tell: (line: string) => void,
  ) {
    this.play_ = { urls: stage.urls, company, ledger: this.ledger };
    this.agents = company.agents.map((colleague, index) => new ChaosAgent(this.play_, colleague, index, options.seed * 10 + index));
    const random = new Random(options.seed + 7);
    for (let index = 0; index < OBSERVERS; index++) {
      const at = (): string => random.pick(stage.urls);
      const token = (): string => company.supervisor.caller.token;
      this.ledger.observers.push(new Follower<HeardChange>({ at, token, query: CONVERSATION_CHANGED, after: 'e0' }));
    }
  }

  async play(): Promise<Outcome> {
    const working = this.agents.map((agent) =>
      agent.work().catch((error: Error) => void this.ledger.faults.push(`an agent: ${error.message}`)),
    );
    const arriving = this.arrive();
    try {
      const random = new Random(this.options.seed);
      const faults = await harass({ stage: this.stage, ledger: this.ledger, random }, this.options.seconds, this.tell);
      this.doorIsOpen = false;
      await arriving;
      await this.comeToRest();
      await this.close();
      const found = await judge(this.stage, this.company, this.ledger);
      return { faults: [...this.found, ...found], summary: this.summary(faults) };
    } finally {
      this.doorIsOpen = false;
      this.mood('over');
      await Promise.all([arriving, ...working]);
      await Promise.all([...this.ledger.followers.map((follower) => follower.stop()), ...this.agents.map((agent) => agent.leave())]);
    }
  }

  private async arrive(): Promise<void> {
    const visits = new Set<Promise<void>>();
    for (let index = 0; this.doorIsOpen; index++) {
      const visiting: Promise<void> = visit(this.play_, index, this.options.seed * 1_000 + index)
        .catch((error: Error) => void this.ledger.faults.push(`customer ${index}: ${error.message}`))
        .finally(() => visits.delete(visiting));
      visits.add(visiting);
      while (visits.size >= AT_ONCE) await Promise.race(visits);
      await pause(100);
    }
    await Promise.all(visits);
  }

  /** Everything works again and everybody is there: what still waits must come to somebody within seconds. */
  private async comeToRest(): Promise<void> {
    this.mood('steady');
    for (const agent of this.agents) await agent.set('ONLINE');
    const began = Date.now();
    const broken = await eventually(
      () => brokenRulesAtQuiet(this.stage, this.company.workspaceId),
      (rules) => Object.keys(rules).length === 0,
      QUIET_MILLISECONDS,
    );
    this.tell(`all that waited was assigned ${Date.now() - began} ms after everybody was there`);
    this.note(broken);
  }

  private async close(): Promise<void> {
    this.mood('closing');
    const { workspaceId } = this.company;
    const left = await eventually(
      () =>
        this.stage.sql<{ id: string; state: string }>(
          `select id, state from conversation where workspace_id = $1 and state in ('QUEUED', 'ACTIVE')`,
          [workspaceId],
        ),
      (rows) => rows.length === 0,
      CLOSING_MILLISECONDS,
    );
    if (left.length > 0) this.found.push(`stuck: ${JSON.stringify(left)}`);
    this.mood('over');
    this.note(await brokenRules(this.stage, workspaceId));
  }

  private note(broken: object): void {
    for (const [rule, rows] of Object.entries(broken)) this.found.push(`${rule}: ${JSON.stringify(rows).slice(0, 1_000)}`);
  }

  private mood(mood: Mood): void {
    for (const agent of this.agents) agent.mood = mood;
  }

  private summary(faults: number): string[] {
    const { acknowledged, chats, followers } = this.ledger;
    const heard = followers.reduce((sum, follower) => sum + follower.heard.length, 0);
    const closes = followers.reduce((sum, follower) => sum + follower.closes.length, 0);
    const gaps = followers.reduce((sum, follower) => sum + follower.gaps.length, 0);
    return [
      `${faults} faults; ${chats} chats, ${acknowledged.length} messages acknowledged, ${Caller.unanswered} requests unanswered and sent again`,
      `${followers.length} subscribers heard ${heard} events, lost ${closes} sockets and came back, were told of ${gaps} gaps`,
      ...[...this.stage.complaints()].map(([word, times]) => `  ${times} times ${word}`),
    ];
  }
}
