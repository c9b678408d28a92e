import { v7 } from 'uuid';
import { accountsIn } from '../../channels/meta/parse/payload.js';
import { signatureFits } from '../../channels/meta/signature.js';
import { InboundWebhook } from '../../entities/inbound-webhook.js';
import { addJobs } from '../../job-queue/queries.js';
import type { Application } from '../application.js';
import { systemWork } from '../system-work.js';
import { accountSecrets, type SignedFor } from './queries.js';
import { readJob } from './read-job.js';

/** Those under whose app's secret a body is signed: of nothing else is it believed. */
const signing = (app: Application, accounts: readonly SignedFor[], raw: Buffer, signature: string): SignedFor[] => {
  const fits = new Map<string, boolean>();
  return accounts.filter(({ appSecretSealed }) => {
    const secret = app.secretBox.open(appSecretSealed);
    const known = fits.get(secret) ?? signatureFits(raw, signature, secret);
    fits.set(secret, known);
    return known;
  });
};

/**
 * Keeps what a platform told, and the job that will read it: TAKEN means that it is ours to look after. NOT_OURS: of accounts that
 * are not connected here, or no longer; the platform is not to try again, or it ends the webhooks of the company's other channels.
 */
export const takeWebhook = async (
  app: Application,
  raw: Buffer,
  signature: string | undefined,
): Promise<'TAKEN' | 'NOT_OURS' | 'FORGED'> => {
  if (signature === undefined) return 'FORGED';
  const accounts = await accountSecrets(app.orm.em.fork(), accountsIn(raw));
  if (accounts.length === 0) return 'NOT_OURS';
  const channelIds = signing(app, accounts, raw, signature).map(({ channelId }) => channelId);
  const [first] = channelIds;
  if (first === undefined) return 'FORGED';
  await systemWork(app, async ({ em, now }) => {
    const receivedAt = now();
    em.create(InboundWebhook, { id: v7(), channelId: first, channelIds, body: raw.toString('utf8'), receivedAt, dueAt: receivedAt });
    await em.flush();
    await addJobs(em, [{ ...readJob(first), key: `read-webhooks ${first}` }]);
  });
  return 'TAKEN';
};
