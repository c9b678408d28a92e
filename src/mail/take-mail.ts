import { Readable } from 'node:stream';
import { v7 } from 'uuid';
import { InboundMail } from '../entities/inbound-mail.js';
import { queueOf } from '../job-queue/new-job.js';
import { addJobs } from '../job-queue/queries.js';
import type { Application } from '../services/application.js';
import { systemWork } from '../services/system-work.js';
import type { Addressee } from './queries.js';

export interface ArrivingMail {
  envelopeFrom: string;
  addressees: readonly Addressee[];
  content: Readable;
  /** Asked when all of it has come: whether it was more than is taken. */
  isTooLarge: () => boolean;
}

/** Keeps a mail and the jobs that will read it: when this resolves with true, it is ours to look after. False: too large. */
export const takeMail = async (app: Application, { envelopeFrom, addressees, content, isTooLarge }: ArrivingMail): Promise<boolean> => {
  const storageKey = `inbound/${v7()}`;
  const size = await app.storage.put(storageKey, Readable.from(upToTheLimit(content, isTooLarge)));
  if (isTooLarge()) {
    await app.storage.remove(storageKey);
    return false;
  }
  try {
    await systemWork(app, async ({ em, now }) => {
      const receivedAt = now();
      const mails = addressees.map((addressee) =>
        em.create(InboundMail, { id: v7(), ...addressee, storageKey, size, envelopeFrom: envelopeFrom.slice(0, 320), receivedAt }),
      );
      await em.flush();
      await addJobs(
        em,
        mails.map(({ id, ticketId, productId }) => ({
          task: 'read-inbound-mail',
          payload: { inboundMailId: id },
          queue: queueOf('ticket', ticketId ?? productId),
        })),
      );
    });
  } catch (error) {
    await app.storage.remove(storageKey);
    throw error;
  }
  return true;
};

/** Read to its end, so that the session goes on; what is too much is not kept. */
async function* upToTheLimit(content: Readable, isTooLarge: () => boolean): AsyncGenerator<Buffer> {
  for await (const chunk of content) if (!isTooLarge()) yield chunk as Buffer;
}
