import { Entity, Unique } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { ForeignKey, Id, Moment, Text } from './columns.js';
import { Customer } from './customer.js';
import { Workspace } from './workspace.js';

/**
 * Of one customer: whoever names the same id as somebody else gets a device of their own, and nothing of the other's. A
 * customer's row is held while one of their devices is written.
 */
@ObjectType({ description: 'A device that a customer writes from, as the app told it. Nothing of it is verified.' })
@Entity({ tableName: 'device' })
@Unique({ name: 'device_of_customer', properties: ['customerId', 'installation'] })
export class Device {
  @Id() id!: string;
  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;
  @ForeignKey(() => Customer, 'customer_id') customerId!: string;

  @Field(() => String, { description: 'The id that the app made for itself on this device.' })
  @Text()
  installation!: string;

  @Field(() => String, { nullable: true, description: 'The operating system, e.g. `iOS`; null when the app did not tell.' })
  @Text({ nullable: true })
  osName: string | null = null;

  @Field(() => String, { nullable: true, description: 'The version of the operating system; null when the app did not tell.' })
  @Text({ nullable: true })
  osVersion: string | null = null;

  @Field(() => String, { nullable: true, description: 'The model of the device; null when the app did not tell.' })
  @Text({ nullable: true })
  model: string | null = null;

  @Field(() => String, { nullable: true, description: 'The version of the app; null when the app did not tell.' })
  @Text({ nullable: true })
  appVersion: string | null = null;

  @Field(() => GraphQLDateTimeISO, { description: 'When the customer first signed in or began a chat on it.' })
  @Moment()
  firstSeenAt!: Date;

  @Field(() => GraphQLDateTimeISO, { description: 'When the customer last signed in or began a chat on it.' })
  @Moment()
  lastSeenAt!: Date;
}
