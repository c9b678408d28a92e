/** Lets those who come with the same key in one after the other. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  async inTurn<Result>(key: string, carryOut: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(key) ?? Promise.resolve();
    const mine = before.then(carryOut);
    const settled = mine.catch(() => undefined);
    this.last.set(key, settled);
    try {
      return await mine;
    } finally {
      if (this.last.get(key) === settled) this.last.delete(key);
    }
  }
}
