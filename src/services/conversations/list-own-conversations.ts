import { z } from 'zod';
import { Conversation } from '../../entities/conversation.js';
import { customerQuery } from '../use-case.js';

/** What a widget shows after a reload. */
export const listOwnConversations = customerQuery(z.object({}), ({ em, actor }) =>
  em.find(Conversation, { customerId: actor.customerId }, { orderBy: { startedAt: 'desc', id: 'desc' }, limit: 20 }),
);
