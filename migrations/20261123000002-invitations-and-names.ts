import { Migration } from '@mikro-orm/migrations';

/** What an invited agent chooses a password with; and names that are unique among the records in use, capitals aside. */
const STATEMENTS = [
  'alter table "agent" add "invitation_hash" text null, add "invitation_expires_at" timestamptz(3) null',
  'create unique index "agent_invitation" on "agent" (invitation_hash) where invitation_hash is not null',
  'create unique index "product_name" on "product" (workspace_id, lower(name)) where archived_at is null',
  'create unique index "channel_name" on "channel" (product_id, lower(name)) where archived_at is null',
  'create unique index "agent_group_name" on "agent_group" (workspace_id, lower(name)) where archived_at is null',
  'create unique index "topic_name" on "topic" (workspace_id, parent_id, lower(name)) nulls not distinct where archived_at is null',
];

export class Migration20261123000002InvitationsAndNames extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}
