import { Migration } from '@mikro-orm/migrations';

const END_REASONS = [
  ...['RESOLVED', 'ENDED_BY_CUSTOMER', 'HANDED_OVER', 'AGENT_OFFLINE', 'AGENT_DISCONNECTED', 'AUTHORISATION_LOST'],
  'NOT_ACCEPTED',
];

/** Why conversations came to whom, whom languages prefer, and until when an agent must answer. */
const STATEMENTS = [
  'create table "routing_decision" ("id" uuid not null, "workspace_id" uuid not null, "conversation_id" uuid not null, "channel_id" uuid not null, "agent_id" uuid null, "decided_by_id" uuid null, "decided_at" timestamptz(3) not null, "reason" text not null, "rule" text null, "language" text null, "waited_ms" int null, "agents" int null, "candidates" jsonb not null, primary key ("id"))',
  'create index "routing_decision_conversation" on "routing_decision" ("conversation_id", "decided_at")',
  `create index "routing_decision_waits" on "routing_decision" (channel_id, decided_at) where reason = 'ROUTED'`,
  'create index "routing_decision_age" on "routing_decision" using brin (decided_at)',
  'create table "language_rule" ("id" uuid not null, "workspace_id" uuid not null, "product_id" uuid not null, "channel_id" uuid null, "agent_id" uuid null, "group_id" uuid null, "language" text not null, "created_at" timestamptz(3) not null, primary key ("id"), constraint "language_rule_names_one" check ((agent_id is null) <> (group_id is null)))',
  'create index "language_rule_workspace" on "language_rule" ("workspace_id")',
  'create unique index "language_rule_once" on "language_rule" (product_id, channel_id, lower(language)) nulls not distinct',
  ...[
    ['workspace_id', 'workspace'],
    ['product_id', 'product'],
    ['channel_id', 'channel'],
    ['agent_id', 'agent'],
    ['group_id', 'agent_group'],
  ].map(
    ([column, table]) =>
      `alter table "language_rule" add constraint "language_rule_${column}_foreign" foreign key ("${column}") references "${table}" ("id") on update no action on delete no action`,
  ),
  'alter table "assignment" drop constraint "assignment_end_reason_check"',
  `alter table "assignment" add constraint "assignment_end_reason_check" check ("end_reason" in (${END_REASONS.map((reason) => `'${reason}'`).join(', ')}))`,
  `alter table "conversation" add "accept_due_at" timestamptz(3) null, add "passed_by" uuid[] not null default '{}'`,
  `create index "conversation_accept_due" on "conversation" (accept_due_at) where state = 'ACTIVE' and ended_at is null and accept_due_at is not null`,
  'alter table "product" add "accept_seconds" int null',
  'alter table "product" add constraint "product_accept_seconds" check (accept_seconds >= 5 and accept_seconds <= 3600)',
];

export class Migration20261123050001RoutingExplained extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}
