import { Field, ID, InterfaceType } from 'type-graphql';

/** Names the GraphQL type of a record for the desk: each entity class is its own object type. */
const typeOfRecord = (value: object): string => value.constructor.name;

@InterfaceType({
  description: 'A record with an id of its own, fetched again by `node(id)`. The desk only; a customer has no nodes.',
  resolveType: typeOfRecord,
})
export abstract class Node {
  @Field(() => ID, { description: 'A typed id: the kind of record, an underscore, 26 characters, e.g. `conversation_01h…`.' })
  id!: string;
}
