import type { AgentActor, CustomerActor } from '../../auth/actor.js';
import type { Attachment } from '../../entities/attachment.js';
import { AttachmentState, type ChannelType } from '../../entities/enums.js';
import { Refusal } from '../../errors.js';
import type { Work } from '../use-case.js';
import { lockAttachments } from './queries.js';
import { isSendable, type PlatformRefusal, platformRefusal } from './rules.js';

export interface Sendable {
  /** To which they were uploaded. */
  conversationId: string;
  text: string;
  attachmentIds: readonly string[];
}

const isOwn = (actor: AgentActor | CustomerActor, { agentId, customerId }: Attachment): boolean =>
  actor.kind === 'agent' ? agentId === actor.agentId : customerId === actor.customerId;

/** The caller's own, uploaded to this conversation, wholly, lately, and not sent. */
const requireSendable = (
  { actor, now }: Work<AgentActor | CustomerActor>,
  conversationId: string,
  found: Attachment | undefined,
  path: (string | number)[],
): Attachment => {
  const notFound = new Refusal('NOT_FOUND', 'There is no such attachment.', path);
  if (!found || !isOwn(actor, found)) throw notFound;
  if (found.messageId) throw new Refusal('ATTACHMENT_ALREADY_SENT', undefined, path);
  if (found.conversationId !== conversationId || !isSendable(found.createdAt, now())) throw notFound;
  if (found.state !== AttachmentState.READY) throw new Refusal('ATTACHMENT_NOT_READY', undefined, path);
  return found;
};

/** Instagram fetches files itself, and has to reach this server for that. */
const unreachable = (publicUrl: string | undefined | null, type: ChannelType): PlatformRefusal | null =>
  type === 'INSTAGRAM' && !publicUrl
    ? {
        path: ['attachmentIds'],
        words: 'Instagram fetches files from an address, and this server has none: whoever runs it sets PUBLIC_URL.',
      }
    : null;

/** The files that a message is to have, in its order, held until the transaction ends: of two messages that want one, the second is refused. */
export const claimAttachments = async (
  work: Work<AgentActor | CustomerActor>,
  channelType: ChannelType,
  { conversationId, text, attachmentIds }: Sendable,
): Promise<Attachment[]> => {
  if (attachmentIds.length === 0) return [];
  const held = await lockAttachments(work.em, attachmentIds);
  const files = attachmentIds.map((id, index) => requireSendable(work, conversationId, held.get(id), ['attachmentIds', index]));
  const refusal = platformRefusal(channelType, files, text) ?? unreachable(work.app.publicUrl, channelType);
  if (refusal) throw new Refusal('PLATFORM_REFUSES', refusal.words, refusal.path);
  return files;
};
