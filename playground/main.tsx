import './workers';
import 'graphiql/style.css';
import './main.css';
import type { GraphiQLPlugin } from '@graphiql/react';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { ErrorLinks, RunsAs, UnmarkedLetters } from './around-the-editor';
import { attend } from './attendance';
import { firstSteps } from './examples';
import { createFetcher } from './fetcher';
import { openPage, PageContext } from './playground-page';
import { SignIn } from './sign-in';
import { Story } from './story';

const startPlugin: GraphiQLPlugin = { title: 'Sign in, and the story', icon: PersonIcon, content: StartPanel };
// Without GraphiQL's history: it stores the headers of every run, access tokens included, in the browser.
const plugins = [startPlugin];
const tabs = [{ query: firstSteps }];

const page = await openPage();
const { sessions, lookup } = page;
attend(sessions);
const fetcher = createFetcher({ sessions, lookup, onFilled: (variables) => page.showVariables(variables) });

function Playground() {
  return (
    <PageContext value={page}>
      <GraphiQL
        fetcher={fetcher}
        plugins={plugins}
        visiblePlugin={startPlugin}
        defaultTabs={tabs}
        defaultEditorToolsVisibility="variables"
        inputValueDeprecation
        schemaDescription
      >
        <GraphiQL.Logo>
          <span className="brand">Sohbet</span> <RunsAs />
        </GraphiQL.Logo>
        <GraphiQL.Footer>
          <ErrorLinks />
          <UnmarkedLetters />
        </GraphiQL.Footer>
      </GraphiQL>
    </PageContext>
  );
}

function StartPanel() {
  return (
    <>
      <SignIn />
      <Story />
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

createRoot(document.getElementById('playground')!).render(<Playground />);
