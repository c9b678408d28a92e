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
import { connectedAmong, nextWebhook, postpone, removeWebhook } from './queries.js';
import { readJob } from './read-job.js';
import { takeEcho } from './take-echo.js';
import { takeMessage } from './take-message.js';
import { takeStatus } from './take-status.js';
import { TooEarly } from './too-early.js';

/**
 * Reads what waits of a channel, the oldest first. What goes wrong with one holds up no other: it is tried again later, and
 * kept when nothing helps.
 */
export const readWebhooks = async (app: Application, channelId: string): Promise<void> => {
  for (;;) {
    const webhook = await nextWebhook(app.orm.em.fork(), channelId, app.now());
    if (!webhook) return;
    try {
      await read(app, webhook);
    } catch (error) {
      await putOff(app, webhook, error);
    }
  }
};

/**
 * Event by event, each in a transaction of its own; one that fails keeps none of the others. Read again, after a crash too, it
 * begins at its beginning: each event is taken once.
 */
const read = async (app: Application, webhook: InboundWebhook): Promise<void> => {
  const { id, body, receivedAt, channelIds, attempts } = webhook;
  const em = app.orm.em.fork();
  const found = await connectedAmong(em, channelIds);
  const channels = new Map(found.map(({ accountId, channel }) => [`${channel.type} ${accountId}`, channel]));
  const isPatient = attempts < PATIENT_ATTEMPTS;
  const failures: unknown[] = [];
  for (const event of parsePayload(body, receivedAt)) {
    await take(app, event, { channels, channelIds, isPatient }).catch((error: unknown) => failures.push(error));
  }
  const [first] = failures.toSorted((one, other) => Number(one instanceof TooEarly) - Number(other instanceof TooEarly));
  if (first !== undefined) throw first;
  await removeWebhook(em, id);
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
