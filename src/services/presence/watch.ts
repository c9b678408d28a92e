/**
 * Whether this process may judge who is gone. After its start, after the database was away, after it stood still itself,
 * it has seen nothing, and neither may the others have: all get the time to say whom they hold before anybody is taken for
 * gone. Real time, not the application's clock: it is about this process.
 */
export class Watch {
  private steadySince: number;
  private lastLook: number;

  constructor(
    private readonly steadyMilliseconds: number,
    private readonly mostBetweenLooks: number,
    private readonly clock: () => number = Date.now,
  ) {
    this.steadySince = this.lastLook = clock();
  }

  /** Called at each look; whether it watched without a break for long enough. */
  look(): boolean {
    const now = this.clock();
    if (now - this.lastLook > this.mostBetweenLooks) this.steadySince = now;
    this.lastLook = now;
    return now - this.steadySince >= this.steadyMilliseconds;
  }

  /** What it tried to see failed. */
  interrupt(): void {
    this.steadySince = this.clock();
  }
}
