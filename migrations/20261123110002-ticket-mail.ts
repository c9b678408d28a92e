import { Migration } from '@mikro-orm/migrations';

const reference = (table: string, column: string, target: string, key = 'id'): string =>
  `alter table "${table}" add constraint "${table}_${column}_foreign" foreign key ("${column}") references "${target}" ("${key}") on update no action on delete no action`;

/** Mails to and from the requesters of tickets, how each product sends and receives them, and what else a ticket has. */
const STATEMENTS = [
  `alter table "ticket" add "assignee_id" uuid null, add "type" text null, add "tags" text[] not null default '{}'`,
  `alter table "ticket" add constraint "ticket_type_check" check ("type" in ('QUESTION', 'PROBLEM', 'REQUEST', 'COMPLAINT', 'SUGGESTION'))`,
  'create index "ticket_assignee" on "ticket" (assignee_id, created_at desc, id desc)',
  'create index "ticket_requester" on "ticket" (workspace_id, requester_email, created_at desc, id desc)',
  'create index "ticket_tags" on "ticket" using gin (tags)',
  reference('ticket', 'assignee_id', 'agent'),

  `alter table "ticket_message" add "quoted_text" text null, add "html" text null, add "from_name" text null, add "from_address" text null,
     add "automatic" boolean not null default false, add "mail_id" text null`,
  'create unique index "ticket_message_mail" on "ticket_message" (ticket_id, mail_id) where mail_id is not null',

  `create table "ticket_mail" ("id" uuid not null, "workspace_id" uuid not null, "ticket_id" uuid not null, "ticket_message_id" uuid null,
     "purpose" text not null, "state" text not null default 'QUEUED', "recipient" text not null, "attempts" int not null default 0,
     "reason" text null, "message_id" text not null, "queued_at" timestamptz(3) not null, "sent_at" timestamptz(3) null,
     "failed_at" timestamptz(3) null, primary key ("id"))`,
  `alter table "ticket_mail" add constraint "ticket_mail_purpose_check" check ("purpose" in ('CONFIRMATION', 'REPLY'))`,
  `alter table "ticket_mail" add constraint "ticket_mail_state_check" check ("state" in ('QUEUED', 'SENT', 'FAILED'))`,
  'alter table "ticket_mail" add constraint "ticket_mail_message_id" unique ("message_id")',
  'create index "ticket_mail_ticket" on "ticket_mail" ("ticket_id", "queued_at")',
  'create unique index "ticket_mail_of_message" on "ticket_mail" (ticket_message_id) where ticket_message_id is not null',
  `create unique index "ticket_mail_confirmation" on "ticket_mail" (ticket_id) where purpose = 'CONFIRMATION'`,
  reference('ticket_mail', 'workspace_id', 'workspace'),
  reference('ticket_mail', 'ticket_id', 'ticket'),
  reference('ticket_mail', 'ticket_message_id', 'ticket_message'),

  `create table "ticket_note" ("id" uuid not null, "workspace_id" uuid not null, "ticket_id" uuid not null, "agent_id" uuid not null,
     "text" text not null, "written_at" timestamptz(3) not null, primary key ("id"))`,
  'create index "ticket_note_ticket" on "ticket_note" ("ticket_id", "written_at")',
  reference('ticket_note', 'workspace_id', 'workspace'),
  reference('ticket_note', 'ticket_id', 'ticket'),
  reference('ticket_note', 'agent_id', 'agent'),

  `create table "ticket_attachment" ("id" uuid not null, "workspace_id" uuid not null, "ticket_message_id" uuid not null, "name" text not null,
     "content_type" text not null, "size" int not null, "storage_key" text not null, primary key ("id"))`,
  'create index "ticket_attachment_message" on "ticket_attachment" ("ticket_message_id")',
  reference('ticket_attachment', 'workspace_id', 'workspace'),
  reference('ticket_attachment', 'ticket_message_id', 'ticket_message'),

  `create table "mail_settings" ("product_id" uuid not null, "workspace_id" uuid not null, "preset" text not null, "host" text not null,
     "port" int not null, "security" text not null, "user_name" text null, "password_sealed" text null, "from_address" text not null,
     "from_name" text not null, "reply_address" text null, "bounces_come_back" boolean not null default false,
     "language" text not null default 'TR', "updated_at" timestamptz(3) not null, primary key ("product_id"))`,
  `alter table "mail_settings" add constraint "mail_settings_preset_check" check ("preset" in ('GMAIL', 'YANDEX', 'OUTLOOK', 'CUSTOM'))`,
  `alter table "mail_settings" add constraint "mail_settings_security_check" check ("security" in ('TLS', 'STARTTLS', 'NONE'))`,
  `alter table "mail_settings" add constraint "mail_settings_language_check" check ("language" in ('TR', 'EN'))`,
  reference('mail_settings', 'product_id', 'product'),
  reference('mail_settings', 'workspace_id', 'workspace'),

  `create table "mail_text" ("product_id" uuid not null, "purpose" text not null, "language" text not null, "workspace_id" uuid not null,
     "subject" text not null, "body" text not null, primary key ("product_id", "purpose", "language"))`,
  `alter table "mail_text" add constraint "mail_text_purpose_check" check ("purpose" in ('CONFIRMATION', 'REPLY'))`,
  `alter table "mail_text" add constraint "mail_text_language_check" check ("language" in ('TR', 'EN'))`,
  reference('mail_text', 'product_id', 'product'),
  reference('mail_text', 'workspace_id', 'workspace'),

  `create table "inbound_mail" ("id" uuid not null, "workspace_id" uuid not null, "product_id" uuid not null, "ticket_id" uuid null,
     "storage_key" text not null, "size" int not null, "envelope_from" text not null, "received_at" timestamptz(3) not null,
     "read_at" timestamptz(3) null, "from_address" text null, "subject" text null, "text" text null, primary key ("id"))`,
  'create index "inbound_mail_unmatched" on "inbound_mail" (product_id, received_at desc) where read_at is not null',
  reference('inbound_mail', 'workspace_id', 'workspace'),
  reference('inbound_mail', 'product_id', 'product'),
  reference('inbound_mail', 'ticket_id', 'ticket'),
];

export class Migration20261123110002TicketMail extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}
