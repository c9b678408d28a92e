import { Migration } from '@mikro-orm/migrations';

/** How far each side of a conversation has got and read its messages, and when. */
const STATEMENTS = [
  `create table "receipt_position" ("conversation_id" uuid not null, "reader" text not null, "delivered_sequence" int not null default 0, "read_sequence" int not null default 0, primary key ("conversation_id", "reader"))`,
  `alter table "receipt_position" add constraint "receipt_position_reader_check" check ("reader" in ('CUSTOMER', 'AGENT', 'BOT', 'SYSTEM'))`,
  `alter table "receipt_position" add constraint "receipt_position_side" check (reader in ('CUSTOMER', 'AGENT'))`,
  'alter table "receipt_position" add constraint "receipt_position_read_is_delivered" check (read_sequence <= delivered_sequence)',
  'alter table "receipt_position" add constraint "receipt_position_conversation_id_foreign" foreign key ("conversation_id") references "conversation" ("id") on update no action on delete no action',
  `create table "receipt" ("id" uuid not null, "conversation_id" uuid not null, "reader" text not null, "kind" text not null, "sequence" int not null, "at" timestamptz(3) not null, primary key ("id"))`,
  'create unique index "receipt_sequence" on "receipt" (conversation_id, reader, kind, sequence) include (at)',
  `alter table "receipt" add constraint "receipt_reader_check" check ("reader" in ('CUSTOMER', 'AGENT', 'BOT', 'SYSTEM'))`,
  `alter table "receipt" add constraint "receipt_kind_check" check ("kind" in ('DELIVERED', 'READ'))`,
  `alter table "receipt" add constraint "receipt_side" check (reader in ('CUSTOMER', 'AGENT'))`,
];

export class Migration20261123040001Receipts extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}
