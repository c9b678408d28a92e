import { type FormEvent, useState, useSyncExternalStore } from 'react';
import { AgentDesk, type DeskState } from './agent-desk';
import type { Demo } from './placeholders';
import { Composer, IsTyping, Messages } from './talk-messages';
import { Traffic } from './talk-traffic';

const statuses = ['ONLINE', 'INVISIBLE', 'BREAK', 'OFFLINE'];

export function AgentPane({ demo }: { demo: Demo | null }) {
  const [desk] = useState(() => new AgentDesk());
  const state = useSyncExternalStore(desk.subscribe, desk.state);
  const { known, notice } = useSyncExternalStore(desk.side.sessions.subscribe, desk.side.sessions.state);
  const [agent] = known.values();
  const trouble = state.trouble ?? notice;
  return (
    <section className="pane" aria-label="Agent">
      <h2>Agent{agent && `: ${agent.name}`}</h2>
      {agent ? <Desk desk={desk} state={state} /> : <SignIn demo={demo} onSignIn={desk.signIn} />}
      {trouble && <p role="alert">{trouble}</p>}
      <Traffic side={desk.side} />
    </section>
  );
}

function SignIn({ demo, onSignIn }: { demo: Demo | null; onSignIn: AgentDesk['signIn'] }) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    onSignIn({ email: String(fields.get('email')), password: String(fields.get('password')) });
  }
  if (demo) {
    return (
      <div className="buttons">
        {demo.signIns.map((credentials) => (
          <button key={credentials.email} type="button" onClick={() => onSignIn(credentials)}>
            Sign in as {credentials.name}, {credentials.role}
          </button>
        ))}
      </div>
    );
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
      <button type="submit">Sign in</button>
    </form>
  );
}

function Desk({ desk, state }: { desk: AgentDesk; state: DeskState }) {
  const { status, waiting, conversations, chosen } = state;
  const conversation = conversations.find(({ id }) => id === chosen);
  return (
    <>
      <div className="buttons">
        {statuses.map((each) => (
          <button key={each} type="button" aria-pressed={each === status} onClick={() => desk.changeStatus(each)}>
            {each.charAt(0) + each.slice(1).toLowerCase()}
          </button>
        ))}
        <span>{waiting ?? '…'} waiting</span>
        <button type="button" className="plain" onClick={desk.signOut}>
          Sign out
        </button>
      </div>
      <nav className="buttons" aria-label="Active conversations">
        {conversations.length === 0 && <p className="quiet">No active conversation. Go Online: waiting customers come by themselves.</p>}
        {conversations.map(({ id, customer, endedAt }) => (
          <button key={id} type="button" aria-pressed={id === chosen} onClick={() => desk.choose(id)}>
            {customer.name}
            {endedAt && ' (ended)'}
          </button>
        ))}
      </nav>
      {conversation && (
        <>
          <Messages messages={conversation.messages} own="AGENT" marked={state.marked.get(conversation.id) ?? 0} />
          <IsTyping name={state.typing} />
          <Composer
            label={`Answer ${conversation.customer.name}`}
            disabled={conversation.endedAt !== null}
            onType={desk.typing.typed}
            onSend={desk.answer}
            onFile={desk.answerWithFile}
          />
          <Resolve key={conversation.id} desk={desk} state={state} />
        </>
      )}
    </>
  );
}

/** Without a topic the server refuses, which may be tried. */
function Resolve({ desk, state: { topics } }: { desk: AgentDesk; state: DeskState }) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    desk.resolve(String(new FormData(event.currentTarget).get('topicId')));
  }
  return (
    <form className="composer" onSubmit={submit}>
      <select name="topicId" aria-label="Topic">
        <option value="">Topic…</option>
        {topics.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <button type="submit">Resolve</button>
    </form>
  );
}
