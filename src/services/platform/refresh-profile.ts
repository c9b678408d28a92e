import { z } from 'zod';
import { THE_SERVER } from '../../auth/actor.js';
import type { PlatformProfile } from '../../channels/meta/graph-client.js';
import { GraphFailure } from '../../channels/meta/problems.js';
import { Customer } from '../../entities/customer.js';
import { addJobs } from '../../job-queue/queries.js';
import type { Application } from '../application.js';
import { accountOf } from '../channel-accounts/account.js';
import { updateProfile } from '../customers/update-profile.js';
import { run } from '../run.js';
import { serverUseCase, type Work } from '../use-case.js';
import { isPassing } from './delivery-rules.js';

/** With the back-off of jobs about an hour: a name is not worth more. */
const PROFILE_ATTEMPTS = 8;

/** The platform is asked by a job: it may take its time, and a message must not wait for a name. */
export const queueProfile = (work: Work, channelId: string, customerId: string): Promise<void> =>
  addJobs(work.em, [{ task: 'refresh-profile', payload: { channelId, customerId }, attempts: PROFILE_ATTEMPTS }]);

const keepProfile = serverUseCase(z.custom<{ customerId: string; profile: PlatformProfile }>(), async (work, { customerId, profile }) => {
  await updateProfile(work, customerId, profile);
  return {};
});

/** Asks what the customer is called now, and tells the desk when that is something else. */
export const refreshProfile = async (app: Application, channelId: string, customerId: string): Promise<void> => {
  const em = app.orm.em.fork();
  const account = await accountOf(em, channelId, app.secretBox);
  const { platformId } = await em.findOneOrFail(Customer, customerId);
  if (!account || !platformId) return;
  try {
    const profile = await app.graph.profile(account, platformId);
    await run({ app, actor: THE_SERVER }, keepProfile, { customerId, profile });
  } catch (error) {
    // Somebody who does not show their profile stays who they were called.
    if (error instanceof GraphFailure && !isPassing(error.problem)) return;
    throw error;
  }
};
