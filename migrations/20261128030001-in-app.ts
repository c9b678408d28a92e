import { Migration } from '@mikro-orm/migrations';

/** What an app tells of its customer and device; sessions that belong to a device, and bear the loss of an answer. */
const STATEMENTS = [
  `create table "device" ("id" uuid not null, "workspace_id" uuid not null, "customer_id" uuid not null, "installation" text not null, "os_name" text null, "os_version" text null, "model" text null, "app_version" text null, "first_seen_at" timestamptz(3) not null, "last_seen_at" timestamptz(3) not null, primary key ("id"))`,
  'alter table "device" add constraint "device_of_customer" unique ("customer_id", "installation")',
  'alter table "device" add constraint "device_workspace_id_foreign" foreign key ("workspace_id") references "workspace" ("id") on update no action on delete no action',
  'alter table "device" add constraint "device_customer_id_foreign" foreign key ("customer_id") references "customer" ("id") on update no action on delete no action',
  `alter table "customer" add "language" text null, add "attributes" jsonb not null default '[]'`,
  'alter table "conversation" add "device_id" uuid null',
  'alter table "conversation" add constraint "conversation_device_id_foreign" foreign key ("device_id") references "device" ("id") on update no action on delete no action',
  `alter table "session" add "device_id" uuid null, add "unused_hashes" text[] not null default '{}', add "previous_hash" text null`,
  'alter table "session" add constraint "session_device_id_foreign" foreign key ("device_id") references "device" ("id") on update no action on delete no action',
  'create unique index "session_of_device" on "session" (device_id) where device_id is not null and revoked_at is null',
];

export class Migration20261128030001InApp extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}
