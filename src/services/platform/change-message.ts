import { z } from 'zod';
import type { InboundEvent } from '../../channels/meta/inbound-event.js';
import { ConversationState, type EventType, SenderKind } from '../../entities/enums.js';
import { writeArchiveDocument } from '../conversations/queries.js';
import { serverUseCase, type Work } from '../use-case.js';
import { changeText, react, takeBack, withdrawReaction } from './change-queries.js';
import { textOf } from './content.js';
import { lockNamed, type NamedMessage } from './queries.js';
import { earlier } from './rules.js';
import { type Told, TooEarly } from './too-early.js';

type ChangeEvent = Extract<InboundEvent, { type: 'reaction' | 'edit' | 'unsend' }>;

/** What became of a message on its platform: changed or taken back by who wrote it, reacted to by either side. */
export const changeMessage = serverUseCase(z.custom<Told<ChangeEvent>>(), async (work, { channelId, event, isPatient }) => {
  const message = await lockNamed(work.em, channelId, event.platformMessageId);
  if (!message && isPatient) throw new TooEarly('the message of a change');
  if (!message || message.deletedAt || !isTheirs(message, event)) return {};
  if (await change(work, message, event)) await tell(work, message, CHANGES[event.type]);
  return {};
});

/** Only who wrote a message changes it or takes it back; both sides react. */
const isTheirs = ({ isCustomers, customerPlatformId }: NamedMessage, event: ChangeEvent): boolean =>
  event.type === 'reaction' && event.byAccount
    ? true
    : customerPlatformId === event.senderId && (event.type === 'reaction' || isCustomers === true);

const CHANGES = { reaction: 'message.reacted', edit: 'message.edited', unsend: 'message.deleted' } as const satisfies Record<
  string,
  EventType
>;

/** False when it is no news. */
const change = (work: Work, { id }: NamedMessage, event: ChangeEvent): Promise<boolean> => {
  const now = work.now();
  if (event.type === 'edit') return changeText(work.em, id, textOf(event), earlier(event.at, now));
  if (event.type === 'unsend') return takeBack(work.em, id, now);
  const by = event.byAccount ? SenderKind.AGENT : SenderKind.CUSTOMER;
  const at = earlier(event.at, now);
  return event.emoji === null ? withdrawReaction(work.em, id, by, at) : react(work.em, id, by, event.emoji, at);
};

const tell = async (work: Work, message: NamedMessage, type: EventType): Promise<void> => {
  const { id: subjectId, workspaceId, conversationId, channelId, customerId, agentId, state } = message;
  work.record({ type, workspaceId, conversationId, channelId, customerId, agentId, subjectId });
  const isArchived = state === ConversationState.RESOLVED || state === ConversationState.ABANDONED;
  if (isArchived && type !== 'message.reacted') await writeArchiveDocument(work.em, conversationId);
};
