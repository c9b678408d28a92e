import { useSyncExternalStore } from 'react';
import { explainedCodes } from './error-codes';
import type { Sent, Side } from './talk-side';

const SECRETS = ['password', 'accessToken', 'refreshToken'];
const asText = (value: unknown): string => JSON.stringify(value, (name, inner) => (SECRETS.includes(name) ? '…' : inner), 2);

/** All that a side sent, the latest first: a frontend developer reads here what to send when. */
export function Traffic({ side }: { side: Side }) {
  const sent = useSyncExternalStore(side.subscribe, side.sent);
  return (
    <section className="traffic" aria-label="Operations sent">
      <h3>Operations sent</h3>
      {sent.length === 0 && <p className="quiet">None yet.</p>}
      <ol>
        {sent.map((each) => (
          <Operation key={each.id} sent={each} />
        ))}
      </ol>
    </section>
  );
}

function Operation({ sent: { over, payload, answers, latest } }: { sent: Sent }) {
  const [, kind, name] = /^(query|mutation|subscription) (\w+)/m.exec(payload.query) ?? [];
  const count = kind === 'subscription' ? `${answers} ${answers === 1 ? 'event' : 'events'}` : answers === 0 ? 'sent' : 'answered';
  const codes = explainedCodes(JSON.stringify(latest ?? null));
  return (
    <li>
      <details>
        <summary>
          <span className="kind">{kind}</span> <strong>{name}</strong>{' '}
          <small>
            {over}, {count}
          </small>
        </summary>
        <pre>{payload.query.trim()}</pre>
        {Object.keys(payload.variables ?? {}).length > 0 && <pre className="variables">{asText(payload.variables)}</pre>}
        {latest !== undefined && <pre className="result">{asText(latest)}</pre>}
      </details>
      {codes.map(({ code, address }) => (
        <a key={address} href={address} target="_blank" rel="noreferrer">
          {code}
        </a>
      ))}
    </li>
  );
}
