import { Migration } from '@mikro-orm/migrations';

const reference = (table: string, column: string, target: string): string =>
  `alter table "${table}" add constraint "${table}_${column}_foreign" foreign key ("${column}") references "${target}" ("id") on update no action on delete no action`;

/** The accounts on platforms that channels are connected to, and WhatsApp's templates. */
const STATEMENTS = [
  `create table "channel_account" ("channel_id" uuid not null, "workspace_id" uuid not null, "type" text not null, "external_id" text not null,
     "business_account_id" text null, "access_token_sealed" text not null, "app_secret_sealed" text not null,
     "connected_at" timestamptz(3) not null, "problem" text null, primary key ("channel_id"))`,
  `alter table "channel_account" add constraint "channel_account_type_check" check ("type" in ('WEB_CHAT', 'WHATSAPP', 'INSTAGRAM', 'MESSENGER', 'IN_APP_IOS', 'IN_APP_ANDROID'))`,
  'create unique index "channel_account_taken" on "channel_account" (type, external_id)',
  'create index "channel_account_business" on "channel_account" (business_account_id) where business_account_id is not null',
  reference('channel_account', 'channel_id', 'channel'),
  reference('channel_account', 'workspace_id', 'workspace'),

  `create table "message_template" ("id" uuid not null, "workspace_id" uuid not null, "channel_id" uuid not null, "platform_id" text not null,
     "name" text not null, "language" text not null, "category" text not null, "status" text not null, "components" jsonb not null,
     "reason" text null, "refreshed_at" timestamptz(3) not null, primary key ("id"))`,
  `alter table "message_template" add constraint "message_template_category_check" check ("category" in ('MARKETING', 'UTILITY', 'AUTHENTICATION', 'OTHER'))`,
  `alter table "message_template" add constraint "message_template_status_check" check ("status" in ('APPROVED', 'PENDING', 'IN_APPEAL', 'REJECTED', 'PAUSED', 'DISABLED', 'ARCHIVED', 'DELETED', 'LIMIT_EXCEEDED', 'OTHER'))`,
  'create unique index "message_template_name" on "message_template" (channel_id, name, language)',
  'create index "message_template_platform" on "message_template" ("platform_id")',
  reference('message_template', 'channel_id', 'channel'),
  reference('message_template', 'workspace_id', 'workspace'),

  'alter table "assignment" drop constraint "assignment_reason_check"',
  `alter table "assignment" add constraint "assignment_reason_check" check ("reason" in ('ROUTED', 'MANUAL', 'REACTIVATED', 'REOPENED', 'BEGUN'))`,
];

export class Migration20261128040001ChannelAccounts extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}
