export const roles = ['nobody', 'customer', 'agent', 'supervisor', 'administrator'] as const;
/** Whose token goes along; nobody's: none. */
export type Role = (typeof roles)[number];

export type Variables = { [name: string]: unknown };

/** The files of an example, as they are. */
export interface ExampleFiles {
  /** The name without its ending, e.g. `08-go-online`. */
  name: string;
  query: string;
  /** Of the sibling `<name>.variables.json`: some values name what is to be looked up, see placeholders.ts. */
  variables: Variables;
}

export interface Example extends ExampleFiles {
  chapter: string;
  title: string;
  /** What it shows, in plain words. */
  shows: string;
  runsAs: Role;
  operationName: string;
}

/**
 * An example begins with comments: `# Chapter · Title`, then what it shows, then `# Runs as: agent.` The last is read at each
 * run too, so that the text in a tab alone says who it runs as.
 */
export function readExample({ name, query, variables }: ExampleFiles): Example {
  const comments = (/^(#.*\n)+/.exec(query)?.[0] ?? '').split('\n').map((line) => line.replace(/^#\s?/, ''));
  const [chapter, title] = comments[0]?.split(' · ') ?? [];
  const shows = comments.slice(1).filter((line) => line && !line.startsWith('Runs as:'));
  const operationName = /^(?:query|mutation|subscription) (\w+)/m.exec(query)?.[1];
  const runsAs = runsAsOf(query);
  if (!chapter || !title || shows.length === 0 || !runsAs || !operationName) {
    throw new Error(`examples/${name}.graphql lacks "# Chapter · Title", what it shows, "# Runs as: …" or its operation's name`);
  }
  return { name, chapter, title, shows: shows.join(' '), runsAs, operationName, query, variables };
}

/** Whom a document's comment names; undefined when it names none. */
export function runsAsOf(query: string): Role | undefined {
  const named = /^#\s*Runs as:\s*(\w+)/m.exec(query)?.[1];
  return roles.find((role) => role === named);
}
