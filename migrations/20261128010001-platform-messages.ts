import { Migration } from '@mikro-orm/migrations';

const reference = (table: string, column: string, target: string): string =>
  `alter table "${table}" add constraint "${table}_${column}_foreign" foreign key ("${column}") references "${target}" ("id") on update no action on delete no action`;

const KINDS = `'TEXT', 'IMAGE', 'AUDIO', 'VIDEO', 'DOCUMENT', 'STICKER', 'LOCATION', 'CONTACTS', 'CHOICE', 'TEMPLATE', 'UNSUPPORTED'`;

/** Messages that are more than text, and what platforms know of messages and customers. */
const STATEMENTS = [
  `alter table "message" add "kind" text not null default 'TEXT', add "content" jsonb null, add "reply_to_id" uuid null,
     add "edited_at" timestamptz(3) null, add "deleted_at" timestamptz(3) null`,
  `alter table "message" add constraint "message_kind_check" check ("kind" in (${KINDS}))`,
  reference('message', 'reply_to_id', 'message'),
  'create index "message_replies" on "message" (reply_to_id) where reply_to_id is not null',

  `create table "message_reaction" ("message_id" uuid not null, "by" text not null, "emoji" text not null, "at" timestamptz(3) not null,
     primary key ("message_id", "by"))`,
  `alter table "message_reaction" add constraint "message_reaction_by_check" check ("by" in ('CUSTOMER', 'AGENT', 'BOT', 'SYSTEM'))`,
  reference('message_reaction', 'message_id', 'message'),

  `create table "message_delivery" ("message_id" uuid not null, "workspace_id" uuid not null, "conversation_id" uuid not null,
     "channel_id" uuid not null, "state" text not null default 'QUEUED', "attempts" int not null default 0, "reason" text null,
     "queued_at" timestamptz(3) not null, "due_at" timestamptz(3) null, "tried_at" timestamptz(3) null, "sent_at" timestamptz(3) null,
     "delivered_at" timestamptz(3) null, "read_at" timestamptz(3) null, "failed_at" timestamptz(3) null, primary key ("message_id"))`,
  `alter table "message_delivery" add constraint "message_delivery_state_check" check ("state" in ('QUEUED', 'SENDING', 'SENT', 'DELIVERED', 'READ', 'FAILED'))`,
  `create index "message_delivery_waiting" on "message_delivery" (conversation_id, queued_at, message_id) where state in ('QUEUED', 'SENDING')`,
  reference('message_delivery', 'message_id', 'message'),
  reference('message_delivery', 'workspace_id', 'workspace'),
  reference('message_delivery', 'conversation_id', 'conversation'),
  reference('message_delivery', 'channel_id', 'channel'),

  `create table "platform_message" ("channel_id" uuid not null, "platform_id" text not null, "message_id" uuid not null,
     "known_at" timestamptz(3) not null, primary key ("channel_id", "platform_id"))`,
  reference('platform_message', 'channel_id', 'channel'),
  reference('platform_message', 'message_id', 'message'),
  'create index "platform_message_of" on "platform_message" ("message_id")',

  `create table "inbound_webhook" ("id" uuid not null, "channel_id" uuid not null, "channel_ids" uuid[] not null,
     "body" text not null, "received_at" timestamptz(3) not null, "attempts" int not null default 0, "due_at" timestamptz(3) null,
     "problem" text null, primary key ("id"))`,
  'create index "inbound_webhook_due" on "inbound_webhook" (channel_id, id) where due_at is not null',
  reference('inbound_webhook', 'channel_id', 'channel'),

  'alter table "customer" add "platform_id" text null',
  'create unique index "customer_platform" on "customer" (channel_id, platform_id) where platform_id is not null',
];

export class Migration20261128010001PlatformMessages extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}
