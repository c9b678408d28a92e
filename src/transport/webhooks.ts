import type { FastifyInstance } from 'fastify';
import type { Application } from '../services/application.js';
import { takeWebhook } from '../services/platform/take-webhook.js';

/** Meta sends up to 1,000 entries in one body. https://developers.facebook.com/docs/graph-api/webhooks/getting-started */
const BODY_BYTES = 4_194_304;
const CHALLENGE = /^[\w-]{1,200}$/;

type Verification = Partial<Record<'hub.mode' | 'hub.verify_token' | 'hub.challenge', unknown>>;

/**
 * `/webhooks/meta`, one address for all channels of all companies. The platform asks once whether the address is ours (GET), then
 * tells what happens (POST): kept as it came once its signature fits, answered, and read by a job.
 */
export const registerWebhooks = async (fastify: FastifyInstance, app: Application): Promise<void> => {
  await fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The signature is over the bytes as they came.
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

    scope.get<{ Querystring: Verification }>('/webhooks/meta', async ({ query }, reply) => {
      const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = query;
      const isOurs = mode === 'subscribe' && typeof token === 'string' && app.verifyTokens.channelOf(token) !== null;
      reply.type('text/plain; charset=utf-8').header('x-content-type-options', 'nosniff');
      if (!isOurs) return reply.code(403).send('The verify token is not one of this server’s: copy it from `Channel.connection`.');
      if (typeof challenge !== 'string' || !CHALLENGE.test(challenge)) return reply.code(400).send('hub.challenge is missing.');
      return challenge;
    });

    scope.post('/webhooks/meta', { bodyLimit: BODY_BYTES }, async (request, reply) => {
      const signature = request.headers['x-hub-signature-256'];
      const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const taken = await takeWebhook(app, raw, typeof signature === 'string' ? signature : undefined);
      if (taken === 'NOT_OURS') request.log.info('a webhook of accounts that are not connected here was let go');
      const [status, words] =
        taken === 'FORGED' ? [403, 'This is not signed under the app secret of the account that it names.'] : [200, 'OK'];
      return reply
        .code(status as number)
        .type('text/plain; charset=utf-8')
        .send(words);
    });
  });
};
