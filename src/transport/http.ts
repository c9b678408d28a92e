import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import cors from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Config } from '../config.js';
import { type Context, createContext } from '../resolvers/context.js';
import type { Application } from '../services/application.js';
import { authenticate } from './authenticate.js';
import { limitRules, MAX_TOKENS } from './limits.js';
import type { Metrics } from './metrics.js';
import { originAllowed } from './origins.js';
import { presentError } from './present-error.js';

export interface HttpOptions {
  app: Application;
  config: Config;
  schema: GraphQLSchema;
  metrics: Metrics;
}

/** Logs and measures each operation: its name and duration, never its text or variables. No answer is to be kept by anyone. */
const observe = ({ app, metrics }: HttpOptions): ApolloServerPlugin<Context> => ({
  requestDidStart: async ({ contextValue }) => {
    const began = performance.now();
    return {
      willSendResponse: async ({ operation, operationName, errors, response }) => {
        response.http.headers.set('cache-control', 'no-store');
        const milliseconds = performance.now() - began;
        const kind = operation?.operation ?? 'refused';
        metrics.operation(kind, 'http', errors ? 'error' : 'ok', milliseconds / 1000);
        const { requestId } = contextValue;
        app.log.info(
          {
            requestId,
            kind,
            operation: operationName,
            milliseconds: Math.round(milliseconds),
            errors: errors?.length ?? 0,
          },
          'operation',
        );
      },
    };
  },
});

const refuseForeignOrigins = (fastify: FastifyInstance, config: Config): void => {
  fastify.addHook('onRequest', async (request, reply) => {
    if (originAllowed(request.raw, config.allowedOrigins)) return;
    const message = `Pages of ${request.headers.origin} may not use this server. Add the origin to ALLOWED_ORIGINS.`;
    await reply.code(403).send({ errors: [{ message, extensions: { code: 'FORBIDDEN' } }] });
  });
};

/** Answers that Fastify itself gives (a body too large, no JSON) in the shape that a GraphQL client expects. */
const answerInGraphql = (fastify: FastifyInstance, { failures }: Application): void => {
  fastify.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) failures.tell(error, 'a request failed unexpectedly', { reqId: request.id });
    const message = status >= 500 ? 'Something went wrong on our side.' : error.message;
    const code = status === 413 ? 'LIMIT_EXCEEDED' : status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT';
    await reply.code(status).send({ errors: [{ message, extensions: { code } }] });
  });
};

/** `POST /graphql`: queries and mutations. */
export const registerGraphql = async (fastify: FastifyInstance, options: HttpOptions): Promise<ApolloServer<Context>> => {
  const { app, config, schema } = options;
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: limitRules(config.limits),
    formatError: (formatted, error) => presentError(formatted, error, app.failures),
    // Apollo's own cache control looks at every field of every answer, to find each time that none may be kept: `observe` says so.
    plugins: [ApolloServerPluginCacheControlDisabled(), fastifyApolloDrainPlugin(fastify), observe(options)],
  });
  await apollo.start();
  refuseForeignOrigins(fastify, config);
  answerInGraphql(fastify, app);
  await fastify.register(cors, {
    origin: [...config.allowedOrigins],
    // PUT: /uploads.
    methods: ['POST', 'PUT'],
    allowedHeaders: ['content-type', 'authorization'],
    maxAge: 600,
  });
  const context = async (request: FastifyRequest): Promise<Context> =>
    createContext(app, await authenticate(app, request.headers.authorization, request.ip), request.id);
  fastify.post('/graphql', fastifyApolloHandler(apollo, { context }));
  return apollo;
};
