import { Check, Entity, Enum, Index, Property } from '@mikro-orm/decorators/legacy';
import { Id, Moment, Whole } from './columns.js';
import { ReceiptKind, SenderKind } from './enums.js';

/**
 * That one side got or read everything up to a message. Rows only rise within a conversation, side and kind, so a message's
 * moment is that of the first row at or above it, and no message is ever written again.
 */
@Entity({ tableName: 'receipt' })
@Index({
  name: 'receipt_sequence',
  expression: 'create unique index "receipt_sequence" on "receipt" (conversation_id, reader, kind, sequence) include (at)',
})
@Check({ name: 'receipt_side', expression: `reader in ('CUSTOMER', 'AGENT')` })
export class Receipt {
  @Id() id!: string;
  /** No foreign key: its position has one, and every receipt would lock the conversation's row. */
  @Property({ type: 'uuid' }) conversationId!: string;
  /** Whose receipt: the customer's, or the desk's. */
  @Enum({ items: () => SenderKind }) reader!: SenderKind;
  @Enum({ items: () => ReceiptKind }) kind!: ReceiptKind;
  @Whole() sequence!: number;
  @Moment() at!: Date;
}
