import { v7 } from 'uuid';
import { GraphFailure } from '../../channels/meta/problems.js';
import { Attachment } from '../../entities/attachment.js';
import { Conversation } from '../../entities/conversation.js';
import { AttachmentState } from '../../entities/enums.js';
import { MeasuredContent } from '../../storage/measured-content.js';
import type { Application } from '../application.js';
import { lockAttachment } from '../attachments/queries.js';
import { accountOf } from '../channel-accounts/account.js';
import { systemWork } from '../system-work.js';
import { isPassing } from './delivery-rules.js';
import { messageEvent } from './queries.js';

/** The largest that a platform has; what is larger the client of the Graph API refuses in words. */
const MOST_BYTES = 104_857_600;
const NOT_CONNECTED = 'The channel was disconnected before the file was fetched.';

/** Fetches a file from its platform. Throws to be tried again; what will not come is FAILED, with the reason. */
export const fetchAttachment = async (app: Application, attachmentId: string, { isLast }: { isLast: boolean }): Promise<void> => {
  const em = app.orm.em.fork();
  const attachment = await em.findOne(Attachment, attachmentId);
  if (attachment?.state !== AttachmentState.FETCHING) return;
  const { channelId } = await em.findOneOrFail(Conversation, attachment.conversationId);
  const account = await accountOf(em, channelId, app.secretBox);
  if (!account) return conclude(app, attachment, { state: AttachmentState.FAILED, problem: NOT_CONNECTED });
  const storageKey = `attachments/${attachment.conversationId}/${v7()}`;
  try {
    const { sourceMediaId, sourceUrl } = attachment;
    const opened = await app.graph.openMedia(account, { platformMediaId: sourceMediaId, url: sourceUrl, contentType: null, name: null });
    const measured = new MeasuredContent(opened.content, MOST_BYTES);
    const size = await app.storage.put(storageKey, measured.read());
    await conclude(app, attachment, { state: AttachmentState.READY, storageKey, size, contentType: measured.contentType });
  } catch (error) {
    await app.storage.remove(storageKey);
    if (!(error instanceof GraphFailure)) throw error;
    if (isPassing(error.problem) && !isLast) throw error;
    await conclude(app, attachment, { state: AttachmentState.FAILED, problem: error.problem.words });
  }
};

/** The first run that is done counts; another's file goes. */
const conclude = async (app: Application, { id, messageId }: Attachment, outcome: Partial<Attachment>): Promise<void> => {
  const isOurs = await systemWork(app, async (work) => {
    const attachment = await lockAttachment(work.em, id);
    if (attachment?.state !== AttachmentState.FETCHING || !messageId) return false;
    work.em.assign(attachment, { ...outcome, sourceMediaId: null, sourceUrl: null });
    work.record(await messageEvent(work.em, messageId, 'message.attachments_changed'));
    return true;
  });
  if (!isOurs && outcome.storageKey) await app.storage.remove(outcome.storageKey);
};
