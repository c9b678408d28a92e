import { Migration } from '@mikro-orm/migrations';

const reference = (column: string, target: string): string =>
  `alter table "attachment" add constraint "attachment_${column}_foreign" foreign key ("${column}") references "${target}" ("id") on update no action on delete no action`;

/** Files of messages, of every channel. */
const STATEMENTS = [
  `create table "attachment" ("id" uuid not null, "workspace_id" uuid not null, "conversation_id" uuid not null, "message_id" uuid null,
     "position" int not null default 1, "name" text not null, "content_type" text null, "size" int null, "storage_key" text null,
     "state" text not null, "problem" text null, "agent_id" uuid null, "customer_id" uuid null, "source_media_id" text null,
     "source_url" text null, "created_at" timestamptz(3) not null, primary key ("id"))`,
  `alter table "attachment" add constraint "attachment_state_check" check ("state" in ('UPLOADING', 'FETCHING', 'READY', 'FAILED'))`,
  'create unique index "attachment_message" on "attachment" (message_id, position) where message_id is not null',
  'create index "attachment_unsent" on "attachment" (created_at) where message_id is null',
  reference('workspace_id', 'workspace'),
  reference('conversation_id', 'conversation'),
  reference('message_id', 'message'),
  reference('agent_id', 'agent'),
  reference('customer_id', 'customer'),
];

export class Migration20261128020001Attachments extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}
