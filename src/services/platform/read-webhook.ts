import type { z } from 'zod';
import { THE_SERVER } from '../../auth/actor.js';
import type { InboundEvent } from '../../channels/meta/inbound-event.js';
import { parsePayload } from '../../channels/meta/parse/payload.js';
import type { Channel } from '../../entities/channel.js';
import type { Application } from '../application.js';
import { run } from '../run.js';
import { takeTemplateStatus } from '../templates/take-template-status.js';
import type { UseCase } from '../use-case.js';
import { changeMessage } from './change-message.js';
import { connectedAmong, findWebhook, removeWebhook } from './queries.js';
import { takeEcho } from './take-echo.js';
import { takeMessage } from './take-message.js';
import { takeStatus } from './take-status.js';

/**
 * Reads what a platform told, event by event, each in a transaction of its own. After a crash it is read again from the
 * beginning: each event is taken once, whoever repeats it. What throws is tried again with the whole.
 */
export const readWebhook = async (app: Application, webhookId: string): Promise<void> => {
  const em = app.orm.em.fork();
  const webhook = await findWebhook(em, webhookId);
  if (!webhook) return;
  const { body, receivedAt, channelIds } = webhook;
  const found = await connectedAmong(em, channelIds);
  const channels = new Map(found.map(({ accountId, channel }) => [`${channel.type} ${accountId}`, channel]));
  for (const event of parsePayload(body, receivedAt)) await take(app, event, channels, channelIds);
  await removeWebhook(em, webhookId);
};

const take = async (
  app: Application,
  event: InboundEvent,
  channels: ReadonlyMap<string, Channel>,
  channelIds: readonly string[],
): Promise<void> => {
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
      return carryOut(app, takeStatus, { channel, event });
    default:
      return carryOut(app, changeMessage, { channel, event });
  }
};

type ByServer<Input extends z.ZodType> = UseCase<typeof THE_SERVER, Input, object>;

/** Nobody hears of a refusal: what is refused here is a bug, and must not be lost. */
const carryOut = async <Input extends z.ZodType>(app: Application, useCase: ByServer<Input>, input: z.input<Input>): Promise<void> => {
  const { userErrors } = await run({ app, actor: THE_SERVER }, useCase, input);
  const [refused] = userErrors;
  if (refused) throw new Error(`what a platform told was refused: ${refused.code}: ${refused.message}`);
};
