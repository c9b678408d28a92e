import { Entity, Index } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { ForeignKey, Id, Moment, Text, Whole } from './columns.js';
import { Product } from './product.js';
import { Ticket } from './ticket.js';
import { Workspace } from './workspace.js';

/**
 * A mail that was taken: it stands here, and whole in the storage, until a job has read it. What was forwarded and belongs
 * to no ticket stays for the supervisors to see (`readAt` is set); among it the mails by which a provider asks to confirm
 * the forwarding itself.
 */
@ObjectType({ description: 'A mail that was forwarded to the product and answers none of its tickets; kept for 30 days.' })
@Entity({ tableName: 'inbound_mail' })
@Index({
  name: 'inbound_mail_unmatched',
  expression: 'create index "inbound_mail_unmatched" on "inbound_mail" (product_id, received_at desc) where read_at is not null',
})
export class InboundMail {
  @Id() id!: string;
  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @ForeignKey(() => Product, 'product_id') productId!: string;
  /** The ticket of the signed address it was sent to; null when it was forwarded. */
  @ForeignKey(() => Ticket, 'ticket_id', { nullable: true }) ticketId: string | null = null;
  @Text() storageKey!: string;

  @Field(() => Int, { description: 'Its size in bytes.' })
  @Whole()
  size!: number;

  /** What was given at MAIL FROM; empty for refusals and most automatic mails. */
  @Text() envelopeFrom!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was taken.' })
  @Moment()
  receivedAt!: Date;

  @Moment({ nullable: true }) readAt: Date | null = null;

  @Field(() => String, { nullable: true, description: 'From whom it says it comes; null when it does not say.' })
  @Text({ nullable: true })
  fromAddress: string | null = null;

  @Field(() => String, { nullable: true, description: 'Its subject; null when it has none.' })
  @Text({ nullable: true })
  subject: string | null = null;

  @Field(() => String, { nullable: true, description: 'The first 4000 characters of what it says; null when it says nothing.' })
  @Text({ nullable: true })
  text: string | null = null;
}
