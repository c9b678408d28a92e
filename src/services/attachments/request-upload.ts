import { v7 } from 'uuid';
import { z } from 'zod';
import { Attachment } from '../../entities/attachment.js';
import { AttachmentState } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import { lazily } from '../../loaders/lazily.js';
import { cleanFileName } from '../../storage/file-name.js';
import { requireKnown } from '../conversations/access.js';
import { readForSending } from '../conversations/message-queries.js';
import { refusalToAgent } from '../conversations/send-message.js';
import { id, text } from '../inputs.js';
import { partyUseCase } from '../use-case.js';
import { mostBytesOf } from './rules.js';

const requestUploadInput = z.object({
  conversationId: id('conversation'),
  name: text('name', 1_000),
  size: z.number().int().min(1, 'The size must be at least 1 byte: there is nothing to see in an empty file.'),
});

/** Promises to take a file for a message that its caller could send now; whether it may be sent is asked again then. */
export const requestUpload = partyUseCase(
  requestUploadInput,
  async (work, { conversationId, name, size }) => {
    const { em, actor, app, now } = work;
    const conversation = requireKnown(actor, await readForSending(em, conversationId));
    const refusal = actor.kind === 'agent' && refusalToAgent({ actor, now }, conversation);
    if (refusal) throw refusal;
    const most = mostBytesOf(conversation.channelType, app.uploads.mostBytes);
    if (size > most) throw new Refusal('INVALID_INPUT', `The file is too large: at most ${most} bytes are taken here.`, ['size']);
    const attachment = em.create(Attachment, {
      ...{ id: v7(), workspaceId: conversation.workspaceId, conversationId, position: 1, name: cleanFileName(name), size },
      ...{ agentId: actor.kind === 'agent' ? actor.agentId : null, customerId: actor.kind === 'customer' ? actor.customerId : null },
      ...{ state: AttachmentState.UPLOADING, createdAt: now() },
    });
    const { path: uploadUrl, until: uploadUrlExpiresAt } = app.uploads.linkFor({ attachmentId: attachment.id, size });
    return { attachment: lazily('Attachment', attachment.id), uploadUrl, uploadUrlExpiresAt };
  },
  ({ app, actor }) => app.limits.countUpload(actor.kind === 'agent' ? actor.agentId : actor.customerId),
);
