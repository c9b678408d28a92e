import type { Application } from '../application.js';
import { forgetUnsent, unsentBefore } from './queries.js';
import { removedBefore } from './rules.js';

const AT_ONCE = 100;

/**
 * Removes what was uploaded and never sent. The file first: a run that was interrupted, or beside another one, finds the row again and removes
 * nothing twice. Nobody can send it meanwhile: that is refused an hour earlier.
 */
export const removeUnsent = async (app: Application): Promise<void> => {
  const em = app.orm.em.fork();
  for (;;) {
    const unsent = await unsentBefore(em, removedBefore(app.now()), AT_ONCE);
    if (unsent.length === 0) return;
    for (const { storageKey } of unsent) if (storageKey) await app.storage.remove(storageKey);
    await forgetUnsent(
      em,
      unsent.map(({ id }) => id),
    );
  }
};
