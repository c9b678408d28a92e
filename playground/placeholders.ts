import type { Role, Variables } from './example.js';

/** What /playground/session.json tells: how to try the demo workspace; null where there is none. */
export interface Demo {
  signIns: { role: string; name: string; email: string; password: string }[];
  channels: { key: string; name: string }[];
}

/** What the placeholders are looked up with; in the page and in the tests of the examples alike. */
export interface Lookup {
  demo: Demo | null;
  session(role: Role): KnownSession | undefined;
  /** Asks the server with the token of whoever is signed in as that; undefined when nobody is, or it was refused. */
  ask<Data>(role: Role, query: string, variables?: Variables): Promise<Data | undefined>;
}

export interface KnownSession {
  refreshToken: string;
  /** An agent's own id. */
  agentId?: string;
  /** A customer's: the position from which on their chat's events are. */
  chatCursor?: string | null;
}

interface Placeholder {
  /** What to do when there is none yet. */
  remedy: string;
  find(lookup: Lookup, runsAs: Role): Promise<unknown>;
}

interface Mine {
  activeConversations: { nodes: { id: string; product: { id: string } }[] };
  archive: { nodes: { id: string }[] };
}

interface Rule {
  id: string;
  language: string;
  channel: object | null;
  agent: { id: string } | null;
}

const mine = /* GraphQL */ `
  query Mine($me: [ID!]) {
    activeConversations(first: 1, filter: { agentIds: $me }) { nodes { id product { id } } }
    archive(first: 1, filter: { agentIds: $me, outcomes: [RESOLVED] }) { nodes { id } }
  }
`;

async function ofAgent(lookup: Lookup): Promise<Mine | undefined> {
  const me = lookup.session('agent')?.agentId;
  return me ? lookup.ask<Mine>('agent', mine, { me }) : undefined;
}

const newestActive = async (lookup: Lookup) => (await ofAgent(lookup))?.activeConversations.nodes[0];

async function topicFor(lookup: Lookup): Promise<string | undefined> {
  const conversation = await newestActive(lookup);
  if (!conversation) return undefined;
  const query = 'query ($productId: ID) { topics(filter: { productId: $productId }) { id parent { id } } }';
  const found = await lookup.ask<{ topics: { id: string; parent: object | null }[] }>('agent', query, {
    productId: conversation.product.id,
  });
  return (found?.topics.find(({ parent }) => parent) ?? found?.topics[0])?.id;
}

async function newestOf(lookup: Lookup, list: string): Promise<string | undefined> {
  const found = await lookup.ask<Record<string, { id: string; createdAt: string }[]>>('supervisor', `{ ${list} { id createdAt } }`);
  return found?.[list]?.toSorted((one, other) => other.createdAt.localeCompare(one.createdAt))[0]?.id;
}

async function webChannel({ demo, ask }: Lookup): Promise<string | undefined> {
  if (demo?.channels[0]) return demo.channels[0].key;
  const found = await ask<{ channels: { key: string }[] }>('agent', '{ channels(filter: { channelTypes: [WEB_CHAT] }) { key } }');
  return found?.channels[0]?.key;
}

/** The newest that knows its customers. */
async function appChannel({ ask }: Lookup): Promise<string | undefined> {
  const query = '{ channels(filter: { channelTypes: [IN_APP_IOS] }) { key createdAt hasIdentitySecret } }';
  const found = await ask<{ channels: { key: string; createdAt: string; hasIdentitySecret: boolean }[] }>('supervisor', query);
  const verifying = found?.channels.filter(({ hasIdentitySecret }) => hasIdentitySecret) ?? [];
  return verifying.toSorted((one, other) => other.createdAt.localeCompare(one.createdAt))[0]?.key;
}

async function webProduct(lookup: Lookup): Promise<string | undefined> {
  const key = await webChannel(lookup);
  const query = '{ channels(filter: { channelTypes: [WEB_CHAT] }) { key product { id } } }';
  const found = await lookup.ask<{ channels: { key: string; product: { id: string } }[] }>('supervisor', query);
  return found?.channels.find((channel) => channel.key === key)?.product.id;
}

/** The one that the story made: of others, in use perhaps, none is taken away by a step of it. */
async function languageRule(lookup: Lookup): Promise<string | undefined> {
  const query = 'query ($productId: ID) { languageRules(filter: { productId: $productId }) { id language channel { id } agent { id } } }';
  const productId = await webProduct(lookup);
  const found = await lookup.ask<{ languageRules: Rule[] }>('supervisor', query, { productId });
  const me = lookup.session('agent')?.agentId;
  return found?.languageRules.find(({ language, channel, agent }) => language === 'en' && !channel && agent && agent.id === me)?.id;
}

async function agentLoad({ ask }: Lookup): Promise<number | undefined> {
  const query = '{ viewer { ... on AgentViewer { agent { activeCount } } } }';
  const found = await ask<{ viewer: { agent: { activeCount: number } } }>('agent', query);
  return found && Math.max(1, found.viewer.agent.activeCount);
}

async function ownConversation({ ask }: Lookup): Promise<string | undefined> {
  return (await ask<{ myConversations: { id: string }[] }>('customer', '{ myConversations { id } }'))?.myConversations[0]?.id;
}

async function latestTicket({ ask }: Lookup): Promise<string | undefined> {
  return (await ask<{ tickets: { nodes: { id: string }[] } }>('agent', '{ tickets(first: 1) { nodes { id } } }'))?.tickets.nodes[0]?.id;
}

const demoAgent = ({ demo }: Lookup) => demo?.signIns.find(({ role }) => role === 'agent');

const noActive = 'You have no active conversation. Start a chat as a customer, then run “Go Online” as the agent.';
const noAgent = 'Sign in as an agent first, so that there is one to change.';
const typeYours = 'There is no demo workspace here: put your own in the Variables editor.';

const placeholders: Record<string, Placeholder> = {
  '@webChannel': {
    remedy: 'No web channel is known. Sign in as an agent, or put the `key` of a channel of yours in the Variables editor.',
    find: webChannel,
  },
  '@webProduct': {
    remedy: 'The product of the web channel is not known. Sign in as a supervisor, or put the id of a product of yours in its place.',
    find: webProduct,
  },
  '@appChannel': { remedy: 'There is no such channel yet: run “A channel that knows its customers”.', find: appChannel },
  '@languageRule': { remedy: 'There is no such language rule: run “A supervisor prefers somebody”.', find: languageRule },
  '@agentEmail': { remedy: typeYours, find: async (lookup) => demoAgent(lookup)?.email },
  '@agentPassword': { remedy: typeYours, find: async (lookup) => demoAgent(lookup)?.password },
  '@agentRefreshToken': { remedy: noAgent, find: async (lookup) => lookup.session('agent')?.refreshToken },
  '@myself': { remedy: noAgent, find: async (lookup, runsAs) => lookup.session(runsAs)?.agentId },
  '@agent': { remedy: noAgent, find: async (lookup) => lookup.session('agent')?.agentId },
  '@agentLoad': { remedy: noAgent, find: agentLoad },
  // Null, from now on, where the beginning is not known: nothing that is lacking.
  '@chatBegan': { remedy: '', find: async (lookup) => lookup.session('customer')?.chatCursor ?? null },
  '@ownConversation': { remedy: 'The customer has no chat yet: run “Start a chat”.', find: ownConversation },
  '@activeConversation': { remedy: noActive, find: async (lookup) => (await newestActive(lookup))?.id },
  '@activeProduct': { remedy: noActive, find: async (lookup) => (await newestActive(lookup))?.product.id },
  '@topic': { remedy: noActive, find: topicFor },
  '@archivedConversation': {
    remedy: 'You have resolved nothing yet that is without a ticket: run “Resolve”.',
    find: async (lookup) => (await ofAgent(lookup))?.archive.nodes[0]?.id,
  },
  '@ticket': { remedy: 'There is no ticket yet: run “Convert to a ticket”.', find: latestTicket },
  '@newestProduct': { remedy: 'There is no product yet: run “A product”.', find: (lookup) => newestOf(lookup, 'products') },
  '@newestChannel': { remedy: 'There is no channel yet: run “A channel of it”.', find: (lookup) => newestOf(lookup, 'channels') },
  '@newestGroup': { remedy: 'There is no group yet: run “A group”.', find: (lookup) => newestOf(lookup, 'groups') },
  '@monthAgo': { remedy: '', find: async () => new Date(Date.now() - 30 * 86_400_000).toISOString() },
};

export interface Filled {
  variables: Variables;
  /** What to do first, where something was not found; its placeholder stays. */
  remedies: string[];
}

/** Whether there is something to look up in it. */
export const hasPlaceholders = (variables: Variables | undefined): boolean => /"@\w+"|\{time\}/.test(JSON.stringify(variables ?? {}));

/** Puts ids that exist in the place of `@names`, and the time, to the second, in the place of `{time}`, which makes names new. */
export async function fill(variables: Variables, runsAs: Role, lookup: Lookup): Promise<Filled> {
  const remedies = new Set<string>();
  const found = new Map<string, Promise<unknown>>();
  const time = new Date().toTimeString().slice(0, 8).replaceAll(':', '-');
  const fillIn = async (value: unknown): Promise<unknown> => {
    if (Array.isArray(value)) return Promise.all(value.map(fillIn));
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value).map(async ([name, inner]) => [name, await fillIn(inner)] as const);
      return Object.fromEntries(await Promise.all(entries));
    }
    if (typeof value !== 'string') return value;
    const placeholder = placeholders[value];
    if (!placeholder) return value.replaceAll('{time}', time);
    if (!found.has(value)) found.set(value, placeholder.find(lookup, runsAs));
    const answer = await found.get(value);
    if (answer !== undefined) return answer;
    remedies.add(placeholder.remedy);
    return value;
  };
  return { variables: (await fillIn(variables)) as Variables, remedies: [...remedies] };
}
