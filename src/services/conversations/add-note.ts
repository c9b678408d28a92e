import { v7 } from 'uuid';
import { z } from 'zod';
import { Note } from '../../entities/note.js';
import { lazily } from '../../loaders/lazily.js';
import { id, text } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { lockConversation } from './access.js';
import { conversationEvent } from './conversation-event.js';

/** Notes something beside a conversation, in any state of it: for the desk only. */
export const addNote = agentUseCase(z.object({ conversationId: id('conversation'), text: text('text', 4_000) }), async (work, input) => {
  const conversation = await lockConversation(work, input.conversationId);
  const { id: conversationId, workspaceId, lastSequence: afterSequence } = conversation;
  const note = work.em.create(Note, {
    id: v7(),
    workspaceId,
    conversationId,
    agentId: work.actor.agentId,
    text: input.text,
    afterSequence,
    writtenAt: work.now(),
  });
  work.record(conversationEvent('note.added', conversation, note.id));
  return { note, conversation: lazily('Conversation', conversationId) };
});
