import { Check, Entity, Enum, Index } from '@mikro-orm/decorators/legacy';
import type { Opt } from '@mikro-orm/postgresql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { Flag, ForeignKey, Id, Moment, Text, Whole } from './columns.js';
import { OnOffline } from './enums.js';
import { Node } from './interfaces.js';
import { Workspace } from './workspace.js';

@ObjectType({ implements: Node, description: 'A brand of the company; agents choose a product first, then look at conversations.' })
@Entity({ tableName: 'product' })
@Index({ name: 'product_workspace', properties: ['workspaceId'] })
@Check({ name: 'product_reactivation_hours', expression: 'reactivation_hours >= 0 and reactivation_hours <= 720' })
@Check({ name: 'product_accept_seconds', expression: 'accept_seconds >= 5 and accept_seconds <= 3600' })
@Check({ name: 'product_queue_limit', expression: 'queue_limit >= 0 and queue_limit <= 10000' })
@Index({
  name: 'product_name',
  expression: 'create unique index "product_name" on "product" (workspace_id, lower(name)) where archived_at is null',
})
export class Product implements Node {
  @Id() id!: string;
  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;

  @Field(() => String, { description: 'The name of the brand, 1 to 120 characters.' })
  @Text()
  name!: string;

  @Field(() => OnOffline, { description: 'What happens to the conversations under way of an agent who goes Offline. Default: KEEP.' })
  @Enum({ items: () => OnOffline, default: OnOffline.KEEP })
  onOffline: OnOffline = OnOffline.KEEP;

  @Field(() => Boolean, {
    description: 'Whether a conversation is handed back when its customer writes while its agent is Offline. Default: true.',
  })
  @Flag({ default: true })
  handBackWhenCustomerWrites: boolean = true;

  @Field(() => Boolean, {
    description:
      'Whether conversations whose customer waits for an answer are handed back when their agent, not Offline, is no longer connected. Default: true.',
  })
  @Flag({ default: true })
  handBackWhenDisconnected: Opt<boolean> = true;

  @Field(() => Int, {
    description:
      'Hours after the customer’s last message during which an archived web or in-app conversation may be moved back to active (0 to 720). Default: 24.',
  })
  @Whole({ default: 24 })
  reactivationHours: number = 24;

  @Field(() => Int, {
    nullable: true,
    description:
      'Seconds within which an agent answers a customer who waits (5 to 3600), else the conversation goes to the next agent; see `Conversation.acceptBy`. Null: no limit (default).',
  })
  @Whole({ nullable: true })
  acceptSeconds: number | null = null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many may wait on each web or in-app channel beyond those for whom an agent is free (0 to 10000): who comes then is asked for an e-mail address (QUEUE_FULL, `leaveEmail`). Null: no limit (default).',
  })
  @Whole({ nullable: true })
  queueLimit: number | null = null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When the product was archived; null while it is in use.' })
  @Moment({ nullable: true })
  archivedAt: Date | null = null;

  @Field(() => GraphQLDateTimeISO, { description: 'When the product was made.' })
  @Moment()
  createdAt!: Date;
}
