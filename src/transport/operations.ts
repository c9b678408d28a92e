import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { pendingMigrations } from '../database.js';
import type { Hints } from '../events/hints.js';
import { schemaText } from '../schema.js';
import type { Application } from '../services/application.js';
import type { Metrics } from './metrics.js';

export interface OperatorPages {
  app: Application;
  schema: GraphQLSchema;
  metrics: Metrics;
  hints: Hints;
  isLeaving: () => boolean;
}

/** What this process depends on, as far as it serves: without Redis, or without its hint connection, it polls the log and goes on. */
const dependencies = ({ carrier, connected }: Hints): object => ({
  database: 'reachable',
  ...(carrier === 'redis' && { redis: connected ? 'reachable' : 'away' }),
  hints: connected ? carrier : 'polling',
});

/** The pages for operators and tools: health, readiness, metrics, the schema as text. */
export const registerOperations = (fastify: FastifyInstance, { app, schema, metrics, hints, isLeaving }: OperatorPages): void => {
  const text = schemaText(schema);
  fastify.get('/healthz', async () => ({ status: 'ok' }));
  fastify.get('/readyz', async (_request, reply) => {
    if (isLeaving()) return reply.code(503).send({ status: 'not ready', reason: 'This process is about to end.' });
    try {
      const pending = await pendingMigrations(app.orm);
      if (pending.length === 0) return { status: 'ready', ...dependencies(hints) };
      return reply.code(503).send({ status: 'not ready', reason: `The database lacks ${pending.join(', ')}. Run: npm run migrate` });
    } catch (error) {
      app.failures.tell(error, 'whether this process is ready could not be looked at');
      return reply.code(503).send({ status: 'not ready', reason: 'The database cannot be reached.' });
    }
  });
  fastify.get('/metrics', async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()));
  fastify.get('/schema.graphql', async (_request, reply) => reply.type('text/plain; charset=utf-8').send(text));
};
