import './talk.css';
import { createRoot } from 'react-dom/client';
import { loadDemo } from './demo';
import { AgentPane } from './talk-agent';
import { CustomerPane } from './talk-customer';

const demo = await loadDemo();

createRoot(document.getElementById('talk')!).render(
  <>
    <header>
      <h1>Two sides of a conversation</h1>
      <p>
        A customer’s widget and an agent’s desk, over the public API alone. Beneath each stands what it sends, as it sends it; the
        operations are the examples of the <a href="/graphql">playground</a>. <a href="/errors">Errors</a> are explained.
      </p>
    </header>
    <main>
      <CustomerPane demo={demo} />
      <AgentPane demo={demo} />
    </main>
  </>,
);
