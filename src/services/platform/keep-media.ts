import { v7 } from 'uuid';
import type { InboundMedia } from '../../channels/meta/inbound-event.js';
import { Attachment } from '../../entities/attachment.js';
import { AttachmentState } from '../../entities/enums.js';
import type { Message } from '../../entities/message.js';
import { addJobs } from '../../job-queue/queries.js';
import { cleanFileName } from '../../storage/file-name.js';
import type { Work } from '../use-case.js';

/** With the back-off of jobs about an hour; after that the platform no longer has the file at this address. */
const FETCH_ATTEMPTS = 8;

/** The files of a message from a platform: there from the first, so that the desk sees that something comes; jobs fetch them. */
export const keepMedia = async (work: Work, message: Message, media: readonly InboundMedia[]): Promise<void> => {
  if (media.length === 0) return;
  const { id: messageId, workspaceId, conversationId, customerId, sentAt } = message;
  const attachments = media.map(({ platformMediaId, url, name }, index) =>
    work.em.create(Attachment, {
      ...{ id: v7(), workspaceId, conversationId, messageId, position: index + 1, customerId, createdAt: sentAt },
      ...{ name: cleanFileName(name ?? undefined, message.kind.toLowerCase()), state: AttachmentState.FETCHING },
      ...{ sourceMediaId: platformMediaId, sourceUrl: url },
    }),
  );
  await work.em.flush();
  await addJobs(
    work.em,
    attachments.map(({ id }) => ({ task: 'fetch-attachment', payload: { attachmentId: id }, attempts: FETCH_ATTEMPTS })),
  );
};
