import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { hashPassword } from '../../src/auth/passwords.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
import { Company } from '../support/company.js';
import { Desk } from '../support/desk.js';
import { perform } from '../support/perform.js';
import { RawSocket } from '../support/raw-socket.js';

const PASSWORD = 'correct horse battery';

let desk: Desk;
let company: Company;
let passwordHash: string;
let lastAddress = 0;
beforeAll(async () => {
  // The addresses of these tests come as a proxy would tell them.
  desk = await Desk.start({ env: { TRUST_PROXY: '1' } });
  passwordHash = await hashPassword(PASSWORD);
});
afterAll(() => desk.stop());
beforeEach(async () => {
  company = await Company.open(desk);
});

/** An address that nobody has signed in from yet. */
const freshAddress = () => `203.0.113.${++lastAddress}`;
const agentWithPassword = (name = 'Ayşe') => company.agent(name, { passwordHash });

interface SignedIn {
  accessToken: string | null;
  refreshToken: string | null;
  agent: { name: string } | null;
  userErrors: { code: string; message: string; path: string[] }[];
}

interface Attempt {
  status: number;
  data?: { signIn: SignedIn };
  errors?: { message: string; extensions: { code: string; retryAfterSeconds?: number } }[];
}

const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  accessToken refreshToken agent { name } userErrors { code message path } } }`;

const signIn = async (email: string, password = PASSWORD, address = freshAddress()): Promise<Attempt> => {
  const response = await fetch(`${desk.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify({ query: SIGN_IN, variables: { input: { email, password } } }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Attempt, 'status'>) };
};

const outcomeOf = ({ data, errors }: Attempt): string => errors?.[0]?.extensions.code ?? data?.signIn.userErrors[0]?.code ?? 'SIGNED_IN';

const tokensOf = async (agent: AgentAtWork): Promise<{ accessToken: string; refreshToken: string }> => {
  const { data } = await signIn(agent.seeded.email);
  if (!data?.signIn.accessToken || !data.signIn.refreshToken) throw new Error('not signed in');
  return { accessToken: data.signIn.accessToken, refreshToken: data.signIn.refreshToken };
};

const viewerOf = async (accessToken: string): Promise<string> => {
  const { data, errors } = await desk.withToken(accessToken).send<{ viewer: { __typename: string } | null }>('{ viewer { __typename } }');
  return data?.viewer?.__typename ?? String(errors?.[0]?.extensions?.code);
};

const refresh = (refreshToken: string) =>
  perform<{ accessToken: string; refreshToken: string }>(desk.visitor(), 'refreshSession', { refreshToken }, 'accessToken refreshToken');

const signOut = async (accessToken: string): Promise<void> => {
  await desk.withToken(accessToken).ask('mutation { signOut { signedOut userErrors { code } } }');
};

describe('signing in', () => {
  test('with e-mail and password, whatever their capitals and form', async () => {
    const ayse = await agentWithPassword();
    const { data } = await signIn(ayse.seeded.email.toUpperCase());
    expect(data?.signIn).toMatchObject({ agent: { name: 'Ayşe' }, userErrors: [] });
    expect(await viewerOf(data?.signIn.accessToken ?? '')).toBe('AgentViewer');
  });

  test('a wrong password, an unknown e-mail, an invited and a deactivated agent are answered alike', async () => {
    const [ayse, gone, invited] = [await agentWithPassword(), await agentWithPassword('Gone'), await company.agent('Invited')];
    await (await company.supervisor()).deactivates(gone);
    const answers = [
      await signIn(ayse.seeded.email, 'wrong'),
      await signIn('nobody@example.com'),
      await signIn(invited.seeded.email),
      await signIn(gone.seeded.email),
    ];
    expect(outcomeOf(answers[0] as Attempt)).toBe('INVALID_CREDENTIALS');
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test('the longest address is refused as any other', async () => {
    const label = 'a'.repeat(60);
    const longest = `${label}@${label}.${label}.${label}.example`;
    expect(outcomeOf(await signIn(longest))).toBe('INVALID_CREDENTIALS');
  });
});

describe('wrong sign-ins', () => {
  test('five a minute for an account, from wherever; then not even the right password, and how long to wait', async () => {
    const ayse = await agentWithPassword();
    for (let n = 1; n <= 5; n++) expect(outcomeOf(await signIn(ayse.seeded.email, `guess ${n}`))).toBe('INVALID_CREDENTIALS');
    const { data, errors } = await signIn(ayse.seeded.email);
    expect(data?.signIn ?? null).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe('RATE_LIMITED');
    const wait = errors?.[0]?.extensions.retryAfterSeconds ?? 0;
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(errors?.[0]?.message).toContain(`${wait} s`);
    const mehmet = await agentWithPassword('Mehmet');
    expect(outcomeOf(await signIn(mehmet.seeded.email))).toBe('SIGNED_IN');
  });

  test('five a minute from an address, for whichever accounts; other addresses go on', async () => {
    const ayse = await agentWithPassword();
    const address = freshAddress();
    for (let n = 1; n <= 5; n++) expect(outcomeOf(await signIn(`somebody-${n}@example.com`, 'guess', address))).toBe('INVALID_CREDENTIALS');
    expect(outcomeOf(await signIn(ayse.seeded.email, PASSWORD, address))).toBe('RATE_LIMITED');
    expect(outcomeOf(await signIn(ayse.seeded.email))).toBe('SIGNED_IN');
  });

  test('an address that is refused locks nobody’s account', async () => {
    const ayse = await agentWithPassword();
    const address = freshAddress();
    for (let n = 1; n <= 5; n++) await signIn(`somebody-${n}@example.com`, 'guess', address);
    for (let n = 1; n <= 6; n++) expect(outcomeOf(await signIn(ayse.seeded.email, 'guess', address))).toBe('RATE_LIMITED');
    expect(outcomeOf(await signIn(ayse.seeded.email))).toBe('SIGNED_IN');
  });

  test('an account that is refused blocks nobody’s address', async () => {
    const [ayse, mehmet] = [await agentWithPassword(), await agentWithPassword('Mehmet')];
    const office = freshAddress();
    for (let n = 1; n <= 5; n++) await signIn(ayse.seeded.email, 'guess');
    for (let n = 1; n <= 6; n++) expect(outcomeOf(await signIn(ayse.seeded.email, PASSWORD, office))).toBe('RATE_LIMITED');
    expect(outcomeOf(await signIn(mehmet.seeded.email, PASSWORD, office))).toBe('SIGNED_IN');
  });

  test('right ones do not count', async () => {
    const ayse = await agentWithPassword();
    const address = freshAddress();
    for (let n = 1; n <= 4; n++) await signIn(ayse.seeded.email, 'wrong', address);
    for (let n = 1; n <= 4; n++) expect(outcomeOf(await signIn(ayse.seeded.email, PASSWORD, address))).toBe('SIGNED_IN');
    expect(outcomeOf(await signIn(ayse.seeded.email, 'wrong', address))).toBe('INVALID_CREDENTIALS');
    expect(outcomeOf(await signIn(ayse.seeded.email, PASSWORD, address))).toBe('RATE_LIMITED');
  });

  test.each(['one account', 'one address'])('thirty guesses at once for %s: no more than five are looked at', async (what) => {
    const ayse = await agentWithPassword();
    const address = freshAddress();
    const guesses = Array.from({ length: 30 }, (_, n) =>
      what === 'one account' ? signIn(ayse.seeded.email, `guess ${n}`) : signIn(`guessed-${n}@example.com`, 'guess', address),
    );
    const outcomes = (await Promise.all(guesses)).map(outcomeOf);
    expect(outcomes.filter((outcome) => outcome === 'INVALID_CREDENTIALS')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'RATE_LIMITED')).toHaveLength(25);
  });

  test('an office whose agents all sign in at once, from one address, gets in', async () => {
    const address = freshAddress();
    const agents = await Promise.all(Array.from({ length: 12 }, (_, n) => agentWithPassword(`Agent ${n}`)));
    const outcomes = await Promise.all(agents.map(({ seeded }) => signIn(seeded.email, PASSWORD, address)));
    expect(outcomes.map(outcomeOf)).toEqual(agents.map(() => 'SIGNED_IN'));
  });
});

describe('refreshing', () => {
  test('gives the next pair and uses the one given up; the session goes on', async () => {
    const first = await tokensOf(await agentWithPassword());
    const second = await refresh(first.refreshToken);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    const third = await refresh(second.refreshToken);
    for (const { accessToken } of [first, second, third]) expect(await viewerOf(accessToken)).toBe('AgentViewer');
  });

  test('a used-up token presented again ends the session, for whoever has it', async () => {
    const first = await tokensOf(await agentWithPassword());
    const second = await refresh(first.refreshToken);
    await expect(refresh(first.refreshToken)).rejects.toThrow('REFRESH_TOKEN_INVALID input.refreshToken');
    await expect(refresh(second.refreshToken)).rejects.toThrow('REFRESH_TOKEN_INVALID input.refreshToken');
    for (const { accessToken } of [first, second]) expect(await viewerOf(accessToken)).toBe('UNAUTHENTICATED');
  });

  test('ten at once with one token: at most one gets the next', async () => {
    const { refreshToken } = await tokensOf(await agentWithPassword());
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => refresh(refreshToken)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('what is made up, malformed or another session’s is refused, and ends nothing', async () => {
    const { accessToken, refreshToken } = await tokensOf(await agentWithPassword());
    const madeUp = `${refreshToken.slice(0, 36)}.${'A'.repeat(43)}`;
    for (const wrong of ['', 'nonsense', `${'0'.repeat(8)}${madeUp.slice(8)}`])
      await expect(refresh(wrong)).rejects.toThrow('REFRESH_TOKEN_INVALID');
    expect(await viewerOf(accessToken)).toBe('AgentViewer');
  });

  test('a customer’s too; after 30 days unused it is over', async () => {
    const ali = company.customer('Ali');
    await ali.startsChat('Hello');
    await ali.comesBack();
    expect(await ali.looks()).toHaveLength(1);
    const elsewhere = await Company.open();
    try {
      const veli = elsewhere.customer('Veli');
      await veli.startsChat('Hello');
      elsewhere.desk.clock.advance(29 * 86_400_000);
      await veli.comesBack();
      elsewhere.desk.clock.advance(30 * 86_400_000);
      await expect(veli.comesBack()).rejects.toThrow('REFRESH_TOKEN_INVALID');
    } finally {
      await elsewhere.close();
    }
  });
});

describe('signing out', () => {
  test('ends both tokens and the open socket at once, and no other session', async () => {
    const ayse = await agentWithPassword();
    const [here, there] = [await tokensOf(ayse), await tokensOf(ayse)];
    const [socket, other] = [new RawSocket(desk.url), new RawSocket(desk.url)];
    await socket.init({ authorization: `Bearer ${here.accessToken}` });
    await other.init({ authorization: `Bearer ${there.accessToken}` });
    await Promise.all([socket.frame('connection_ack'), other.frame('connection_ack')]);
    socket.subscribe('1', 'subscription { queueSizeChanged }');
    await socket.frame('next');

    await signOut(here.accessToken);
    expect(await viewerOf(here.accessToken)).toBe('UNAUTHENTICATED');
    expect(await socket.closed).toMatchObject({ code: 4401 });
    await expect(refresh(here.refreshToken)).rejects.toThrow('REFRESH_TOKEN_INVALID');

    other.subscribe('1', 'subscription { queueSizeChanged }');
    await other.frame('next');
    expect(await viewerOf(there.accessToken)).toBe('AgentViewer');
    await other.close();
  });

  test('is for customers too', async () => {
    const ali = company.customer('Ali');
    await ali.startsChat('Hello');
    const token = ali.client.accessToken ?? '';
    const socket = await new RawSocket(desk.url).init({ authorization: `Bearer ${token}` });
    await socket.frame('connection_ack');
    await signOut(token);
    expect(await viewerOf(token)).toBe('UNAUTHENTICATED');
    expect(await socket.closed).toMatchObject({ code: 4401 });
  });
});

describe('a socket', () => {
  test.each([
    ['not a token', 'Bearer nonsense'],
    ['without Bearer', 'nonsense'],
    ['of another kind', 42],
  ])('with an authorization that is %s is closed with 4403', async (_what, authorization) => {
    const socket = await new RawSocket(desk.url).init({ authorization });
    expect(await socket.closed).toMatchObject({ code: 4403 });
    expect(socket.frames).toEqual([]);
  });

  test('with a token that has expired or is altered is closed with 4403; one whose session has ended, with 4401', async () => {
    const { accessToken } = await tokensOf(await agentWithPassword());
    const expired = await tokenThatHolds(-1_000);
    const altered = `${accessToken.slice(0, -3)}AAA`;
    const ended = (await tokensOf(await agentWithPassword('Ended'))).accessToken;
    await signOut(ended);
    const codes: [string, number][] = [
      [expired, 4403],
      [altered, 4403],
      [ended, 4401],
    ];
    for (const [token, code] of codes) {
      const socket = await new RawSocket(desk.url).init({ authorization: `Bearer ${token}` });
      expect(await socket.closed).toMatchObject({ code });
    }
  });

  test('is closed with 4403 when its token expires', async () => {
    const socket = await new RawSocket(desk.url).init({ authorization: `Bearer ${await tokenThatHolds(1_500)}` });
    await socket.frame('connection_ack');
    expect(await socket.closed).toMatchObject({ code: 4403, reason: expect.stringContaining('expired') });
  });

  test('without a token is a visitor’s', async () => {
    const socket = await new RawSocket(desk.url).init();
    await socket.frame('connection_ack');
    socket.subscribe('1', '{ viewer { __typename } }');
    expect(JSON.stringify(await socket.frame('next'))).toContain('UNAUTHENTICATED');
    await socket.close();
  });
});

/** A token that ends after so many milliseconds, as one of almost 15 minutes ago does. */
const tokenThatHolds = async (milliseconds: number): Promise<string> => {
  const ayse = await company.agent('Short');
  const ago = 15 * 60_000 - milliseconds;
  desk.clock.advance(-ago);
  try {
    return await desk.seed.accessToken({ workspaceId: company.workspace.id, agentId: ayse.seeded.id });
  } finally {
    desk.clock.advance(ago);
  }
};
