import { Migration } from '@mikro-orm/migrations';

/** How many may wait, and what a customer leaves who does not: a ticket that nobody made, whose topic an agent chooses later. */
const STATEMENTS = [
  'alter table "product" add "queue_limit" int null',
  'alter table "product" add constraint "product_queue_limit" check (queue_limit >= 0 and queue_limit <= 10000)',
  'alter table "conversation" drop constraint "conversation_outcome_check"',
  `alter table "conversation" add constraint "conversation_outcome_check" check ("outcome" in ('RESOLVED', 'CONVERTED', 'ABANDONED', 'LEFT_EMAIL'))`,
  'alter table "ticket" alter column "topic_id" drop not null, alter column "created_by_id" drop not null, add "request_key" text null',
  'create unique index "ticket_request" on "ticket" (channel_id, request_key) where request_key is not null',
];

export class Migration20261123050002LeavingAnEmail extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}
