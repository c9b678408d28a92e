import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../src/dialogues/random.js';

const ANSWER_MILLISECONDS = 4_000;
const AGAIN_MILLISECONDS = 60;
/** Nothing stays away for so long: whoever asks for longer has found a fault. */
const PATIENCE_MILLISECONDS = 60_000;

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** What a mutation answered: `codes` of its refusals, none when it was carried out. */
export type Done<Fields> = Partial<Fields> & { cursor: string | null; codes: string[] };

const SHARED_INPUT = new Set(['endChat', 'reactivateConversation']);

/** Somebody's requests: to any process, and again to any other until one has answered. */
export class Caller {
  /** Requests that got no answer. */
  static unanswered = 0;

  constructor(
    private readonly urls: readonly string[],
    private readonly random: Random,
    readonly token: string,
  ) {}

  async ask<Data>(query: string, variables: object = {}): Promise<Data> {
    for (const until = Date.now() + PATIENCE_MILLISECONDS; ; await pause(AGAIN_MILLISECONDS)) {
      const answer = await this.send(query, variables);
      if (answer?.data && !answer.errors) return answer.data as Data;
      const [error] = answer?.errors ?? [];
      if (error && error.extensions?.code !== 'INTERNAL_SERVER_ERROR') throw new Error(`refused: ${JSON.stringify(answer?.errors)}`);
      if (Date.now() > until) throw new Error(`no process answered ${query.slice(0, 60)} within a minute: ${error?.message}`);
    }
  }

  async perform<Fields extends object>(mutation: string, input: object, fields = ''): Promise<Done<Fields>> {
    const type = SHARED_INPUT.has(mutation) ? 'Conversation' : `${mutation[0]?.toUpperCase()}${mutation.slice(1)}`;
    const document = `mutation ($input: ${type}Input!) { done: ${mutation}(input: $input) { cursor ${fields} userErrors { code } } }`;
    const { done } = await this.ask<{ done: Fields & { cursor: string | null; userErrors: { code: string }[] } }>(document, { input });
    return { ...done, codes: done.userErrors.map(({ code }) => code) };
  }

  /** Undefined when nobody answered: whether it was carried out nobody knows. */
  private async send(query: string, variables: object): Promise<Answer | undefined> {
    try {
      const response = await fetch(`${this.random.pick(this.urls)}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(this.token && { authorization: `Bearer ${this.token}` }) },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
      });
      return (await response.json()) as Answer;
    } catch {
      Caller.unanswered += 1;
      return undefined;
    }
  }
}
