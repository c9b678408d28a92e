import { Migration } from '@mikro-orm/migrations';

const END_REASONS = ['RESOLVED', 'ENDED_BY_CUSTOMER', 'HANDED_OVER', 'AGENT_OFFLINE', 'AGENT_DISCONNECTED', 'AUTHORISATION_LOST'];

/** Who is connected, as a fact apart from the status. Whoever is not Offline at the upgrade has the grace to come with a socket. */
const STATEMENTS = [
  'alter table "agent" add "connected" boolean not null default false, add "last_seen_at" timestamptz(3) null',
  `update "agent" set "connected" = true, "last_seen_at" = now() where "status" <> 'OFFLINE'`,
  'create table "agent_lease" ("agent_id" uuid not null, "node_id" uuid not null, "seen_at" timestamptz(3) not null, primary key ("agent_id", "node_id"))',
  'create index "agent_lease_seen" on "agent_lease" ("seen_at")',
  'alter table "agent_lease" add constraint "agent_lease_agent_id_foreign" foreign key ("agent_id") references "agent" ("id") on update no action on delete no action',
  'alter table "product" add "hand_back_when_disconnected" boolean not null default true',
  'alter table "assignment" drop constraint "assignment_end_reason_check"',
  `alter table "assignment" add constraint "assignment_end_reason_check" check ("end_reason" in (${END_REASONS.map((reason) => `'${reason}'`).join(', ')}))`,
];

export class Migration20261123010001Presence extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}
