import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { LanguageRule } from '../../entities/language-rule.js';
import { Payload } from './payload.js';

@InputType({ description: 'Which language rules; what is not given does not narrow.' })
export class LanguageRuleFilter {
  @Field(() => ID, { nullable: true, description: 'Only of this product.' })
  productId?: string | null;
}

@InputType({ description: 'Who is preferred for a language: an agent or a group, not both.' })
export class SetLanguageRuleInput {
  @Field(() => ID, { description: 'The product, in use.' })
  productId!: string;

  @Field(() => ID, { nullable: true, description: 'Only on this channel of the product. Default: on all of them.' })
  channelId?: string | null;

  @Field(() => String, { description: 'A BCP 47 tag such as `tr`, which matches `tr-TR` too; capitals do not matter.' })
  language!: string;

  @Field(() => ID, { nullable: true, description: 'The active agent it names.' })
  agentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The group in use whose members it names.' })
  groupId?: string | null;
}

@InputType({ description: 'A language rule.' })
export class RemoveLanguageRuleInput {
  @Field(() => ID, { description: 'The rule.' })
  languageRuleId!: string;
}

@ObjectType({ implements: Payload, description: 'A language rule that was made, or names somebody else now.' })
export class SetLanguageRulePayload extends Payload {
  @Field(() => LanguageRule, { nullable: true, description: 'The rule as it stands now.' })
  languageRule?: LanguageRule;
}

@ObjectType({ implements: Payload, description: 'A language rule that was taken away.' })
export class RemoveLanguageRulePayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The id it had.' })
  removedLanguageRuleId?: string;
}
