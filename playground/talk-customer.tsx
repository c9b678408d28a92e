import { type FormEvent, useState, useSyncExternalStore } from 'react';
import { type Chat, CustomerChat } from './customer-chat';
import type { Demo } from './placeholders';
import { Composer, IsTyping, Messages } from './talk-messages';
import { Traffic } from './talk-traffic';

export function CustomerPane({ demo }: { demo: Demo | null }) {
  const [customer] = useState(() => new CustomerChat());
  const { chat, messages, marked, typing, trouble } = useSyncExternalStore(customer.subscribe, customer.state);
  const isOver = chat !== null && (chat.endedAt !== null || chat.state === 'ABANDONED');
  return (
    <section className="pane" aria-label="Customer">
      <h2>Customer</h2>
      {chat && <Bubble chat={chat} />}
      {chat && <Messages messages={messages} own="CUSTOMER" marked={marked} />}
      {chat && !isOver && <IsTyping name={typing} />}
      {chat && !isOver && (
        <Composer
          label="Write as the customer"
          disabled={false}
          onType={customer.typing.typed}
          onSend={customer.write}
          onFile={customer.writeFile}
        />
      )}
      {chat && !isOver && (
        <button type="button" className="plain" onClick={customer.end}>
          End the chat
        </button>
      )}
      {(!chat || isOver) && <StartForm demo={demo} onStart={customer.start} />}
      {trouble && <p role="alert">{trouble}</p>}
      <Traffic side={customer.side} />
    </section>
  );
}

/** The head of the widget: who answers, or how long the line is. */
function Bubble({ chat: { agent, state, placeInQueue, endedAt } }: { chat: Chat }) {
  if (endedAt || state === 'ABANDONED') return <p className="bubble">You have ended the chat.</p>;
  if (state === 'QUEUED') return <p className="bubble">Waiting: number {placeInQueue ?? '…'} in the queue.</p>;
  const done = state === 'RESOLVED' ? ' The chat is resolved; write again to go on.' : '';
  return (
    <p className="bubble">
      {agent && (
        <>
          <span className={`status ${agent.status.toLowerCase()}`} aria-hidden="true" /> {agent.name}, {agent.status.toLowerCase()}.
        </>
      )}
      {done}
    </p>
  );
}

interface StartFormProps {
  demo: Demo | null;
  onStart(chat: { channelKey: string; name: string; email: string; text: string }): void;
}

function StartForm({ demo, onStart }: StartFormProps) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const field = (name: string) => String(fields.get(name)).trim();
    onStart({ channelKey: field('channelKey'), name: field('name'), email: field('email'), text: field('text') });
  }
  return (
    <form onSubmit={submit}>
      <label>
        Channel
        <input name="channelKey" list="channels" defaultValue={demo?.channels[0]?.key} placeholder="The key of a web channel" required />
      </label>
      <datalist id="channels">
        {demo?.channels.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </datalist>
      <label>
        Name
        <input name="name" defaultValue="Gülşah Işık" required maxLength={120} />
      </label>
      <label>
        E-mail
        <input name="email" type="email" defaultValue="gulsah@example.com" required />
      </label>
      <label>
        First message
        <input name="text" defaultValue="Merhaba, siparişim nerede?" required maxLength={4000} />
      </label>
      <button type="submit">Start a chat</button>
    </form>
  );
}
