import type { z } from 'zod';
import { THE_SERVER } from '../../auth/actor.js';
import type { InboundEvent } from '../../channels/meta/inbound-event.js';
import { parsePayload } from '../../channels/meta/parse/payload.js';
import type { Channel } from '../../entities/channel.js';
import type { InboundWebhook } from '../../entities/inbound-webhook.js';
import { addJobs } from '../../job-queue/queries.js';
import type { Application } from '../application.js';
import { run } from '../run.js';
import { systemWork } from '../system-work.js';
import { takeTemplateStatus } from '../templates/take-template-status.js';
import type { UseCase } from '../use-case.js';
import { changeMessage } from './change-message.js';
import { connectedAmong, dueWebhooks, postpone, removeWebhooks } from './queries.js';
import { readJob } from './read-job.js';
import { takeEcho } from './take-echo.js';
import { takeMessage } from './take-message.js';
import { takeStatus } from './take-status.js';
import { TooEarly } from './too-early.js';

const MOST_AT_ONCE = 20;
/** Each is a transaction, and a connection, at a time. */
const PEOPLE_AT_ONCE = 4;

/**
 * Reads what waits of a channel, the oldest first. What goes wrong with one holds up no other: it is tried again later, and
 * kept when nothing helps.
 */
export const readWebhooks = async (app: Application, channelId: string): Promise<void> => {
  for (;;) {
    const webhooks = await dueWebhooks(app.orm.em.fork(), channelId, app.now(), MOST_AT_ONCE);
    if (webhooks.length === 0) return;
    await read(app, webhooks);
  }
};

type Step = () => Promise<void>;

/**
 * Event by event, each in a transaction of its own; one that fails keeps none of the others. What concerns one person is taken in
 * its order, several people side by side. Read again, after a crash too, all begins at its beginning: each event is taken once.
 */
const read = async (app: Application, webhooks: readonly InboundWebhook[]): Promise<void> => {
  const em = app.orm.em.fork();
  const connected = await connectedAmong(em, [...new Set(webhooks.flatMap(({ channelIds }) => channelIds))]);
  const failures = new Map<InboundWebhook, unknown[]>();
  const byPerson = new Map<string, Step[]>();
  for (const webhook of webhooks) {
    const failed: unknown[] = [];
    failures.set(webhook, failed);
    const believed = connected.filter(({ channel }) => webhook.channelIds.includes(channel.id));
    const circumstances = {
      channels: new Map(believed.map(({ accountId, channel }) => [`${channel.type} ${accountId}`, channel])),
      channelIds: webhook.channelIds,
      isPatient: webhook.attempts < PATIENT_ATTEMPTS,
    };
    for (const event of eventsOf(webhook, failed)) {
      const person = personOf(event);
      const steps = byPerson.get(person) ?? [];
      byPerson.set(person, steps);
      steps.push(() => take(app, event, circumstances).catch((error: unknown) => void failed.push(error)));
    }
  }
  await sideBySide([...byPerson.values()]);
  const done = webhooks.filter((webhook) => failures.get(webhook)?.length === 0);
  await removeWebhooks(
    em,
    done.map(({ id }) => id),
  );
  for (const [webhook, errors] of failures) {
    const [first] = errors.toSorted((one, other) => Number(one instanceof TooEarly) - Number(other instanceof TooEarly));
    if (first !== undefined) await putOff(app, webhook, first);
  }
};

const eventsOf = ({ body, receivedAt }: InboundWebhook, failed: unknown[]): InboundEvent[] => {
  try {
    return parsePayload(body, receivedAt);
  } catch (error) {
    failed.push(error);
    return [];
  }
};

/** Whom it concerns, by their id at the platform. */
const personOf = (event: InboundEvent): string => {
  if ('senderId' in event) return event.senderId ?? '';
  return 'recipientId' in event ? event.recipientId : '';
};

const sideBySide = async (queues: Step[][]): Promise<void> => {
  const work = async (): Promise<void> => {
    for (let queue = queues.shift(); queue; queue = queues.shift()) for (const step of queue) await step();
  };
  await Promise.all(Array.from({ length: PEOPLE_AT_ONCE }, work));
};

/** About four minutes: what is not known by then never came here. */
const PATIENT_ATTEMPTS = 7;

const SECOND = 1_000;
const LONGEST_PAUSE = 3_600 * SECOND;
/** About a day. */
const MOST_ATTEMPTS = 32;

const putOff = async (app: Application, { id, channelId, attempts: before }: InboundWebhook, error: unknown): Promise<void> => {
  const attempts = before + 1;
  const pause = Math.min(2 ** attempts * SECOND, LONGEST_PAUSE);
  const dueAt = attempts < MOST_ATTEMPTS ? new Date(app.now().getTime() + pause) : null;
  if (!(error instanceof TooEarly))
    app.log[dueAt ? 'warn' : 'error']({ err: error, webhookId: id, attempts }, 'a webhook could not be read');
  await systemWork(app, async ({ em }) => {
    await postpone(em, id, { attempts, dueAt, problem: error instanceof Error ? error.message : String(error) });
    if (dueAt) await addJobs(em, [readJob(channelId, dueAt)]);
  });
};

interface Circumstances {
  /** Those that are still connected, by platform and account. */
  channels: ReadonlyMap<string, Channel>;
  channelIds: readonly string[];
  isPatient: boolean;
}

const take = async (app: Application, event: InboundEvent, { channels, channelIds, isPatient }: Circumstances): Promise<void> => {
  if (event.type === 'unknown')
    return app.log.warn({ platform: event.platform, what: event.what }, 'a platform told something that is not known here');
  if (event.type === 'template-status') return carryOut(app, takeTemplateStatus, { event, channelIds });
  const channel = channels.get(`${event.platform} ${event.accountId}`);
  // Disconnected or archived since, or never ours to believe.
  if (!channel) return;
  switch (event.type) {
    case 'message':
      return carryOut(app, takeMessage, { channel, event });
    case 'echo':
      return carryOut(app, takeEcho, { channel, event });
    case 'status':
      return carryOut(app, takeStatus, { channelId: channel.id, event, isPatient });
    default:
      return carryOut(app, changeMessage, { channelId: channel.id, event, isPatient });
  }
};

type ByServer<Input extends z.ZodType> = UseCase<typeof THE_SERVER, Input, object>;

/** Nobody hears of a refusal: what is refused here is a bug, and must not be lost. */
const carryOut = async <Input extends z.ZodType>(app: Application, useCase: ByServer<Input>, input: z.input<Input>): Promise<void> => {
  const { userErrors } = await run({ app, actor: THE_SERVER }, useCase, input);
  const [refused] = userErrors;
  if (refused) throw new Error(`what a platform told was refused: ${refused.code}: ${refused.message}`);
};
