import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type DocumentNode, type GraphQLFormattedError, print } from 'graphql';
import { createClient, type Client as WsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { requireDeclared } from './declared-errors.js';

export interface Answer<Data> {
  status: number;
  data: Data | null;
  errors?: GraphQLFormattedError[];
}

type Text<Data, Variables> = string | TypedDocumentNode<Data, Variables>;

const textOf = (document: string | DocumentNode): string => (typeof document === 'string' ? document : print(document));

/** A stream of a subscription; every frame is kept, so that none is missed between two looks. */
export class Followed<Data> {
  readonly seen: Data[] = [];
  errors: readonly unknown[] = [];
  ended = false;
  private readonly looking = new Set<() => void>();
  private taken = 0;
  stop: () => void = () => {};

  hear(change: () => void): void {
    change();
    for (const look of [...this.looking]) look();
  }

  /** The next frame that was not taken yet and fits; those before it are passed over. */
  next(fits: (data: Data) => boolean = () => true, milliseconds = 30_000): Promise<Data> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => finish(new Error(`no such frame within ${milliseconds} ms; seen: ${JSON.stringify(this.seen)}`)),
        milliseconds,
      );
      const finish = (outcome: Error | { data: Data }): void => {
        clearTimeout(timer);
        this.looking.delete(look);
        if (outcome instanceof Error) reject(outcome);
        else resolve(outcome.data);
      };
      const look = (): void => {
        while (this.taken < this.seen.length) {
          const data = this.seen[this.taken++] as Data;
          if (!fits(data)) continue;
          finish({ data });
          return;
        }
        if (this.errors.length > 0) finish(new Error(`the stream failed: ${JSON.stringify(this.errors)}`));
        else if (this.ended) finish(new Error(`the stream ended; seen: ${JSON.stringify(this.seen)}`));
      };
      this.looking.add(look);
      look();
    });
  }

  /** Waits until the errors or the end of the stream are there. */
  async end(milliseconds = 20_000): Promise<readonly unknown[]> {
    const until = Date.now() + milliseconds;
    while (!this.ended && this.errors.length === 0) {
      if (Date.now() > until) throw new Error('the stream did not end');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return this.errors;
  }
}

/** What a frontend has: HTTP for queries and mutations, one WebSocket for the rest. */
export class Client {
  private socket: WsClient | undefined;

  constructor(
    readonly url: string,
    readonly accessToken?: string,
  ) {}

  async send<Data = Record<string, unknown>, Variables = Record<string, unknown>>(
    document: Text<Data, Variables>,
    variables?: Variables,
  ): Promise<Answer<Data>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(this.accessToken ? { authorization: `Bearer ${this.accessToken}` } : {}) },
      body: JSON.stringify({ query: textOf(document), variables }),
    });
    const answer = (await response.json()) as Omit<Answer<Data>, 'status'>;
    await requireDeclared(answer.data as object | null);
    return { status: response.status, ...answer };
  }

  /** The data; errors at the top level fail the test. */
  async ask<Data = Record<string, unknown>, Variables = Record<string, unknown>>(
    document: Text<Data, Variables>,
    variables?: Variables,
  ): Promise<Data> {
    const { data, errors } = await this.send(document, variables);
    if (errors || !data) throw new Error(`refused: ${JSON.stringify(errors)}`);
    return data;
  }

  follow<Data = Record<string, unknown>, Variables = Record<string, unknown>>(
    document: Text<Data, Variables>,
    variables?: Variables,
  ): Followed<Data> {
    const followed = new Followed<Data>();
    this.socket ??= createClient({
      url: `${this.url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: this.accessToken ? { authorization: `Bearer ${this.accessToken}` } : {},
    });
    const payload = { query: textOf(document), variables: variables as Record<string, unknown> | undefined };
    followed.stop = this.socket.subscribe<Data>(payload, {
      next: ({ data, errors }) =>
        followed.hear(() => {
          if (errors) followed.errors = errors;
          else followed.seen.push(data as Data);
        }),
      error: (error) =>
        followed.hear(() => {
          followed.errors = Array.isArray(error) ? error : [error];
        }),
      complete: () =>
        followed.hear(() => {
          followed.ended = true;
        }),
    });
    return followed;
  }

  async close(): Promise<void> {
    await this.socket?.dispose();
  }
}
