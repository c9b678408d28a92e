import { Check, Entity, Enum, Index, Property } from '@mikro-orm/decorators/legacy';
import type { Opt } from '@mikro-orm/postgresql';
import { GraphQLDateTimeISO, GraphQLEmailAddress } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { Flag, ForeignKey, Id, Moment, Text, Whole } from './columns.js';
import { AgentStatus, Role } from './enums.js';
import { Node } from './interfaces.js';
import { Workspace } from './workspace.js';

@ObjectType({ implements: Node, description: 'A user of the desk who answers; supervisors and administrators are agents too.' })
@Entity({ tableName: 'agent' })
@Index({ name: 'agent_workspace', properties: ['workspaceId'] })
@Index({ name: 'agent_email', expression: 'create unique index "agent_email" on "agent" (lower(email))' })
@Index({
  name: 'agent_invitation',
  expression: 'create unique index "agent_invitation" on "agent" (invitation_hash) where invitation_hash is not null',
})
@Check({ name: 'agent_capacity', expression: 'capacity >= 1 and capacity <= 50' })
export class Agent implements Node {
  @Id() id!: string;
  @ForeignKey(() => Workspace, 'workspace_id') workspaceId!: string;

  @Field(() => String, { description: 'First and last name, as customers see it, 1 to 120 characters.' })
  @Text()
  name!: string;

  @Field(() => GraphQLEmailAddress, { description: 'The address the agent signs in with.' })
  @Text()
  email!: string;

  /** argon2id, PHC string; null until an invited agent has chosen a password. */
  @Text({ nullable: true }) passwordHash: string | null = null;

  /** SHA-256, hex, of the token an invited agent chooses the password with, once; null when there is no invitation. */
  @Text({ nullable: true }) invitationHash: string | null = null;
  @Moment({ nullable: true }) invitationExpiresAt: Date | null = null;

  @Field(() => Role, { description: 'What the agent may do.' })
  @Enum({ items: () => Role })
  role!: Role;

  @Field(() => Int, { description: 'How many conversations at once, 1 to 50. Default: 20.' })
  @Whole({ default: 20 })
  capacity: number = 20;

  @Field(() => [String], { description: 'Languages the agent answers in, as BCP 47 tags such as `tr`, `en`.' })
  @Property({ type: 'string[]', columnType: 'text[]', default: [] as unknown as string })
  languages: string[] = [];

  @Field(() => AgentStatus, { description: 'The status the agent chose last.' })
  @Enum({ items: () => AgentStatus, default: AgentStatus.OFFLINE })
  status: AgentStatus = AgentStatus.OFFLINE;

  @Field(() => GraphQLDateTimeISO, { description: 'Since when the agent is in this status: the start of the “time spent” timer.' })
  @Moment()
  statusSince!: Date;

  @Field(() => Boolean, {
    description:
      'Whether the agent is there: has a WebSocket open, had one within the grace (60 seconds by default), or chose a status themselves within it. A fact apart from `status`: new conversations need both.',
  })
  @Flag({ default: false })
  connected: Opt<boolean> = false;

  /** Of what left no lease: the last socket of a process that closed, a status chosen without one. */
  @Moment({ nullable: true }) lastSeenAt: Date | null = null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When the agent was deactivated; null while active.' })
  @Moment({ nullable: true })
  deactivatedAt: Date | null = null;

  @Moment() createdAt!: Date;
}
