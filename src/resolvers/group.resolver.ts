import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Agent } from '../entities/agent.js';
import { Channel } from '../entities/channel.js';
import { Group } from '../entities/group.js';
import { seenAgents, seenChannels } from '../services/nodes/seen.js';
import { archiveGroup } from '../services/settings/archive-group.js';
import { addGroupMembers, removeGroupMembers } from '../services/settings/change-group-members.js';
import { createGroup } from '../services/settings/create-group.js';
import { listGroups } from '../services/settings/list-groups.js';
import { updateGroup } from '../services/settings/update-group.js';
import type { Context } from './context.js';
import { RootMutation, RootQuery } from './root.js';
import {
  AddGroupMembersPayload,
  ArchiveGroupPayload,
  CreateGroupInput,
  CreateGroupPayload,
  GroupFilter,
  GroupInput,
  GroupMembersInput,
  RemoveGroupMembersPayload,
  UpdateGroupInput,
  UpdateGroupPayload,
} from './types/group.js';

const theGroup = { description: 'The group, and what to do with it.' };

@Resolver(() => Group)
export class GroupResolver {
  @FieldResolver(() => [Agent], { description: 'The active members that the viewer may see, by name.' })
  async members(@Root() { id }: Group, @Ctx() ctx: Context) {
    return seenAgents(ctx, await ctx.load.membersOfGroup.load(id));
  }

  @FieldResolver(() => [Channel], { description: 'The channels it answers for that the viewer may see, by name, archived ones included.' })
  async channels(@Root() { id }: Group, @Ctx() ctx: Context) {
    return seenChannels(ctx, await ctx.load.channelsOfGroup.load(id));
  }

  @RootQuery(() => [Group], {
    right: 'settings.read',
    description: 'The groups by name, at most 1000: an agent’s are those they are in, and those that answer for a channel granted.',
  })
  groups(
    @Arg('filter', () => GroupFilter, { nullable: true, description: 'Which ones. Default: those in use.' }) filter: GroupFilter | null,
    @Ctx() ctx: Context,
  ) {
    return ctx.ask(listGroups, { filter });
  }

  @RootMutation(() => CreateGroupPayload, {
    right: 'settings.change',
    description: 'Makes a group, without members. A group authorises nobody: it serves routing and filters.',
    errors: ['NOT_FOUND', 'NAME_TAKEN'],
  })
  createGroup(@Arg('input', () => CreateGroupInput, theGroup) input: CreateGroupInput, @Ctx() ctx: Context) {
    return ctx.run(createGroup, input);
  }

  @RootMutation(() => UpdateGroupPayload, {
    right: 'settings.change',
    description: 'Changes the name and the channels of a group in use.',
    errors: ['NOT_FOUND', 'INVALID_STATE', 'NAME_TAKEN'],
  })
  updateGroup(@Arg('input', () => UpdateGroupInput, theGroup) input: UpdateGroupInput, @Ctx() ctx: Context) {
    return ctx.run(updateGroup, input);
  }

  @RootMutation(() => ArchiveGroupPayload, {
    right: 'settings.change',
    description: 'Takes a group out of use; the archive’s filter keeps it. Archiving twice changes nothing.',
    errors: ['NOT_FOUND'],
  })
  archiveGroup(@Arg('input', () => GroupInput, theGroup) input: GroupInput, @Ctx() ctx: Context) {
    return ctx.run(archiveGroup, input);
  }

  @RootMutation(() => AddGroupMembersPayload, {
    right: 'settings.change',
    description: 'Adds active agents to a group in use; who is a member already stays one. What others add or remove meanwhile is kept.',
    errors: ['NOT_FOUND', 'INVALID_STATE'],
  })
  addGroupMembers(@Arg('input', () => GroupMembersInput, theGroup) input: GroupMembersInput, @Ctx() ctx: Context) {
    return ctx.run(addGroupMembers, input);
  }

  @RootMutation(() => RemoveGroupMembersPayload, {
    right: 'settings.change',
    description:
      'Removes agents from a group in use; who is no member makes no difference. What they resolved as members stays with the group.',
    errors: ['NOT_FOUND', 'INVALID_STATE'],
  })
  removeGroupMembers(@Arg('input', () => GroupMembersInput, theGroup) input: GroupMembersInput, @Ctx() ctx: Context) {
    return ctx.run(removeGroupMembers, input);
  }
}
