import type { FastifyInstance } from 'fastify';
import { errorCode } from '../error-code.js';
import type { SignedFiles } from '../storage/signed-files.js';
import type { Storage } from '../storage/storage.js';

/** RFC 6266: an ASCII name for old programs, the whole one beside it. */
const disposition = (name: string): string => {
  const ascii = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
};

/** `GET /files/<signed>`: always a download, never a page: what a customer sent is not opened in our name. */
export const registerFiles = (fastify: FastifyInstance, { files, storage }: { files: SignedFiles; storage: Storage }): void => {
  fastify.get<{ Params: { '*': string } }>('/files/*', async ({ params }, reply) => {
    const file = files.open(params['*']);
    if (!file) return reply.code(403).type('text/plain; charset=utf-8').send('This link does not hold, or no longer.');
    try {
      const content = await storage.read(file.key);
      return reply
        .header('content-type', file.contentType)
        .header('content-length', file.size)
        .header('content-disposition', disposition(file.name))
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, no-store')
        .send(content);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
      return reply.code(404).type('text/plain; charset=utf-8').send('The file is not there any more.');
    }
  });
};
