import { Button } from '@graphiql/react';
import { type FormEvent, useState } from 'react';
import { beginChat, type Credentials, signIn } from './demo';
import { usePage, useSessions } from './playground-page';
import type { Session } from './sessions';

type Attempt = { state: 'idle' } | { state: 'waiting' } | { state: 'refused'; message: string };

/** All ways to sign in: by one click where the demo workspace is, by the form everywhere. */
export function SignIn() {
  const { demo, sessions } = usePage();
  const { known, notice } = useSessions(sessions);
  const [attempt, setAttempt] = useState<Attempt>({ state: 'idle' });

  async function attemptTo(signInSomehow: () => Promise<void>) {
    setAttempt({ state: 'waiting' });
    try {
      await signInSomehow();
      setAttempt({ state: 'idle' });
    } catch (reason) {
      setAttempt({ state: 'refused', message: reason instanceof Error ? reason.message : String(reason) });
    }
  }
  const form = (
    <SignInForm waiting={attempt.state === 'waiting'} onSubmit={(credentials) => attemptTo(() => signIn(sessions, credentials))} />
  );
  return (
    <section className="sign-in" aria-label="Sign in">
      <h2>Sign in</h2>
      {demo && <OneClick attemptTo={attemptTo} />}
      {demo ? (
        <details>
          <summary>With e-mail and password</summary>
          {form}
        </details>
      ) : (
        form
      )}
      <div role="status">
        {attempt.state === 'refused' && <p className="sign-in-refusal">{attempt.message}</p>}
        {notice && <p className="sign-in-refusal">{notice}</p>}
      </div>
      {[...known.values()].map((session) => (
        <SignedIn key={session.role} session={session} />
      ))}
    </section>
  );
}

function OneClick({ attemptTo }: { attemptTo(signInSomehow: () => Promise<void>): void }) {
  const { demo, sessions } = usePage();
  const [channel] = demo?.channels ?? [];
  return (
    <div className="sign-in-roles">
      {channel && (
        <Button type="button" title={`Starts a chat on ${channel.name}`} onClick={() => attemptTo(() => beginChat(sessions, channel.key))}>
          Customer
        </Button>
      )}
      {demo?.signIns.map((credentials) => (
        <Button
          key={credentials.email}
          type="button"
          title={credentials.name}
          onClick={() => attemptTo(() => signIn(sessions, credentials))}
        >
          {capitalised(credentials.role)}
        </Button>
      ))}
    </div>
  );
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function SignInForm({ waiting, onSubmit }: { waiting: boolean; onSubmit(credentials: Credentials): void }) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    onSubmit({ email: String(fields.get('email')), password: String(fields.get('password')) });
  }
  return (
    <form onSubmit={submit}>
      <label>
        E-mail
        <input name="email" type="email" autoComplete="username" required />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <Button type="submit" disabled={waiting}>
        {waiting ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}

function SignedIn({ session: { role, name, accessToken, accessTokenExpiresAt } }: { session: Session }) {
  const { sessions } = usePage();
  const endsAt = new Date(accessTokenExpiresAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return (
    <div className="signed-in">
      <p>
        <strong>{name}</strong>, {role}
        <button type="button" className="sign-out" onClick={() => void sessions.signOut(role)}>
          Sign out
        </button>
      </p>
      <details>
        <summary>Token until {endsAt}, renewed by itself</summary>
        <p>
          <code>Authorization: Bearer {accessToken}</code>
        </p>
        <p>
          An Authorization of your own in a tab’s Headers goes before it. After a reload of the page, sign in again: no token is stored.
        </p>
      </details>
    </div>
  );
}
