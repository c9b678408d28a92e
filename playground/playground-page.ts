import { createContext, useContext, useSyncExternalStore } from 'react';
import { loadDemo, lookupWith } from './demo';
import type { Variables } from './example';
import type { Demo, Lookup } from './placeholders';
import { Sessions, type SessionsState } from './sessions';

/** What all parts of the page share. */
export interface Page {
  demo: Demo | null;
  sessions: Sessions;
  lookup: Lookup;
  /** Shows the variables that a run sent; set by whoever has the editor. */
  showVariables: (variables: Variables) => void;
}

export async function openPage(): Promise<Page> {
  const demo = await loadDemo();
  const sessions = new Sessions();
  return { demo, sessions, lookup: lookupWith(sessions, demo), showVariables: () => {} };
}

export const PageContext = createContext<Page | undefined>(undefined);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('This stands outside the page.');
  return page;
}

export function useSessions(sessions: Sessions): SessionsState {
  return useSyncExternalStore(sessions.subscribe, sessions.state);
}
