import type { DocumentNode, ExecutionArgs, ExecutionResult } from 'graphql';
import type { Actor } from '../../auth/actor.js';
import type { SlowSockets } from '../slow-sockets.js';
import type { SocketSession } from '../socket-session.js';
import type { Engine, Request } from './line.js';
import { accountKey } from './rights-key.js';
import { type Delivery, Share } from './share.js';
import { type Subscriber, Subscription } from './subscription.js';
import { SubscriptionDocument } from './subscription-document.js';

type Found = { share: Share; delivery: Delivery } | { errors: ExecutionResult } | null;

/** The subscriptions of all sockets: those that are equal, by actors with equal rights, are one. */
export class FanOut {
  private readonly documents = new WeakMap<DocumentNode, Map<string, SubscriptionDocument>>();
  private readonly shares = new Map<string, Share>();

  constructor(
    readonly engine: Engine,
    readonly slow: SlowSockets,
  ) {}

  /** How many are carried out now; for /metrics and leak checks. */
  get size(): number {
    return this.shares.size;
  }

  async subscribe(args: ExecutionArgs, subscriber: Subscriber): Promise<Subscription | ExecutionResult> {
    const document = this.documentOf(args);
    const request: Request = {
      document,
      original: { document: args.document, variables: args.variableValues },
      requestId: subscriber.requestId,
    };
    const subscription = new Subscription(this, request, subscriber);
    return (await subscription.begin()) ?? subscription;
  }

  /** The share of those with these rights, retained for the asker; null where each goes by itself. */
  async shareFor(request: Request, session: SocketSession): Promise<Found> {
    for (;;) {
      const share = this.retained(request, session);
      if (share === null) return null;
      const opened = await share.opened;
      if (typeof opened === 'object' && 'delivery' in opened && !share.closed) return { share, delivery: opened.delivery };
      share.release();
      if (opened === 'unshareable') {
        request.document.keepApart(kindOf(share.of.actor));
      }
      if (typeof opened === 'object' && 'errors' in opened) return opened;
    }
  }

  /** Whether it would be shared, if there were others. */
  isShared({ document }: Request, actor: Actor): boolean {
    return document.sharing(kindOf(actor)) !== 'none';
  }

  private retained(request: Request, session: SocketSession): Share | null {
    const { document, original } = request;
    const { actor, rights } = session;
    const kind = kindOf(actor);
    const sharing = document.sharing(kind);
    if (sharing === 'none') return null;
    const ofAccount = sharing === 'account';
    const key = `${document.serial} ${ofAccount ? accountKey(actor) : rights} ${document.keyOf(original.variables)}`;
    const known = this.shares.get(key);
    const share = known ?? this.begun({ key, rights, actor, ofAccount }, request, () => document.narrow(kind, sharing));
    share.retain();
    return share;
  }

  private begun(of: Share['of'], request: Request, told: () => void): Share {
    const share: Share = new Share(of, this.engine, request, told, () => {
      if (this.shares.get(of.key) === share) this.shares.delete(of.key);
    });
    this.shares.set(of.key, share);
    return share;
  }

  private documentOf({ document, operationName }: ExecutionArgs): SubscriptionDocument {
    const known = this.documents.get(document) ?? new Map<string, SubscriptionDocument>();
    const name = operationName ?? '';
    const made = known.get(name) ?? new SubscriptionDocument(document, operationName, this.engine.schema);
    this.documents.set(document, known.set(name, made));
    return made;
  }
}

const kindOf = (actor: Actor): string => (actor.kind === 'agent' ? actor.role : actor.kind);
