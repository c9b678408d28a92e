import DataLoader, { type BatchLoadFn } from 'dataloader';

/** Does together what all operations of this process ask in one turn of its event loop, at most so much at a time. Nothing is kept. */
export const togetherInTurn = <Wanted, Done>(doTogether: BatchLoadFn<Wanted, Done>, most: number): DataLoader<Wanted, Done> =>
  new DataLoader(doTogether, { cache: false, maxBatchSize: most, batchScheduleFn: (send) => setImmediate(send) });
