import { Entity, Index } from '@mikro-orm/decorators/legacy';
import { Agent } from './agent.js';
import { ForeignKey } from './columns.js';
import { Group } from './group.js';

@Entity({ tableName: 'group_member' })
@Index({ name: 'group_member_agent', properties: ['agentId'] })
export class GroupMember {
  @ForeignKey(() => Group, 'group_id', { primary: true }) groupId!: string;
  @ForeignKey(() => Agent, 'agent_id', { primary: true }) agentId!: string;
}
