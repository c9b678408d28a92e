import { type ExecutionResult, GraphQLError } from 'graphql';
import { type CompleteMessage, type ErrorMessage, MessageType } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Actor } from '../../auth/actor.js';
import { isUnreachable } from '../../database.js';
import { closeFailed } from '../close-codes.js';
import type { Connection, Standing } from '../connection.js';
import type { Taken } from '../socket-limits.js';
import type { RightsWatcher, SocketSession } from '../socket-session.js';
import { EventDelivery, type EventMember, type Frame } from './event-delivery.js';
import type { FanOut } from './fan-out.js';
import { Line, type Place, type Request } from './line.js';
import { OwnStream } from './own-stream.js';
import type { Delivery, Share } from './share.js';
import { StateDelivery, type StateMember } from './state-delivery.js';

/** How many events are kept while the subscriber's rights are being read; beyond that the log is read again. */
const MOST_HELD = 1_000;

export interface Subscriber {
  connection: Connection;
  session: SocketSession;
  /** The client's id of the subscription. */
  id: string;
  requestId: string;
  /** What it counts for in the limits, given back when it ends. */
  taken: Taken;
}

/** From a place in the log on, whose rights decide. */
interface Change {
  from: bigint;
  actor: Actor;
}

interface Joined {
  share: Share;
  delivery: Delivery;
}

/**
 * One subscription of one socket. It catches up by itself and then goes on with those who are equal to it; frames go to
 * the socket at once, so that both keep one order. When its rights change it stays with the others up to where the log
 * says so, and begins anew from there.
 */
export class Subscription implements Standing, RightsWatcher, EventMember, StateMember {
  last = 0n;
  /** Of its frames, before what they have in common; made for the first. */
  private prefix: string | null = null;
  private own: OwnStream | null = null;
  private joined: Joined | null = null;
  /** Whom it will join as soon as it has nothing left to catch up with. */
  private joining: Joined | null = null;
  private held: Frame[] = [];
  /** By whose rights the present stream decides. */
  private judge: Actor;
  /** How they changed behind that: the present stream counts up to the first of these, the next one from there. */
  private readonly changes: Change[] = [];
  private opening = false;
  private isState = false;
  private ended = false;
  /** Of its end, when that came before it stood; null: it stands, or nothing is to be said. */
  private lastWords: CompleteMessage | ErrorMessage | null = null;
  private standing = false;

  constructor(
    private readonly fanOut: FanOut,
    private readonly request: Request,
    private readonly subscriber: Subscriber,
  ) {
    this.judge = subscriber.session.actor;
    subscriber.session.watch(this);
  }

  /** The errors that keep it from beginning, if any. */
  async begin(): Promise<ExecutionResult | undefined> {
    const { document, original } = this.request;
    try {
      const errors = await (document.hasPlace(original.variables) ? this.goAlone('given', this.judge) : this.join());
      if (errors) this.close();
      return errors;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  get id(): string {
    return this.subscriber.id;
  }

  async return(): Promise<void> {
    this.close();
  }

  /** graphql-ws takes it for a stream by this; it is never asked for anything. */
  [Symbol.asyncIterator](): AsyncIterator<ExecutionResult> {
    return { next: async () => ({ value: undefined, done: true }) };
  }

  stood(): void {
    this.standing = true;
    if (this.lastWords) this.conclude(this.lastWords);
  }

  finish(): void {
    this.close();
    this.conclude({ id: this.id, type: MessageType.Complete });
  }

  failed(error: Error): void {
    this.close();
    const { present } = this.fanOut.engine;
    // Not the end of the subscription: its client comes back, and goes on after its last event.
    if (isUnreachable(error)) closeFailed(this.socket, error);
    else
      this.conclude({
        id: this.id,
        type: MessageType.Error,
        payload: [present(new GraphQLError(error.message, { originalError: error }))],
      });
  }

  private get socket(): WebSocket {
    return this.subscriber.connection.socket;
  }

  private conclude(words: CompleteMessage | ErrorMessage): void {
    if (this.standing) this.subscriber.connection.conclude(this, words);
    else this.lastWords ??= words;
  }

  take(frame: Frame): void {
    if (frame.id === null) this.write(frame.tail);
    else if (frame.id <= this.last) return;
    else if (!this.changes[0]) this.takeNew(frame, frame.id);
    else if (frame.id <= this.changes[0].from) this.send(frame);
  }

  private takeNew(frame: Frame, id: bigint): void {
    const { decidedUpTo } = this.subscriber.session;
    if (decidedUpTo === null || id <= decidedUpTo) this.send(frame);
    else if (this.held.length < MOST_HELD) this.held.push(frame);
    else this.changeAt({ from: this.last, actor: this.judge });
  }

  takeState(tail: string): boolean {
    const { session } = this.subscriber;
    const { socket } = this;
    if (session.decidedUpTo !== null) return false;
    if (this.fanOut.slow.isBehind(socket)) {
      this.fanOut.slow.whenDrained(socket, () => this.renew());
      return false;
    }
    this.write(tail);
    return true;
  }

  rightsRead(from: bigint, changed: boolean): void {
    if (this.ended) return;
    if (!changed) this.goOn();
    else if (this.isState && !this.opening) this.joinAnew();
    else this.changeAt({ from, actor: this.subscriber.session.actor });
  }

  /** It has everything of its stream up to where its rights changed. */
  handedOver(): void {
    const change = this.changes.shift();
    this.leaveShare();
    this.stopOwn();
    if (change) this.goOnFrom(change);
  }

  /** Its share turned out to be of nobody else, or failed. */
  dissolved(): void {
    const { last, judge, isState } = this;
    this.leaveShare();
    if (isState) this.joinAnew();
    else this.goOnFrom({ from: last, actor: judge });
  }

  async takeOwn({ id, tail }: Frame): Promise<void> {
    const { session } = this.subscriber;
    // Its source judges by the rights it was opened with: behind a change the next one does.
    while (id !== null && session.decidedUpTo !== null && id > session.decidedUpTo) await session.rereading;
    const [change] = this.changes;
    if (id !== null && change && id > change.from) return this.handedOver();
    await this.sendPaced(tail);
    this.last = id ?? this.last;
  }

  sentOwn(): void {
    if (this.changes.length === 0) this.joinWhenDrained();
    else this.handOverOwn();
  }

  private async sendPaced(tail: string): Promise<void> {
    const { socket } = this;
    // When nothing goes out any more it waits until the socket is gone.
    if (socket.readyState !== socket.OPEN) await new Promise(() => {});
    if (this.fanOut.slow.isBehind(socket)) await new Promise<void>((sent) => socket.send(this.frame(tail), () => sent()));
    else this.write(tail);
  }

  private send({ id, tail }: Frame): void {
    if (this.fanOut.slow.isBehind(this.socket)) {
      void this.tooSlow();
      return;
    }
    this.last = id ?? this.last;
    this.write(tail);
  }

  private write(tail: string): void {
    const { socket } = this;
    if (socket.readyState === socket.OPEN) socket.send(this.frame(tail));
  }

  private frame(tail: string): string {
    this.prefix ??= `{"id":${JSON.stringify(this.subscriber.id)},"type":"next","payload":`;
    return this.prefix + tail;
  }

  private async tooSlow(): Promise<void> {
    const delivery = this.joined?.delivery;
    this.close();
    try {
      if (delivery instanceof EventDelivery) this.write(await delivery.gap(this.last));
      this.finish();
    } catch (error) {
      this.failed(error as Error);
    }
  }

  private goOn(): void {
    this.renew();
    const { decidedUpTo } = this.subscriber.session;
    const held = this.held;
    this.held = [];
    for (const frame of held) {
      if (this.ended) return;
      if (decidedUpTo === null || (frame.id ?? 0n) <= decidedUpTo) this.send(frame);
      else this.held.push(frame);
    }
    if (this.joining) setImmediate(() => this.joinWhenDrained());
  }

  private renew(): void {
    if (this.joined?.delivery instanceof StateDelivery) this.joined.delivery.renewFor(this);
  }

  private changeAt(change: Change): void {
    // What has no places in the log is decided by the rights of the moment: its source asks for them.
    if (this.own && !this.own.caughtUp) return;
    this.changes.push(change);
    this.held = [];
    const delivery = this.joined?.delivery;
    if (delivery instanceof EventDelivery) {
      if (this.changes.length === 1) delivery.leaveAfter(this, change.from);
    } else if (this.own) setImmediate(() => this.handOverOwn());
    else if (!this.opening) this.handedOver();
  }

  private handOverOwn(): void {
    const [change] = this.changes;
    if (change && this.own && (this.own.isDrained || this.last >= change.from)) this.handedOver();
  }

  private joinAnew(): void {
    this.leaveShare();
    this.changes.length = 0;
    this.goingOn(this.join());
  }

  /** Begins anew, silent where the rights no longer suffice: they may come back. */
  private goOnFrom({ from, actor }: Change): void {
    if (!this.ended) this.goingOn(this.goAlone(from, actor));
  }

  private goingOn(beginning: Promise<ExecutionResult | undefined>): void {
    beginning.then(
      () => {
        if (this.ended || this.own || this.joined || this.opening || this.changes.length === 0) return;
        if (this.isState) this.joinAnew();
        else this.handedOver();
      },
      (error: Error) => this.failed(error),
    );
  }

  private async goAlone(place: Place, actor: Actor): Promise<ExecutionResult | undefined> {
    const { session } = this.subscriber;
    this.judge = actor;
    // What is judged event by event keeps the rights it was opened with, up to where the log says that they changed.
    const following = this.fanOut.isShared(this.request, actor)
      ? { actorNow: () => actor, rereading: () => null }
      : { actorNow: () => session.actor, rereading: () => session.rereading };
    const line = new Line(this.fanOut.engine, this.request, following);
    this.opening = true;
    const source = await line.open(place).finally(() => {
      this.opening = false;
    });
    if (!(Symbol.asyncIterator in source)) return source;
    if (this.ended) {
      void source.return?.();
      return undefined;
    }
    if (typeof place === 'bigint') this.last = place;
    const own = new OwnStream(source, line, this);
    this.own = own;
    void own.run();
    void own.caughtUp?.then(() => this.own === own && this.lookForOthers());
    if (this.changes.length > 0) setImmediate(() => this.handOverOwn());
    return undefined;
  }

  private async join(): Promise<ExecutionResult | undefined> {
    this.opening = true;
    const found = await this.fanOut.shareFor(this.request, this.subscriber.session).finally(() => {
      this.opening = false;
    });
    if (found === null) return this.ended ? undefined : this.goAlone(null, this.subscriber.session.actor);
    if ('errors' in found) return found.errors;
    if (!this.isStillFor(found)) return this.ended ? undefined : this.join();
    this.joinNow(found);
    return undefined;
  }

  /** Begins to share as soon as it has caught up. */
  private lookForOthers(): void {
    this.joining?.share.release();
    this.joining = null;
    this.fanOut
      .shareFor(this.request, this.subscriber.session)
      .then((found) => {
        if (found === null || 'errors' in found) return;
        if (!this.own || this.joining) {
          found.share.release();
          return;
        }
        this.joining = found;
        setImmediate(() => this.joinWhenDrained());
      })
      .catch((error: unknown) => this.fanOut.engine.app.failures.tell(error, 'a subscription stays by itself'));
  }

  private joinWhenDrained(): void {
    const { joining, own } = this;
    if (!joining || this.changes.length > 0 || !own?.isDrained || this.subscriber.session.decidedUpTo !== null) return;
    this.joining = null;
    if (this.isStillFor(joining)) {
      this.last = own.reached;
      this.own = null;
      own.stop();
      this.joinNow(joining);
    } else this.lookForOthers();
  }

  /** Released otherwise. */
  private isStillFor({ share }: Joined): boolean {
    const holds = !this.ended && !share.closed && share.of.rights === this.subscriber.session.rights;
    if (!holds) share.release();
    return holds;
  }

  private joinNow(joined: Joined): void {
    this.joined = joined;
    this.judge = this.subscriber.session.actor;
    this.changes.length = 0;
    this.isState = joined.delivery instanceof StateDelivery;
    joined.delivery.join(this);
  }

  private leaveShare(): void {
    const { joined } = this;
    this.joined = null;
    this.held = [];
    joined?.delivery.leave(this);
    joined?.share.release();
  }

  private close(): void {
    if (this.ended) return;
    this.ended = true;
    this.subscriber.session.unwatch(this);
    this.subscriber.taken.giveBack();
    this.stopOwn();
    this.leaveShare();
  }

  private stopOwn(): void {
    this.own?.stop();
    this.own = null;
    this.joining?.share.release();
    this.joining = null;
  }
}
