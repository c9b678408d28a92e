import type { Readable } from 'node:stream';
import { v7 } from 'uuid';
import type { Attachment } from '../../entities/attachment.js';
import { AttachmentState } from '../../entities/enums.js';
import type { TopLevelCode } from '../../errors.js';
import { MeasuredContent, TooMuch } from '../../storage/measured-content.js';
import type { Application } from '../application.js';
import { systemWork } from '../system-work.js';
import { lockAttachment } from './queries.js';

/** Why an upload was not taken, with the HTTP status that says so. */
export class UploadRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: TopLevelCode,
    message: string,
  ) {
    super(message);
  }
}

const noLink = () =>
  new UploadRefusal(403, 'FORBIDDEN', 'This upload link does not hold, or no longer. Ask for another with `requestUpload`.');
const gone = () =>
  new UploadRefusal(404, 'NOT_FOUND', 'This upload was not sent in time and is gone. Ask for another with `requestUpload`.');
const tooLarge = (size: number) =>
  new UploadRefusal(
    413,
    'LIMIT_EXCEEDED',
    `More than the ${size} bytes that were announced. Announce the file’s size with \`requestUpload\`.`,
  );
const incomplete = (bytes: number, size: number) =>
  new UploadRefusal(
    400,
    'BAD_USER_INPUT',
    `${bytes} bytes came of the ${size} that were announced. Send the whole file again by the same link.`,
  );
const superseded = () =>
  new UploadRefusal(
    409,
    'BAD_USER_INPUT',
    'A later upload by the same link has taken the place of this one. Ask for a link for each file.',
  );

/**
 * Says under which key it will be stored before anything is: whatever happens afterwards, the row names all that there may be. Whoever
 * begins last counts, because a client tries again when it believes the first try lost. Gives what is there already, when it is.
 */
const begin = (app: Application, id: string, key: (attachment: Attachment) => string): Promise<Attachment> =>
  systemWork(app, async ({ em }) => {
    const attachment = await lockAttachment(em, id);
    if (!attachment) throw gone();
    if (attachment.state !== AttachmentState.UPLOADING) return attachment;
    if (attachment.storageKey) await app.storage.remove(attachment.storageKey);
    attachment.storageKey = key(attachment);
    return attachment;
  });

/** The attachment as it stands afterwards: this upload's, or one that began later; undefined when it was removed meanwhile. */
const finish = (app: Application, id: string, storageKey: string, contentType: string): Promise<Attachment | undefined> =>
  systemWork(app, async ({ em }) => {
    const attachment = await lockAttachment(em, id);
    if (attachment?.state === AttachmentState.UPLOADING && attachment.storageKey === storageKey) {
      em.assign(attachment, { state: AttachmentState.READY, contentType });
    }
    return attachment;
  });

/**
 * Keeps a file that is uploaded by a signed link. All of it or nothing is kept; by the same link again, when it is here already, it is
 * only told. `announced`: how many bytes the client says will come; null when it does not say.
 */
export const takeUpload = async (app: Application, token: string, content: Readable, announced: number | null): Promise<Attachment> => {
  const promised = app.uploads.open(token);
  if (!promised) throw noLink();
  const { attachmentId, size } = promised;
  if (announced !== null && announced > size) throw tooLarge(size);
  const attempt = v7();
  const attachment = await begin(app, attachmentId, ({ conversationId }) => `attachments/${conversationId}/${attempt}`);
  const { storageKey } = attachment;
  if (attachment.state !== AttachmentState.UPLOADING || storageKey === null) return attachment;
  const measured = new MeasuredContent(content, size);
  try {
    await app.storage.put(storageKey, measured.read());
  } catch (error) {
    throw error instanceof TooMuch ? tooLarge(size) : error;
  }
  const isWhole = measured.bytes === size;
  const kept = isWhole ? await finish(app, attachmentId, storageKey, measured.contentType) : undefined;
  if (kept?.storageKey === storageKey) return kept;
  await app.storage.remove(storageKey);
  if (!isWhole) throw incomplete(measured.bytes, size);
  if (!kept) throw gone();
  if (kept.state !== AttachmentState.READY) throw superseded();
  return kept;
};
