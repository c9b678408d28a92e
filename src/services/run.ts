import type { z } from 'zod';
import type { Actor } from '../auth/actor.js';
import { isRetryable, TRANSACTION_ATTEMPTS } from '../database.js';
import { Refusal, type RefusalCode, topLevelError, UserErrorCode } from '../errors.js';
import { appendEvents, type NewEvent } from '../events/event-log.js';
import type { Application } from './application.js';
import { AgentHeld, type AgentRow, lockAgent } from './routing/queries.js';
import type { AtOnce, Query, Reading, UseCase, Work } from './use-case.js';

export interface UserErrorFields {
  code: RefusalCode;
  message: string;
  path: (string | number)[];
}

export type Outcome<Result> = Partial<Result> & { cursor: bigint | null; userErrors: UserErrorFields[] };

/** Who asks, and with which app: all that running needs beside the use case. */
export interface Asking {
  app: Application;
  actor: Actor;
}

const refusalsOf = (error: z.ZodError): UserErrorFields[] =>
  error.issues.map((issue) => {
    const wanted = issue.code === 'custom' ? (issue.params?.code as RefusalCode | undefined) : undefined;
    return { code: wanted ?? UserErrorCode.INVALID_INPUT, message: issue.message, path: ['input', ...issue.path.map(toPathPart)] };
  });

const toPathPart = (part: PropertyKey): string | number => (typeof part === 'number' ? part : String(part));

/** A right names who may call a root field; this is the second wall, for code that calls a use case otherwise. */
const admit = <Wanted extends Actor>(admits: readonly Actor['kind'][], actor: Actor): Wanted => {
  if (!admits.includes(actor.kind))
    throw topLevelError(actor.kind === 'nobody' ? 'UNAUTHENTICATED' : 'FORBIDDEN', 'This is not for your kind of token.');
  return actor as Wanted;
};

/** Constraints that back a promise, and the refusal that breaking one means: two at once, and this was the second. */
const CONSTRAINTS: Record<string, { code: RefusalCode; path: string[] }> = {
  conversation_one_open: { code: 'OPEN_CONVERSATION_EXISTS', path: [] },
  agent_email: { code: 'EMAIL_TAKEN', path: ['email'] },
  product_name: { code: 'NAME_TAKEN', path: ['name'] },
  channel_name: { code: 'NAME_TAKEN', path: ['name'] },
  agent_group_name: { code: 'NAME_TAKEN', path: ['name'] },
  channel_account_taken: { code: 'ACCOUNT_TAKEN', path: ['accountId'] },
  topic_name: { code: 'NAME_TAKEN', path: ['name'] },
};

const refusalBehind = (error: unknown): Refusal | undefined => {
  if (error instanceof Refusal) return error;
  const broken = error instanceof Error && 'constraint' in error ? CONSTRAINTS[String(error.constraint)] : undefined;
  return broken && new Refusal(broken.code, undefined, broken.path);
};

interface Attempt<Result> {
  result: Result;
  cursor: bigint | null;
}

const attempt = async <Wanted extends Actor, Input extends z.ZodType, Result extends object, Prepared>(
  { app, actor }: Asking,
  useCase: UseCase<Wanted, Input, Result, Prepared>,
  input: z.output<Input>,
  prepared: Prepared,
  first: readonly AgentRow[],
): Promise<Attempt<Result>> => {
  const em = app.orm.em.fork();
  const events: NewEvent[] = [];
  let cursor: bigint | null = null;
  const toRoute = new Set<string>();
  const writeEvents = async (): Promise<void> => {
    if (events.length > 0) cursor = await appendEvents(em, events.splice(0), app.now());
  };
  const work: Work<Wanted> = {
    em,
    app,
    actor: admit<Wanted>(useCase.admits, actor),
    now: app.now,
    record: (event) => events.push(event),
    recordedSoFar: writeEvents,
    recorded: (id) => {
      cursor = id;
    },
    route: (workspaceId = actor.kind === 'nobody' ? '' : actor.workspaceId) => toRoute.add(workspaceId),
  };
  await em.begin();
  try {
    for (const agent of first) await lockAgent(em, agent);
    const result = await useCase.execute(work, input, prepared);
    await em.flush();
    await writeEvents();
    await em.commit();
    if (cursor !== null) app.eventsWritten();
    return { result, cursor };
  } catch (error) {
    await em.rollback().catch((failure: unknown) => app.failures.tell(failure, 'a rollback failed'));
    throw error;
  } finally {
    await Promise.all([...toRoute].map((workspaceId) => app.router.route(workspaceId)));
  }
};

/** Without a transaction of ours: what PostgreSQL asks to retry is left to the one that follows. */
const tryAtOnce = async <Wanted extends Actor, Input extends z.ZodType, Result extends object, Prepared>(
  app: Application,
  actor: Wanted,
  useCase: UseCase<Wanted, Input, Result, Prepared>,
  input: z.output<Input>,
): Promise<AtOnce<Result> | undefined> => {
  try {
    const done = await useCase.atOnce?.({ em: app.orm.em.fork(), app, actor, now: app.now }, input);
    if (done && done.cursor !== null) app.eventsWritten();
    if (done?.routes && actor.kind !== 'nobody') await app.router.route(actor.workspaceId);
    return done;
  } catch (error) {
    if (isRetryable(error)) return undefined;
    throw error;
  }
};

const refused = <Result>({ code, message, path, payload }: Refusal): Outcome<Result> =>
  ({ ...payload, cursor: null, userErrors: [{ code, message, path: ['input', ...path] }] }) as unknown as Outcome<Result>;

/** Agents' rows are locked in the order of their ids, by routing passes too. */
const inOrder = (agents: readonly AgentRow[]): AgentRow[] =>
  [...new Map(agents.map((agent) => [agent.agentId, agent])).values()].sort((one, other) => (one.agentId < other.agentId ? -1 : 1));

/** The only place that opens a use case's transaction: validates, executes (at once where it can, see `atOnce`), retries what PostgreSQL asks to retry, and ends it. */
export const run = async <Wanted extends Actor, Input extends z.ZodType, Result extends object, Prepared>(
  asking: Asking,
  useCase: UseCase<Wanted, Input, Result, Prepared>,
  input: unknown,
): Promise<Outcome<Result>> => {
  const actor = admit<Wanted>(useCase.admits, asking.actor);
  const parsed = useCase.input.safeParse(input);
  if (!parsed.success) return { cursor: null, userErrors: refusalsOf(parsed.error) } as unknown as Outcome<Result>;
  const prepared = (await useCase.prepare?.({ app: asking.app, actor, now: asking.app.now }, parsed.data)) as Prepared;
  const done = await tryAtOnce(asking.app, actor, useCase, parsed.data);
  if (done) return { ...done.result, cursor: done.cursor, userErrors: [] };
  let first: readonly AgentRow[] = [];
  for (let tried = 1; ; tried++) {
    try {
      const { result, cursor } = await attempt(asking, useCase, parsed.data, prepared, first);
      if ('refused' in result && result.refused instanceof Refusal) return refused<Result>(result.refused);
      return { ...result, cursor, userErrors: [] };
    } catch (error) {
      const refusal = refusalBehind(error);
      if (refusal) return refused<Result>(refusal);
      if (error instanceof AgentHeld) first = inOrder([...first, error.agent]);
      else if (!isRetryable(error)) throw error;
      if (tried >= TRANSACTION_ATTEMPTS) throw error;
    }
  }
};

/** Asks a query: no transaction, no events; what is malformed is BAD_USER_INPUT. */
export const ask = async <Wanted extends Actor, Input extends z.ZodType, Result>(
  reading: Reading,
  query: Query<Wanted, Input, Result>,
  input: unknown,
): Promise<Result> => {
  const actor = admit<Wanted>(query.admits, reading.actor);
  const parsed = query.input.safeParse(input);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    throw topLevelError('BAD_USER_INPUT', first?.message ?? 'The arguments are not valid.', { argument: first?.path.map(toPathPart) });
  }
  return query.read({ ...reading, actor }, parsed.data);
};
