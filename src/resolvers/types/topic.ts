import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Topic } from '../../entities/topic.js';
import { Payload } from './payload.js';

@InputType({ description: 'Which topics; what is not given does not narrow.' })
export class TopicFilter {
  @Field(() => ID, { nullable: true, description: 'Only those that serve this product.' })
  productId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether archived ones are listed too. Default: false.' })
  includeArchived?: boolean | null;
}

@InputType({ description: 'A topic.' })
export class TopicInput {
  @Field(() => ID, { description: 'The topic.' })
  topicId!: string;
}

@InputType({ description: 'A topic to be made.' })
export class CreateTopicInput {
  @Field(() => String, { description: 'The name, 1 to 120 characters, no other’s in use under the same parent (capitals do not matter).' })
  name!: string;

  @Field(() => ID, { nullable: true, description: 'A topic of the first level, in use. Default: none, this one is of the first level.' })
  parentId?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The products it is limited to, at most 100. Default: it serves all that its parent serves.',
  })
  productIds?: string[] | null;
}

@InputType({ description: 'Changes of a topic; what is not given stays.' })
export class UpdateTopicInput extends TopicInput {
  @Field(() => String, {
    nullable: true,
    description: 'The name, 1 to 120 characters, no other’s in use under the same parent (capitals do not matter).',
  })
  name?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'All the products it is limited to from now on, at most 100; empty: it serves all that its parent serves.',
  })
  productIds?: string[] | null;
}

const topic = { nullable: true, description: 'The topic as it stands now.' };

@ObjectType({ implements: Payload, description: 'A topic that was made.' })
export class CreateTopicPayload extends Payload {
  @Field(() => Topic, topic)
  topic?: Topic;
}

@ObjectType({ implements: Payload, description: 'A topic that was changed.' })
export class UpdateTopicPayload extends Payload {
  @Field(() => Topic, topic)
  topic?: Topic;
}

@ObjectType({ implements: Payload, description: 'A topic taken out of use.' })
export class ArchiveTopicPayload extends Payload {
  @Field(() => Topic, topic)
  topic?: Topic;
}
