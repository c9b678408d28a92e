import { Entity } from '@mikro-orm/decorators/legacy';
import { Id, Moment, Text, Whole } from './columns.js';

/** One company and everything it owns; nothing crosses its border. Never shown as such. */
@Entity({ tableName: 'workspace' })
export class Workspace {
  @Id() id!: string;
  @Text() name!: string;
  /** The number given to the newest ticket; moved under this row's lock. */
  @Whole({ default: 0 }) lastTicketNumber: number = 0;
  @Moment() createdAt!: Date;
}
