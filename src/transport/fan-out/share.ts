import type { ExecutionResult } from 'graphql';
import type { Actor } from '../../auth/actor.js';
import type { EventSource } from '../../events/event-stream.js';
import { StateSource } from '../../events/state-stream.js';
import { EventDelivery } from './event-delivery.js';
import { type Engine, Line, type Request, type Source } from './line.js';
import { guardedActor } from './rights-key.js';
import { StateDelivery } from './state-delivery.js';

export type Delivery = EventDelivery | StateDelivery;

/** What came of opening a share; `unshareable`: its items are of one subscriber, as a customer's place in the queue is. */
type Opened = { delivery: Delivery } | { errors: ExecutionResult } | 'unshareable' | 'dependent';

export const isEventSource = (source: Source): source is EventSource => 'caughtUp' in source;

/** What a key of rights allows: whom it was opened for, and how far that goes. */
export interface ShareFor {
  key: string;
  /** The session's rights that each member has. */
  rights: string;
  actor: Actor;
  ofAccount: boolean;
}

/** Equal subscriptions with equal rights: executed once, for whoever of them came first. */
export class Share {
  readonly opened: Promise<Opened>;
  private readonly line: Line;
  private delivery: Delivery | null = null;
  private users = 0;
  private dependent = false;
  closed = false;

  constructor(
    readonly of: ShareFor,
    private readonly engine: Engine,
    request: Request,
    /** It depends on more than the key; called once. */
    private readonly told: () => void,
    private readonly forget: () => void,
  ) {
    const actor = guardedActor(of.actor, of.ofAccount, () => this.depends());
    this.line = new Line(engine, request, { actorNow: () => actor, rereading: () => null });
    this.opened = this.open();
    // Each member looks at it; without one nobody does.
    this.opened.catch(() => this.close());
  }

  retain(): void {
    this.users++;
  }

  /** Once for each `retain`; the last one ends it. */
  release(): void {
    this.users--;
    if (this.users === 0) this.close();
  }

  private async open(): Promise<Opened> {
    const source = await this.line.open(null);
    if (!(Symbol.asyncIterator in source)) {
      this.close();
      return this.dependent ? 'dependent' : { errors: source };
    }
    if (this.dependent || this.closed) {
      void source.return?.();
      return 'dependent';
    }
    const { reader } = this.engine.app.live;
    if (isEventSource(source)) this.delivery = new EventDelivery(source, this.line, () => reader.position);
    else if (source instanceof StateSource) this.delivery = new StateDelivery(source, this.line);
    else void source.return?.();
    return this.delivery ? { delivery: this.delivery } : 'unshareable';
  }

  /** Nothing more is delivered, from this moment on: it may be meant for one member only. */
  private depends(): void {
    if (this.dependent) return;
    this.dependent = true;
    this.told();
    this.close();
    this.delivery?.halt();
    // Not while the log's reader hands on events: whoever began anew now would get the rest of them twice.
    queueMicrotask(() => this.delivery?.dissolve());
  }

  private close(): void {
    if (this.closed) return;
    this.closed = true;
    this.forget();
    if (!this.dependent) this.delivery?.stop();
  }
}
