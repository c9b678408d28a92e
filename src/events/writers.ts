/** A transaction that has written events, or is about to. */
export interface Writer {
  writer: string;
}

/**
 * Who may still commit an id below one that is visible: whoever holds the table's row-exclusive lock, which an INSERT
 * takes before it draws its id. (The log's own reader never writes.)
 */
export const WRITERS = `select virtualtransaction as writer from pg_locks
  where locktype = 'relation' and database = (select oid from pg_database where datname = current_database())
    and relation = 'event'::regclass and mode = 'RowExclusiveLock' and granted`;

/**
 * Until all who write at this moment have committed or rolled back; those who come later are not waited for.
 * `underWay` asks with WRITERS. False when it was given up.
 */
export const writersEnded = async (
  underWay: () => Promise<Writer[]>,
  pause: () => Promise<unknown>,
  isGivenUp: () => boolean,
): Promise<boolean> => {
  const ask = async (): Promise<Set<string>> => new Set((await underWay()).map(({ writer }) => writer));
  let waitedFor = await ask();
  while (waitedFor.size > 0) {
    if (isGivenUp()) return false;
    await pause();
    const present = await ask();
    waitedFor = new Set([...waitedFor].filter((writer) => present.has(writer)));
  }
  return true;
};
