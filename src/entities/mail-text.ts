import { Entity, Enum } from '@mikro-orm/decorators/legacy';
import { ForeignKey, Text } from './columns.js';
import { MailLanguage, MailPurpose } from './mail-enums.js';
import { Product } from './product.js';
import { Workspace } from './workspace.js';

/** A product’s own words in the place of those in mail/texts.ts. */
@Entity({ tableName: 'mail_text' })
export class MailTextOverride {
  @ForeignKey(() => Product, 'product_id', { primary: true }) productId!: string;
  @Enum({ items: () => MailPurpose, primary: true }) purpose!: MailPurpose;
  @Enum({ items: () => MailLanguage, primary: true }) language!: MailLanguage;
  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @Text() subject!: string;
  @Text() body!: string;
}
