import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

// This file runs compiled, as dist/src/playground.js, and in tests as it is, as src/playground.ts.
const builtAssets = new URL(import.meta.url.endsWith('.ts') ? '../dist/playground' : '../playground', import.meta.url);

export interface PlaygroundOptions {
  /** What the page offers for signing in by one click; null where there is nothing to offer. */
  demo: () => Promise<object | null>;
  /** Where the built playground is. Default: where `npm run build` puts it. */
  assets?: string;
}

/**
 * Serves the pages for whoever tries the server out, which work without any other host: to browsers that open `/graphql` the
 * playground, at `/playground/talk` a customer and an agent side by side, at `/errors` what docs/errors.md says. GraphQL
 * itself is only answered by POST and WebSocket: any other GET is refused with 405. The routes live in a scope of their own,
 * so that the pages' headers reach no other response.
 */
export function registerPlayground(app: FastifyInstance, { demo, assets = fileURLToPath(builtAssets) }: PlaygroundOptions): void {
  app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      reply.headers(securityHeaders(request));
    });
    scope.get('/graphql', (request, reply) => (acceptsHtml(request) ? sendPage(reply, assets, 'playground') : refuseGet(reply)));
    scope.get('/playground/talk', (_request, reply) => sendPage(reply, assets, 'talk'));
    scope.get('/errors', (_request, reply) => sendPage(reply, assets, 'errors'));
    scope.get('/playground/session.json', async (_request, reply) => {
      const found = await demo();
      return reply.header('cache-control', 'no-store').send({ demo: found });
    });
    scope.register(fastifyStatic, {
      root: join(assets, 'assets'),
      prefix: '/playground/',
      index: false,
      // Every name here carries a hash of the contents.
      immutable: true,
      maxAge: '365d',
      preCompressed: true,
      // Not built yet: the page itself says what to do.
      suppressWarning: true,
    });
  });
}

function acceptsHtml(request: FastifyRequest): boolean {
  return request.headers.accept?.includes('text/html') ?? false;
}

async function sendPage(reply: FastifyReply, assets: string, name: string): Promise<FastifyReply> {
  reply.header('cache-control', 'no-cache').header('vary', 'Accept');
  const page = await readFile(join(assets, `${name}.html`)).catch(() => undefined);
  if (page) return reply.type('text/html; charset=utf-8').send(page);
  return reply.code(503).type('text/plain; charset=utf-8').send('The playground is not built yet. Run: npm run build\n');
}

async function refuseGet(reply: FastifyReply): Promise<FastifyReply> {
  const message =
    'Send GraphQL operations by POST with a JSON body; subscriptions by WebSocket (graphql-transport-ws). Browsers get the playground here.';
  return reply
    .code(405)
    .header('allow', 'POST')
    .header('vary', 'Accept')
    .send({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
}

function securityHeaders(request: FastifyRequest): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    // Monaco and GraphiQL write style elements and attributes as they run; the fonts and pictures of their stylesheets are data URLs.
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    `connect-src 'self' ${sameHostWebSockets(request)}`.trim(),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return { 'content-security-policy': policy.join('; '), 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };
}

/** Not every browser counts WebSockets of the same host as 'self'. A Host header that is no plain host adds nothing to the policy. */
function sameHostWebSockets(request: FastifyRequest): string {
  const { host } = request;
  return /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host) ? `ws://${host} wss://${host}` : '';
}
