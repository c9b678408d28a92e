import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useState } from 'react';
import type { Example, Variables } from './example';
import { examples } from './examples';
import { fill } from './placeholders';
import { usePage, useSessions } from './playground-page';

const chapters = [...Map.groupBy(examples, ({ chapter }) => chapter)];

/** Opens an example in its tab, or a new one, with its variables filled from what exists now. Gives what to do first, if anything. */
function useOpenExample(): (example: Example) => Promise<string[]> {
  const { lookup } = usePage();
  const tabs = useGraphiQL((state) => state.tabs);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const { addTab, changeTab, updateActiveTabValues } = useGraphiQLActions();
  return async ({ query, variables: template, runsAs, operationName }) => {
    const { variables, remedies } = await fill(template, runsAs, lookup);
    const index = tabs.findIndex(({ title }) => title === operationName);
    if (index === -1) addTab();
    else changeTab(index);
    const text = asText(variables);
    queryEditor?.setValue(query);
    variableEditor?.setValue(text);
    updateActiveTabValues({ query, variables: text, operationName });
    return remedies;
  };
}

const asText = (variables: Variables): string => (Object.keys(variables).length > 0 ? JSON.stringify(variables, null, 2) : '');

export function Story() {
  const page = usePage();
  const openExample = useOpenExample();
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const [chosen, setChosen] = useState<{ name: string; remedies: string[] }>();
  useEffect(() => {
    page.showVariables = (variables) => variableEditor?.setValue(asText(variables));
  }, [page, variableEditor]);
  const choose = async (example: Example) => setChosen({ name: example.name, remedies: await openExample(example) });
  return (
    <section className="story" aria-label="The story">
      <h2>The story, step by step</h2>
      <p>
        Each step opens in a tab: press Run. Click it again to fill in its variables anew.{' '}
        <a href="/playground/talk">Two sides of a conversation</a> shows a customer and an agent talking live.
      </p>
      {chapters.map(([chapter, steps]) => (
        <div key={chapter}>
          <h3>{chapter}</h3>
          <ol start={examples.indexOf(steps[0]!) + 1}>
            {steps.map((example) => (
              <Step
                key={example.name}
                example={example}
                remedies={chosen?.name === example.name ? chosen.remedies : undefined}
                onChoose={choose}
              />
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

/** What stands between backticks is code. */
const withCode = (text: string) => text.split('`').map((part, index) => (index % 2 ? <code key={part}>{part}</code> : part));

interface StepProps {
  example: Example;
  /** What to do first; undefined when this is not the chosen step. */
  remedies: string[] | undefined;
  onChoose(example: Example): void;
}

function Step({ example, remedies, onChoose }: StepProps) {
  const { title, runsAs, shows } = example;
  const { sessions } = usePage();
  useSessions(sessions);
  const nobodyThere = runsAs !== 'nobody' && !sessions.of(runsAs);
  return (
    <li>
      <button type="button" aria-pressed={remedies !== undefined} onClick={() => onChoose(example)}>
        {title} {runsAs !== 'nobody' && <small>{runsAs}</small>}
      </button>
      {remedies && (
        <div role="note">
          <p>{withCode(shows)}</p>
          {nobodyThere ? (
            <p className="remedy">Sign in as {runsAs} first.</p>
          ) : (
            remedies.map((remedy) => (
              <p key={remedy} className="remedy">
                {remedy}
              </p>
            ))
          )}
        </div>
      )}
    </li>
  );
}
