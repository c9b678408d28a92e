import { type Actor, supervises } from './actor.js';

/** Who may call: anybody, a customer with a chat's token, an agent, or only an agent who is a supervisor or administrator. */
export type Caller = 'public' | 'customer' | 'agent' | 'supervisor';

const PUBLIC: Caller[] = ['public', 'customer', 'agent', 'supervisor'];
const CUSTOMER: Caller[] = ['customer'];
const PARTIES: Caller[] = ['customer', 'agent', 'supervisor'];
const DESK: Caller[] = ['agent', 'supervisor'];
const SUPERVISORS: Caller[] = ['supervisor'];

/**
 * What may be done, by whom. Each root field of the schema names one right; a root field without one does not start.
 * The role is checked before the field runs, the record by the use case once it is loaded: an agent reaches what belongs
 * to the products and channels granted, a customer their own.
 */
export const RIGHTS = {
  'session.open': PUBLIC,
  'session.close': PARTIES,
  'viewer.read': PARTIES,
  'availability.read': PUBLIC,
  'chat.start': PUBLIC,
  'chat.leaveEmail': PUBLIC,
  'chat.end': CUSTOMER,
  'chat.readOwn': CUSTOMER,
  'message.send': PARTIES,
  'message.follow': PARTIES,
  'conversation.follow': PARTIES,
  'node.read': DESK,
  'conversation.read': DESK,
  'conversation.handle': DESK,
  'archive.read': DESK,
  'queue.read': DESK,
  'events.read': DESK,
  'agents.read': DESK,
  'status.changeOwn': DESK,
  'status.changeOthers': SUPERVISORS,
  'ticket.read': DESK,
  'ticket.handle': DESK,
  'settings.read': DESK,
  'settings.change': SUPERVISORS,
  'mail.configure': SUPERVISORS,
  'channel.connect': SUPERVISORS,
  'template.send': DESK,
  'template.read': DESK,
  'agents.manage': SUPERVISORS,
} as const satisfies Record<string, readonly Caller[]>;
export type Right = keyof typeof RIGHTS;

export const callerOf = (actor: Actor): Caller => {
  if (actor.kind === 'nobody') return 'public';
  if (actor.kind === 'customer') return 'customer';
  return supervises(actor) ? 'supervisor' : 'agent';
};

export const has = (actor: Actor, right: Right): boolean => (RIGHTS[right] as readonly Caller[]).includes(callerOf(actor));

export const rightsOf = (actor: Actor): Right[] => (Object.keys(RIGHTS) as Right[]).filter((right) => has(actor, right));

/** In words, for the schema's descriptions. */
export const whoMay = (right: Right): string => {
  const callers: readonly Caller[] = RIGHTS[right];
  if (callers.includes('public')) return 'everybody, without a token';
  if (callers.includes('customer')) return callers.includes('agent') ? 'customers (their own) and agents' : 'customers (their own)';
  return callers.includes('agent') ? 'agents, within their products and channels' : 'supervisors and administrators';
};
