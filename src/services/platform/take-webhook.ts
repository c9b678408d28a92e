import { v7 } from 'uuid';
import { z } from 'zod';
import { signatureFits } from '../../channels/meta/signature.js';
import { InboundWebhook } from '../../entities/inbound-webhook.js';
import { queueOf } from '../../job-queue/new-job.js';
import { addJobs } from '../../job-queue/queries.js';
import type { Application } from '../application.js';
import { systemWork } from '../system-work.js';
import { accountSecrets } from './queries.js';

const id = z.union([z.string(), z.number()]).transform(String);
const body = z.object({
  entry: z
    .array(
      z.object({
        id: id.optional().catch(undefined),
        changes: z
          .array(z.object({ value: z.object({ metadata: z.object({ phone_number_id: id }) }) }).catch(() => ({ value: { metadata: { phone_number_id: '' } } })))
          .catch([])
          .default([]),
      }),
    )
    .max(1_000),
});

/** The accounts that a webhook says it is about: nothing of it is believed yet. */
const accountsNamed = (raw: Buffer): string[] => {
  try {
    const { entry } = body.parse(JSON.parse(raw.toString('utf8')));
    const ids = entry.flatMap((each) => [each.id ?? '', ...each.changes.map(({ value }) => value.metadata.phone_number_id)]);
    return [...new Set(ids.filter((each) => each !== ''))];
  } catch {
    return [];
  }
};

/**
 * Keeps what a platform told, and the job that will read it: when this resolves with true it is ours to look after. Believed
 * for the accounts under whose app's secret it is signed; false: for none.
 */
export const takeWebhook = async (app: Application, raw: Buffer, signature: string | undefined): Promise<boolean> => {
  const accounts = await accountSecrets(app.orm.em.fork(), accountsNamed(raw));
  const fits = new Map<string, boolean>();
  const channelIds = accounts
    .filter(({ appSecretSealed }) => {
      const secret = app.secretBox.open(appSecretSealed);
      const known = fits.get(secret) ?? signatureFits(raw, signature, secret);
      fits.set(secret, known);
      return known;
    })
    .map(({ channelId }) => channelId);
  const [first] = channelIds;
  if (first === undefined) return false;
  await systemWork(app, async ({ em, now }) => {
    const webhook = em.create(InboundWebhook, { id: v7(), body: raw.toString('utf8'), channelIds, receivedAt: now() });
    await em.flush();
    await addJobs(em, [{ task: 'read-webhook', payload: { webhookId: webhook.id }, queue: queueOf('platform', first) }]);
  });
  return true;
};
