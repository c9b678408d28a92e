import type { Role } from './example';
import { bearer, post } from './http';
import type { KnownSession } from './placeholders';

export interface Tokens {
  accessToken: string;
  accessTokenExpiresAt: string;
  refreshToken: string;
}

export interface Session extends KnownSession, Tokens {
  role: Role;
  name: string;
}

/** An immutable picture, made anew at each change. */
export interface SessionsState {
  known: ReadonlyMap<Role, Session>;
  /** Who runs what names nobody: the last who signed in. */
  current: Role;
  /** Why somebody is signed in no longer, if that was not asked for. */
  notice: string | null;
}

/** Whoever may more may do what these run as. */
const standIns: Partial<Record<Role, Role[]>> = {
  agent: ['agent', 'supervisor', 'administrator'],
  supervisor: ['supervisor', 'administrator'],
};

const MINUTE = 60_000;
/** The token is renewed a minute before it ends; within bounds, because this machine's clock may be wrong. */
const renewIn = (expiresAt: string): number => Math.min(Math.max(Date.parse(expiresAt) - Date.now() - MINUTE, MINUTE / 2), 14 * MINUTE);

interface ViewerData {
  viewer: { agent?: { id: string; name: string; role: string }; customer?: { name: string } } | null;
}

const whoAmI = /* GraphQL */ `query WhoAmI {
  viewer {
    ... on AgentViewer { agent { id name role } }
    ... on CustomerViewer { customer { name } }
  }
}`;

const refreshMutation = /* GraphQL */ `mutation RefreshSession($input: RefreshSessionInput!) {
  refreshSession(input: $input) { accessToken accessTokenExpiresAt refreshToken userErrors { message } }
}`;

const signOutMutation = 'mutation SignOut { signOut { signedOut } }';

/** Who is signed in, one of each role; in this page's memory only, so that no token is stored anywhere. */
export class Sessions {
  private present: SessionsState = { known: new Map(), current: 'nobody', notice: null };
  private readonly listeners = new Set<() => void>();
  private readonly timers = new Map<Role, number>();

  /** `send` sends an operation over HTTP. Default: as it is. */
  constructor(readonly send: typeof post = post) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly state = (): SessionsState => this.present;

  /** Who acts as this role: whoever signed in as that, or may do the same and more. */
  readonly of = (role: Role): Session | undefined => {
    for (const standIn of standIns[role] ?? [role]) {
      const session = this.present.known.get(standIn);
      if (session) return session;
    }
    return undefined;
  };

  /** Acts as whoever the tokens are of from now on. */
  async open(tokens: Tokens, chatCursor?: string | null): Promise<void> {
    const { data, errors } = await this.send<ViewerData>({ query: whoAmI, operationName: 'WhoAmI' }, bearer(tokens.accessToken));
    const { agent, customer } = data?.viewer ?? {};
    if (agent) this.put({ ...tokens, role: agent.role.toLowerCase() as Role, name: agent.name, agentId: agent.id });
    else if (customer) this.put({ ...tokens, role: 'customer', name: customer.name, chatCursor });
    else throw new Error(errors?.[0]?.message ?? 'The server does not say whose the token is.');
  }

  /** The tokens that took the place of those with this refresh token. */
  renew(refreshToken: string, tokens: Tokens): void {
    const session = [...this.present.known.values()].find((known) => known.refreshToken === refreshToken);
    if (session) this.put({ ...session, ...tokens }, this.present.current);
  }

  async signOut(role: Role): Promise<void> {
    const session = this.present.known.get(role);
    if (!session) return;
    this.drop(role);
    await this.send({ query: signOutMutation, operationName: 'SignOut' }, bearer(session.accessToken));
  }

  drop(role: Role, notice: string | null = null): void {
    window.clearTimeout(this.timers.get(role));
    const known = new Map([...this.present.known].filter(([each]) => each !== role));
    const current = this.present.current === role ? ([...known.keys()].at(-1) ?? 'nobody') : this.present.current;
    this.change({ known, current, notice });
  }

  private put(session: Session, current: Role = session.role): void {
    window.clearTimeout(this.timers.get(session.role));
    const timer = window.setTimeout(() => void this.refresh(session), renewIn(session.accessTokenExpiresAt));
    this.timers.set(session.role, timer);
    this.change({ known: new Map([...this.present.known, [session.role, session]]), current, notice: null });
  }

  private async refresh({ role, name, refreshToken }: Session): Promise<void> {
    const { data, errors } = await this.send<{ refreshSession: Tokens & { userErrors: { message: string }[] } }>({
      query: refreshMutation,
      operationName: 'RefreshSession',
      variables: { input: { refreshToken } },
    });
    const refusal = errors?.[0] ?? data?.refreshSession.userErrors[0];
    if (refusal || !data) return this.drop(role, `${name} is signed out: ${refusal?.message ?? 'no answer to refreshSession.'}`);
    const { accessToken, accessTokenExpiresAt, refreshToken: next } = data.refreshSession;
    this.renew(refreshToken, { accessToken, accessTokenExpiresAt, refreshToken: next });
  }

  private change(state: SessionsState): void {
    this.present = state;
    for (const listener of this.listeners) listener();
  }
}
