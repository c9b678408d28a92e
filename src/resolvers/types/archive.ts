import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { ConversationOutcome } from '../../entities/enums.js';
import { ArchiveOrder } from '../../services/archive/list-archive.js';
import { DateRangeInput } from './date-range.js';
import { ChannelFilter } from './live.js';

registerEnumType(ArchiveOrder, {
  name: 'ArchiveOrder',
  description: 'The order of the archive.',
  valuesConfig: {
    RESOLVED_AT_DESC: { description: 'The last to come to the archive first.' },
    RESOLVED_AT_ASC: { description: 'The first to come to the archive first.' },
  },
});

@InputType({
  description: 'Narrows the archive; conditions hold together, values of a list stand for one another, and an empty list matches nothing.',
})
export class ArchiveFilter extends ChannelFilter {
  @Field(() => [ID], {
    nullable: true,
    description:
      'Only what was resolved by somebody who was then in one of these groups, at most 100; archived groups too. Later changes of membership change nothing. Default: any.',
  })
  groupIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Only what one of these agents resolved (`resolvedBy`), at most 100; deactivated ones too. Nobody resolves an abandoned one. Default: any.',
  })
  agentIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only with one of these topics, at most 100; archived ones too. A topic stands for its subtopics as well. Default: any.',
  })
  topicIds?: string[] | null;

  @Field(() => [ConversationOutcome], { nullable: true, description: 'Only with one of these outcomes. Default: any.' })
  outcomes?: ConversationOutcome[] | null;

  @Field(() => DateRangeInput, {
    nullable: true,
    description: 'Only what was resolved (if abandoned: left by the customer) in this stretch of time. Default: any.',
  })
  resolvedAt?: DateRangeInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Only where every one of these words occurs, also within a longer one, in the customer’s name, e-mail address, phone number or user name, or in a message that the customer saw, the names of its files included. Capitals, accents and the Turkish dots of i make no difference. 1 to 200 characters, words parted by white space, at least one of them of three or more characters, letters or digits among them. Default: no search.',
  })
  search?: string | null;
}
