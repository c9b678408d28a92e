import { Check, Entity, Enum } from '@mikro-orm/decorators/legacy';
import { ForeignKey, Whole } from './columns.js';
import { Conversation } from './conversation.js';
import { SenderKind } from './enums.js';

/** How far each side has come in a conversation. Its row orders receipts that come at once, so that none goes back. */
@Entity({ tableName: 'receipt_position' })
@Check({ name: 'receipt_position_side', expression: `reader in ('CUSTOMER', 'AGENT')` })
@Check({ name: 'receipt_position_read_is_delivered', expression: 'read_sequence <= delivered_sequence' })
export class ReceiptPosition {
  @ForeignKey(() => Conversation, 'conversation_id', { primary: true }) conversationId!: string;
  @Enum({ items: () => SenderKind, primary: true }) reader!: SenderKind;
  @Whole({ default: 0 }) deliveredSequence: number = 0;
  @Whole({ default: 0 }) readSequence: number = 0;
}
