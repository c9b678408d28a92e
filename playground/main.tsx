import './workers';
import 'graphiql/style.css';
import './main.css';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { exampleTabs } from './examples';
import { fetcher } from './fetcher';
import { signInPlugin } from './sign-in-panel';

// Without GraphiQL's history: it stores the headers of every run, access tokens included, in the browser.
const plugins = [signInPlugin];

function Playground() {
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      visiblePlugin={signInPlugin}
      defaultTabs={exampleTabs}
      defaultEditorToolsVisibility="headers"
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>Sohbet</GraphiQL.Logo>
    </GraphiQL>
  );
}

createRoot(document.getElementById('playground')!).render(<Playground />);
