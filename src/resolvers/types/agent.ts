import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Agent } from '../../entities/agent.js';
import { Channel } from '../../entities/channel.js';
import { AgentStatus } from '../../entities/enums.js';
import { Product } from '../../entities/product.js';
import { Payload } from './payload.js';

@ObjectType({ description: 'An authorisation of an agent: a product, wholly or one channel of it.' })
export class Grant {
  @Field(() => Product, { description: 'The product.' })
  product!: Product;

  @Field(() => Channel, { nullable: true, description: 'The channel; null: all channels the product has and will have.' })
  channel: Channel | null = null;
}

@InputType({ description: 'A status for oneself.' })
export class ChangeMyStatusInput {
  @Field(() => AgentStatus, { description: 'The status to be in from now on.' })
  status!: AgentStatus;
}

@InputType({ description: 'A status for an agent.' })
export class ChangeAgentStatusInput {
  @Field(() => ID, { description: 'The agent.' })
  agentId!: string;

  @Field(() => AgentStatus, { description: 'The status to be in from now on.' })
  status!: AgentStatus;
}

@ObjectType({ implements: Payload, description: 'An agent in a status.' })
export class ChangeMyStatusPayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'The agent, with what was assigned because of it counted.' })
  agent?: Agent;
}

@ObjectType({ implements: Payload, description: 'An agent in a status.' })
export class ChangeAgentStatusPayload extends Payload {
  @Field(() => Agent, { nullable: true, description: 'The agent, with what was assigned because of it counted.' })
  agent?: Agent;
}
