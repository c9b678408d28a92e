import { Migration } from '@mikro-orm/migrations';

/** A reaction that was withdrawn stays as one without an emoji: platforms may tell of the reaction itself afterwards. */
export class Migration20261128050001WithdrawnReactions extends Migration {
  override up(): void {
    this.addSql('alter table "message_reaction" alter column "emoji" drop not null');
  }
}
