import { Field, ID, InputType } from 'type-graphql';
import { ChannelFilter } from './live.js';

@InputType({ description: 'Narrows the active list; conditions hold together, and an empty list matches nothing.' })
export class ActiveConversationsFilter extends ChannelFilter {
  @Field(() => [ID], {
    nullable: true,
    description:
      'Only what these agents have now, at most 100; the caller may be among them. Handed-back ones wait and are nobody’s. Default: any agent’s and nobody’s.',
  })
  agentIds?: string[] | null;
}
