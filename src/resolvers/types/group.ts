import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Group } from '../../entities/group.js';
import { Payload } from './payload.js';

@InputType({ description: 'Which groups; what is not given does not narrow.' })
export class GroupFilter {
  @Field(() => Boolean, { nullable: true, description: 'Whether archived ones are listed too. Default: false.' })
  includeArchived?: boolean | null;
}

@InputType({ description: 'A group.' })
export class GroupInput {
  @Field(() => ID, { description: 'The group.' })
  groupId!: string;
}

@InputType({ description: 'A group to be made.' })
export class CreateGroupInput {
  @Field(() => String, { description: 'The name, 1 to 120 characters, no other group’s in use (capitals do not matter).' })
  name!: string;

  @Field(() => [ID], { nullable: true, description: 'The channels it answers for, at most 100. Default: none.' })
  channelIds?: string[] | null;
}

@InputType({ description: 'Changes of a group; what is not given stays.' })
export class UpdateGroupInput extends GroupInput {
  @Field(() => String, { nullable: true, description: 'The name, 1 to 120 characters, no other group’s in use (capitals do not matter).' })
  name?: string | null;

  @Field(() => [ID], { nullable: true, description: 'All the channels it answers for from now on, at most 100.' })
  channelIds?: string[] | null;
}

@InputType({ description: 'Agents and a group.' })
export class GroupMembersInput extends GroupInput {
  @Field(() => [ID], { description: 'The agents, 1 to 100.' })
  agentIds!: string[];
}

const group = { nullable: true, description: 'The group as it stands now.' };

@ObjectType({ implements: Payload, description: 'A group that was made.' })
export class CreateGroupPayload extends Payload {
  @Field(() => Group, group)
  group?: Group;
}

@ObjectType({ implements: Payload, description: 'A group that was changed.' })
export class UpdateGroupPayload extends Payload {
  @Field(() => Group, group)
  group?: Group;
}

@ObjectType({ implements: Payload, description: 'A group taken out of use.' })
export class ArchiveGroupPayload extends Payload {
  @Field(() => Group, group)
  group?: Group;
}

@ObjectType({ implements: Payload, description: 'A group with more members.' })
export class AddGroupMembersPayload extends Payload {
  @Field(() => Group, group)
  group?: Group;
}

@ObjectType({ implements: Payload, description: 'A group with fewer members.' })
export class RemoveGroupMembersPayload extends Payload {
  @Field(() => Group, group)
  group?: Group;
}
