/** Of calls while one is under way, one more runs afterwards: the latest answer is then never an older one's. */
export function inTurn(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run = (): Promise<void> => {
    running = work().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (!running) return run();
    const afterwards = (): Promise<void> => {
      next = undefined;
      return run();
    };
    next ??= running.then(afterwards, afterwards);
    return next;
  };
}
