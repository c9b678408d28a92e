import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import type { Channel } from '../../src/entities/channel.js';
import { encodeId } from '../../src/ids.js';
import type { Desk } from './desk.js';

/**
 * A conversation as a platform's webhook will begin it: its customer has just written, and it waits. Put into the database
 * directly, so the next thing that happens at the desk routes it.
 */
export const seedPlatformChat = async (desk: Desk, channel: Channel, name: string): Promise<{ conversationId: string }> => {
  const [customerId, id] = [v7(), v7()];
  const { id: channelId, workspaceId, productId } = channel;
  const now = desk.clock.now();
  await desk.sql(
    `insert into customer (id, workspace_id, channel_id, name, phone, external_id, created_at) values ($1, $2, $3, $4, '+905550000000', $5, $6)`,
    [customerId, workspaceId, channelId, name, randomUUID(), now],
  );
  await desk.sql(
    `insert into conversation (id, workspace_id, product_id, channel_id, customer_id, state, started_at, queued_at, priority_at,
       last_sequence, last_activity_at, last_customer_message_at, unread_count, unanswered_since)
     values ($1, $2, $3, $4, $5, 'QUEUED', $6, $6, $6, 1, $6, $6, 1, $6)`,
    [id, workspaceId, productId, channelId, customerId, now],
  );
  await desk.sql(
    `insert into message (id, workspace_id, conversation_id, addressed_to_id, sequence, sender_kind, customer_id, text, sent_at)
     values ($1, $2, $3, $3, 1, 'CUSTOMER', $4, $5, $6)`,
    [v7(), workspaceId, id, customerId, `${name} asks`, now],
  );
  return { conversationId: encodeId('conversation', id) };
};
