import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { pendingMigrations } from '../database.js';
import { schemaText } from '../schema.js';
import type { Application } from '../services/application.js';
import type { Metrics } from './metrics.js';

/** The pages for operators and tools: health, readiness, metrics, the schema as text. */
export const registerOperations = (fastify: FastifyInstance, app: Application, schema: GraphQLSchema, metrics: Metrics): void => {
  const text = schemaText(schema);
  fastify.get('/healthz', async () => ({ status: 'ok' }));
  fastify.get('/readyz', async (_request, reply) => {
    try {
      const pending = await pendingMigrations(app.orm);
      if (pending.length === 0) return { status: 'ready' };
      return reply.code(503).send({ status: 'not ready', reason: `The database lacks ${pending.join(', ')}. Run: npm run migrate` });
    } catch (error) {
      app.log.warn({ err: error }, 'not ready: the database cannot be reached');
      return reply.code(503).send({ status: 'not ready', reason: 'The database cannot be reached.' });
    }
  });
  fastify.get('/metrics', async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()));
  fastify.get('/schema.graphql', async (_request, reply) => reply.type('text/plain; charset=utf-8').send(text));
};
