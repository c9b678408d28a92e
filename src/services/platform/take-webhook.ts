import { v7 } from 'uuid';
import { accountsIn } from '../../channels/meta/parse/payload.js';
import { signatureFits } from '../../channels/meta/signature.js';
import { InboundWebhook } from '../../entities/inbound-webhook.js';
import { addJobs } from '../../job-queue/queries.js';
import type { Application } from '../application.js';
import { systemWork } from '../system-work.js';
import { accountSecrets, type SignedFor } from './queries.js';
import { readJob } from './read-job.js';

/** The channels under whose app's secret a body is signed, of those that it says it is about: of nothing else is it believed. */
const signedFor = async (app: Application, raw: Buffer, signature: string | undefined): Promise<SignedFor[]> => {
  const accounts = await accountSecrets(app.orm.em.fork(), accountsIn(raw));
  const fits = new Map<string, boolean>();
  return accounts.filter(({ appSecretSealed }) => {
    const secret = app.secretBox.open(appSecretSealed);
    const known = fits.get(secret) ?? signatureFits(raw, signature, secret);
    fits.set(secret, known);
    return known;
  });
};

/**
 * Keeps what a platform told, and the job that will read it: when this resolves with true it is ours to look after. False: it is
 * signed for none of the channels that it names.
 */
export const takeWebhook = async (app: Application, raw: Buffer, signature: string | undefined): Promise<boolean> => {
  const channelIds = (await signedFor(app, raw, signature)).map(({ channelId }) => channelId);
  const [first] = channelIds;
  if (first === undefined) return false;
  await systemWork(app, async ({ em, now }) => {
    const receivedAt = now();
    em.create(InboundWebhook, { id: v7(), channelId: first, channelIds, body: raw.toString('utf8'), receivedAt, dueAt: receivedAt });
    await em.flush();
    await addJobs(em, [{ ...readJob(first), key: `read-webhooks ${first}` }]);
  });
  return true;
};
