import type { Actor } from '../auth/actor.js';

export interface SocketLimitsOptions {
  socketsPerAddress: number;
  socketsPerUser: number;
  subscriptionsPerAddress: number;
  subscriptionsPerUser: number;
  /** Of a user; of visitors without a token, of their address. */
  subscribesPerSecond: number;
}

/** What one address, or one account, has open. */
class Party {
  sockets = 0;
  subscriptions = 0;
  private begun = 0;
  private since = performance.now();

  constructor(
    readonly key: string,
    private readonly perSecond: number,
  ) {}

  /** Counts the beginning of a subscription, unless as many as may began within this second. */
  begins(): boolean {
    const now = performance.now();
    this.begun = Math.max(0, this.begun - ((now - this.since) / 1000) * this.perSecond);
    this.since = now;
    if (this.begun + 1 > this.perSecond) return false;
    this.begun++;
    return true;
  }
}

/** What a socket or a subscription counts for. */
export interface Taken {
  /** Any number of calls count once. */
  giveBack(): void;
}

/** Of visitors, who have no account, and of those who are refused. */
export const NOTHING: Taken = { giveBack: () => {} };

/** Objects rather than closures over what they need: there are three for each socket that hears nothing. */
class TakenSocket implements Taken {
  constructor(
    private party: Party | null,
    private readonly limits: SocketLimits,
  ) {}

  giveBack(): void {
    const { party } = this;
    this.party = null;
    if (!party) return;
    party.sockets--;
    if (party.sockets === 0) this.limits.forgetLater(party);
  }
}

class TakenSubscription implements Taken {
  private given = false;

  constructor(
    private readonly ofAddress: Party,
    private readonly ofUser: Party,
  ) {
    this.count(1);
  }

  giveBack(): void {
    if (!this.given) this.count(-1);
    this.given = true;
  }

  private count(by: number): void {
    this.ofAddress.subscriptions += by;
    // A visitor is counted by address alone.
    if (this.ofUser !== this.ofAddress) this.ofUser.subscriptions += by;
  }
}

const accountOf = (actor: Actor): string | null => {
  if (actor.kind === 'nobody') return null;
  return actor.kind === 'agent' ? actor.agentId : actor.customerId;
};

/** How much of this process one address and one account may hold by WebSockets. */
export class SocketLimits {
  private readonly parties = new Map<string, Party>();

  constructor(private readonly options: SocketLimitsOptions) {}

  /** Of an address, for a socket that opens; or why not. */
  takeAddress(address: string): Taken | string {
    const most = this.options.socketsPerAddress;
    return this.takeSocket(`address ${address}`, most) ?? `Too many sockets of this address: at most ${most}`;
  }

  /** Of an account, for a socket that was acknowledged; or why not. */
  takeAccount(actor: Actor): Taken | string {
    const account = accountOf(actor);
    const most = this.options.socketsPerUser;
    if (!account) return NOTHING;
    return this.takeSocket(`account ${account}`, most) ?? `Too many sockets of this account: at most ${most}`;
  }

  takeSubscription(actor: Actor, address: string): Taken | string {
    const { subscriptionsPerAddress, subscriptionsPerUser, subscribesPerSecond } = this.options;
    const account = accountOf(actor);
    const ofAddress = this.party(`address ${address}`);
    const ofUser = account ? this.party(`account ${account}`) : ofAddress;
    if (account && ofUser.subscriptions >= subscriptionsPerUser)
      return `At most ${subscriptionsPerUser} subscriptions at once of an account.`;
    if (ofAddress.subscriptions >= subscriptionsPerAddress)
      return `At most ${subscriptionsPerAddress} subscriptions at once of an address.`;
    if (!ofUser.begins()) return `At most ${subscribesPerSecond} subscriptions may begin within a second. Wait a moment.`;
    return new TakenSubscription(ofAddress, ofUser);
  }

  private takeSocket(key: string, most: number): Taken | undefined {
    const party = this.party(key);
    if (party.sockets >= most) return undefined;
    party.sockets++;
    return new TakenSocket(party, this);
  }

  private party(key: string): Party {
    const party = this.parties.get(key) ?? new Party(key, this.options.subscribesPerSecond);
    this.parties.set(key, party);
    return party;
  }

  /** Not at once: coming back would be a way round the number of beginnings within a second. */
  forgetLater(party: Party): void {
    setTimeout(() => {
      if (party.sockets === 0 && this.parties.get(party.key) === party) this.parties.delete(party.key);
    }, 1_000).unref();
  }
}
