import type { FormEvent } from 'react';

export interface Message {
  sequence: number;
  senderKind: string;
  text: string;
}

/** In the order of `sequence`, each once, however they came. */
export function merged(known: readonly Message[], more: readonly Message[]): Message[] {
  const bySequence = new Map([...known, ...more].map((message) => [message.sequence, message]));
  return [...bySequence.values()].toSorted((one, other) => one.sequence - other.sequence);
}

const bringIntoView = (latest: HTMLElement | null) => latest?.scrollIntoView({ block: 'nearest' });

/** Whose words stand on the right: the reader's own. */
export function Messages({ messages, own }: { messages: readonly Message[]; own: 'CUSTOMER' | 'AGENT' }) {
  return (
    <ol className="messages" aria-label="Messages">
      {messages.map(({ sequence, senderKind, text }, index) => (
        <li
          key={sequence}
          className={senderKind === own ? 'own' : 'theirs'}
          ref={index === messages.length - 1 ? bringIntoView : undefined}
        >
          {text}
        </li>
      ))}
    </ol>
  );
}

export function Composer({ label, disabled, onSend }: { label: string; disabled: boolean; onSend(text: string): void }) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('text')).trim();
    if (!text) return;
    event.currentTarget.reset();
    onSend(text);
  }
  return (
    <form className="composer" onSubmit={submit}>
      <input name="text" aria-label={label} placeholder={label} autoComplete="off" maxLength={4000} disabled={disabled} />
      <button type="submit" disabled={disabled}>
        Send
      </button>
    </form>
  );
}
