import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { encodeId } from '../ids.js';
import type { Application } from '../services/application.js';
import { takeUpload, UploadRefusal } from '../services/attachments/take-upload.js';

/** So long may an upload stand still. */
const STALLED_MILLISECONDS = 30_000;

type UploadRequest = FastifyRequest<{ Params: { '*': string } }>;

const announcedLength = ({ headers }: UploadRequest): number | null =>
  headers['content-length'] === undefined ? null : Number(headers['content-length']);

const refuse = (reply: FastifyReply, { status, code, message }: UploadRefusal): FastifyReply => {
  // What is still coming is not waited for.
  if (status === 413) reply.header('connection', 'close');
  return reply.code(status).send({ errors: [{ message, extensions: { code } }] });
};

/** `PUT /uploads/<signed>`: the file as the body, of whatever content type. Answers JSON, also where it refuses. */
export const registerUploads = (fastify: FastifyInstance, app: Application): void => {
  fastify.register(async (scope) => {
    // The body is read by whoever stores it, as it comes: nothing is parsed, nothing held in memory.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.put('/uploads/*', async (request: UploadRequest, reply) => {
      const { raw } = request;
      raw.setTimeout(STALLED_MILLISECONDS, () => raw.destroy());
      reply.header('cache-control', 'no-store');
      try {
        const { id, name, contentType, size } = await takeUpload(app, request.params['*'], raw, announcedLength(request));
        return await reply.send({ attachmentId: encodeId('attachment', id), name, contentType, size });
      } catch (error) {
        if (error instanceof UploadRefusal) return refuse(reply, error);
        if (!raw.destroyed || raw.complete) throw error;
        app.log.info('an upload was broken off');
        return reply.hijack();
      }
    });
  });
};
