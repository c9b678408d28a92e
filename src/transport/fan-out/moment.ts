import type { EntityManager } from '@mikro-orm/postgresql';
import { createLoaders, type Loaders } from '../../loaders/loaders.js';
import type { Reads } from '../../resolvers/context.js';
import type { Application } from '../../services/application.js';

/**
 * The loaders of one turn of the event loop. Events that the log's reader handed on together are executed together, and
 * what they ask for is one statement. Nothing is remembered past the turn, nor past the next reading of the log: what an
 * event shows is never older than the event.
 */
export class Moment {
  private reads: Reads | null = null;
  private delivery = -1;

  constructor(private readonly app: Application) {}

  now(): Reads {
    const { deliveries } = this.app.live.hub;
    if (!this.reads || this.delivery !== deliveries) this.begin(deliveries);
    return this.reads as Reads;
  }

  private begin(delivery: number): void {
    const { orm } = this.app;
    let em: EntityManager | undefined;
    let load: Loaders | undefined;
    const reads: Reads = {
      get em() {
        em ??= orm.em.fork();
        return em;
      },
      get load() {
        load ??= createLoaders(reads.em);
        return load;
      },
    };
    this.reads = reads;
    this.delivery = delivery;
    setImmediate(() => {
      if (this.reads === reads) this.reads = null;
    });
  }
}
