import { Button, type GraphiQLPlugin, useGraphiQL } from '@graphiql/react';
import { type FormEvent, useState } from 'react';
import { type Credentials, type Session, signIn, withAccessToken } from './sign-in';

export const signInPlugin: GraphiQLPlugin = { title: 'Sign in', icon: PersonIcon, content: SignInPanel };

type Attempt =
  | { state: 'idle' }
  | { state: 'waiting' }
  | { state: 'refused'; message: string }
  | ({ state: 'signed in'; email: string } & Session);

/** Any way to sign in (the form, a button) goes through here: it puts the token into the Headers editor of the open tab. */
function useSignIn() {
  const headerEditor = useGraphiQL((state) => state.headerEditor);
  const [attempt, setAttempt] = useState<Attempt>({ state: 'idle' });

  async function signInAs(credentials: Credentials) {
    setAttempt({ state: 'waiting' });
    try {
      const session = await signIn(credentials);
      headerEditor?.setValue(withAccessToken(headerEditor.getValue(), session.accessToken));
      setAttempt({ state: 'signed in', email: credentials.email, ...session });
    } catch (reason) {
      setAttempt({ state: 'refused', message: reason instanceof Error ? reason.message : String(reason) });
    }
  }
  return { attempt, signInAs };
}

function SignInPanel() {
  const { attempt, signInAs } = useSignIn();
  return (
    <section className="sign-in">
      <h2>Sign in</h2>
      <p>The access token goes into the Headers editor of the open tab. Each tab has headers of its own, so two tabs can be two people.</p>
      <SignInForm waiting={attempt.state === 'waiting'} onSubmit={signInAs} />
      <div role="status">
        {attempt.state === 'refused' && <p className="sign-in-refusal">{attempt.message}</p>}
        {attempt.state === 'signed in' && <SignedIn email={attempt.email} refreshToken={attempt.refreshToken} />}
      </div>
    </section>
  );
}

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

function SignedIn({ email, refreshToken }: { email: string; refreshToken: string }) {
  return (
    <>
      <p>
        Signed in as <strong>{email}</strong>. A running subscription keeps its old rights: start it again.
      </p>
      <details>
        <summary>Refresh token</summary>
        <p>
          The access token lasts 15 minutes; this one is for <code>refreshSession</code>.
        </p>
        <code>{refreshToken}</code>
      </details>
    </>
  );
}

function PersonIcon() {
  return (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <circle cx="10" cy="6.5" r="3.5" />
      <path d="M3 18c0-4 3-6 7-6s7 2 7 6" strokeLinecap="round" />
    </svg>
  );
}
