import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';
import { explainedCodes } from './error-codes';
import { runsAsOf } from './example';
import { usePage, useSessions } from './playground-page';

/** Who the open tab runs as. */
export function RunsAs() {
  const { sessions } = usePage();
  const { current } = useSessions(sessions);
  const query = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.query);
  const role = runsAsOf(query ?? '') ?? current;
  const session = sessions.of(role);
  if (role === 'nobody') return <span className="runs-as">runs without a token</span>;
  return <span className="runs-as">{session ? `runs as ${session.name}, ${session.role}` : `runs as ${role}: nobody is signed in`}</span>;
}

/** Monaco marks letters that look like others, the Turkish ı among them, as if they were a trap. Shows nothing. */
export function UnmarkedLetters() {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, responseEditor]) {
      editor?.updateOptions({ unicodeHighlight: { ambiguousCharacters: false } });
    }
  }, [queryEditor, variableEditor, responseEditor]);
  return null;
}

/** The error codes of the response, each a link to its meaning and remedy. */
export function ErrorLinks() {
  const response = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.response);
  const codes = explainedCodes(response ?? '');
  if (codes.length === 0) return null;
  return (
    <p className="error-links">
      What it means:{' '}
      {codes.map(({ code, address }) => (
        <a key={address} href={address} target="_blank" rel="noreferrer">
          {code}
        </a>
      ))}
    </p>
  );
}
