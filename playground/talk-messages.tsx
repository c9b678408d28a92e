import type { ChangeEvent, FormEvent } from 'react';
import { readUpTo } from './receipts';

export interface Message {
  sequence: number;
  senderKind: string;
  text: string;
  attachments?: readonly Attachment[];
}

export interface Attachment {
  name: string;
  contentType: string | null;
  /** Null until the file is there. */
  url: string | null;
}

/** In the order of `sequence`, each once, however they came. */
export function merged(known: readonly Message[], more: readonly Message[]): Message[] {
  const bySequence = new Map([...known, ...more].map((message) => [message.sequence, message]));
  return [...bySequence.values()].toSorted((one, other) => one.sequence - other.sequence);
}

const bringIntoView = (latest: HTMLElement | null) => latest?.scrollIntoView({ block: 'nearest' });

/** Whose words stand on the right: the reader's own, with a tick when they were sent and two when they were read. */
export function Messages({ messages, own, marked }: { messages: readonly Message[]; own: 'CUSTOMER' | 'AGENT'; marked: number }) {
  const read = readUpTo(messages, marked, own);
  return (
    <ol className="messages" aria-label="Messages">
      {messages.map(({ sequence, senderKind, text, attachments }, index) => (
        <li
          key={sequence}
          className={senderKind === own ? 'own' : 'theirs'}
          ref={index === messages.length - 1 ? bringIntoView : undefined}
        >
          {text}
          {attachments?.map((attachment) => (
            <AttachedFile key={attachment.url ?? attachment.name} attachment={attachment} />
          ))}
          {senderKind === own && (
            <span className="ticks" title={sequence <= read ? 'Read' : 'Sent'}>
              {sequence <= read ? ' ✓✓' : ' ✓'}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** A picture as one, everything else by its name; both are a download. */
function AttachedFile({ attachment: { name, contentType, url } }: { attachment: Attachment }) {
  if (!url) return <span className="file quiet">{name}</span>;
  return (
    <a className="file" href={url} download={name}>
      {contentType?.startsWith('image/') ? <img src={url} alt={name} /> : name}
    </a>
  );
}

/** While the other side types. */
export function IsTyping({ name }: { name: string | null }) {
  return (
    <p className="quiet" aria-live="polite">
      {name ? `${name} is typing…` : '\u00a0'}
    </p>
  );
}

interface ComposerProps {
  label: string;
  disabled: boolean;
  onType(): void;
  onSend(text: string): void;
  onFile(file: File): void;
}

export function Composer({ label, disabled, onType, onSend, onFile }: ComposerProps) {
  function choose({ currentTarget }: ChangeEvent<HTMLInputElement>) {
    const [file] = currentTarget.files ?? [];
    if (file) onFile(file);
    currentTarget.value = '';
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('text')).trim();
    if (!text) return;
    event.currentTarget.reset();
    onSend(text);
  }
  return (
    <form className="composer" onSubmit={submit}>
      <input name="text" aria-label={label} placeholder={label} autoComplete="off" maxLength={4000} disabled={disabled} onInput={onType} />
      <button type="submit" disabled={disabled}>
        Send
      </button>
      <label className="choose-file">
        File…
        <input type="file" disabled={disabled} onChange={choose} />
      </label>
    </form>
  );
}
