/** Lets others wait for something that they can look up. */
export class Signal {
  private readonly looking = new Set<() => void>();

  /** Something changed: whoever waits looks again. */
  tell(): void {
    for (const look of [...this.looking]) look();
  }

  /** Waits until it holds; false when it did not in time. */
  until(holds: () => boolean, milliseconds: number): Promise<boolean> {
    if (holds()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const finish = (held: boolean): void => {
        clearTimeout(timer);
        this.looking.delete(look);
        resolve(held);
      };
      const timer = setTimeout(() => finish(holds()), milliseconds);
      const look = (): void => {
        if (holds()) finish(true);
      };
      this.looking.add(look);
    });
  }
}

/** One at a time, in the order of asking: a person has two hands. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.last.then(work, work);
    this.last = mine.catch(() => undefined);
    return mine;
  }
}
