import { Migration } from '@mikro-orm/migrations';

/**
 * One row: up to which event of the log jobs were made. It begins at the log's end: nothing is sent for what happened before.
 * graphile-worker's own schema is made by its own migrations, after these (see `applyMigrations`).
 */
const STATEMENTS = [
  'create table outbox (id int primary key check (id = 1), last_event_id bigint not null)',
  'insert into outbox (id, last_event_id) select 1, coalesce(max(id), 0) from event',
];

export class Migration20261123110001Outbox extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}
