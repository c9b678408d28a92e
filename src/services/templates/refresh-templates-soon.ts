import type { EntityManager } from '@mikro-orm/postgresql';
import { addJobs } from '../../job-queue/queries.js';

/** A job asks WhatsApp for the channel's templates. In the transaction: connecting is rare. */
export const refreshTemplatesSoon = (em: EntityManager, channelId: string): Promise<void> =>
  addJobs(em, [{ task: 'refresh-templates', payload: { channelId }, attempts: 8 }]);
