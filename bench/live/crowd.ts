import { Program } from './program.js';
import type { Received, ReceiverQuestion, SocketPlan } from './receiver-process.js';

const now = (): number => performance.timeOrigin + performance.now();

/** Clients in a process of their own. */
export class Crowd {
  private constructor(private readonly program: Program<ReceiverQuestion, object>) {}

  static async open(plans: SocketPlan[]): Promise<Crowd> {
    const program = await Program.start<ReceiverQuestion, object>('receiver-process.js');
    await program.ask({ kind: 'open', plans });
    return new Crowd(program);
  }

  /** Does something that is to bring so many deliveries; how many a second came, and how late. */
  count(deliveries: number, work: () => Promise<unknown>): Promise<Received & { perSecond: number }> {
    return this.countAll(async () => {
      await work();
      return deliveries;
    });
  }

  /** The same, where only the work knows how many they are. */
  async countAll(work: () => Promise<number>): Promise<Received & { perSecond: number }> {
    await this.program.ask({ kind: 'begin' });
    const began = now();
    const deliveries = await work();
    const received = await this.program.ask<Received>({ kind: 'received', count: deliveries });
    if (received.count !== deliveries) throw new Error(`${deliveries} deliveries were expected, and ${received.count} came`);
    return { ...received, perSecond: deliveries / ((received.last - began) / 1000) };
  }

  stop(): Promise<void> {
    return this.program.stop();
  }
}

export const stamp = (): string => `at-${now().toFixed(3)};`;

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
