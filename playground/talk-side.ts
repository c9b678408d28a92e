import type { ExecutionResult } from 'graphql';
import type { Role, Variables } from './example';
import { documentOf } from './examples';
import { bearer, type Headers, type Payload, post } from './http';
import { follow } from './live';
import { Sessions } from './sessions';

/** An operation as it went out, and what came back. */
export interface Sent {
  id: number;
  over: 'HTTP' | 'WebSocket';
  payload: Payload;
  /** How many results have come: of a subscription, its events. */
  answers: number;
  latest: unknown;
}

export interface UserError {
  code: string;
  message: string;
}

export function refuse([refusal]: readonly UserError[]): void {
  if (refusal) throw new Error(`${refusal.code}: ${refusal.message}`);
}

/** What one side of the conversation has: its session, and a record of all that it sends. */
export class Side {
  readonly sessions = new Sessions(<Data>(payload: Payload, headers?: Headers) => this.send<Data>(payload, headers));
  private record: readonly Sent[] = [];
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly sent = (): readonly Sent[] => this.record;

  /** Runs an operation of the examples; throws an Error that can be shown when there is no data. */
  async run<Data>(operationName: string, role: Role, variables: Variables = {}): Promise<Data> {
    const payload = { query: documentOf(operationName), variables, operationName };
    const { data, errors } = await this.send<Data>(payload, bearer(this.sessions.of(role)?.accessToken));
    if (errors?.[0] || !data) throw new Error(errors?.[0]?.message ?? 'No answer.');
    return data;
  }

  /** Subscribes with an operation of the examples; gives what ends it. */
  follow<Data>(
    operationName: string,
    role: Role,
    variables: Variables,
    onEvent: (data: Data) => void,
    onEnd: (reason: string) => void,
  ): () => void {
    const payload = { query: documentOf(operationName), variables, operationName };
    const id = this.write('WebSocket', payload);
    const events = follow(payload, () => bearer(this.sessions.of(role)?.accessToken).Authorization);
    let stopped = false;
    const read = async () => {
      for await (const result of events) {
        this.answered(id, result);
        if (result.errors?.[0]) onEnd(result.errors[0].message);
        else onEvent(result.data as Data);
      }
    };
    read().catch((reason) => stopped || onEnd(reason instanceof Error ? reason.message : (reason?.message ?? String(reason))));
    return () => {
      stopped = true;
      void events.return?.();
    };
  }

  private async send<Data>(payload: Payload, headers?: Headers): Promise<ExecutionResult<Data>> {
    const id = this.write('HTTP', payload);
    const result = await post<Data>(payload, headers);
    this.answered(id, result);
    return result;
  }

  private write(over: Sent['over'], payload: Payload): number {
    const id = (this.record[0]?.id ?? 0) + 1;
    this.change([{ id, over, payload, answers: 0, latest: undefined }, ...this.record]);
    return id;
  }

  private answered(id: number, latest: unknown): void {
    this.change(this.record.map((sent) => (sent.id === id ? { ...sent, answers: sent.answers + 1, latest } : sent)));
  }

  private change(record: readonly Sent[]): void {
    this.record = record.slice(0, 100);
    for (const listener of this.listeners) listener();
  }
}
