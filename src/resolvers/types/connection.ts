import { type ClassType, Field, ObjectType } from 'type-graphql';
import type { Page } from '../../services/paging.js';

@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there are records after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether there are records before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the page’s first record; null when the page is empty.' })
  startCursor: string | null = null;

  @Field(() => String, { nullable: true, description: 'The cursor of the page’s last record, for `after`; null when the page is empty.' })
  endCursor: string | null = null;
}

/** `<Name>Connection` and `<Name>Edge` after the Relay cursor connections specification, with the `nodes` shortcut. */
export const connectionOf = <Node extends object>(name: string, node: () => ClassType<Node>) => {
  @ObjectType(`${name}Edge`, { description: `A record of a page of ${name} records, with its place.` })
  class Edge {
    @Field(() => String, { description: 'The record’s place, for `after` and `before`.' })
    cursor!: string;

    @Field(node, { description: 'The record.' })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${name} records.` })
  class Connection {
    @Field(() => [Edge], { description: 'The records with their cursors.' })
    edges!: Edge[];

    @Field(() => [node()], { description: 'The records alone.' })
    nodes!: Node[];

    @Field(() => PageInfo, { description: 'Where the page stands.' })
    pageInfo!: PageInfo;
  }
  return Connection;
};

/** A page as its connection type shows it; its edges are made when they are asked for, since each takes a cursor. */
export const toConnection = <Node>({ nodes, hasNextPage, hasPreviousPage, positionOf }: Page<Node>) => {
  const [first, last] = [nodes[0], nodes.at(-1)];
  const pageInfo = {
    hasNextPage,
    hasPreviousPage,
    startCursor: first === undefined ? null : positionOf(first),
    endCursor: last === undefined ? null : positionOf(last),
  };
  return { nodes, edges: () => nodes.map((node) => ({ node, cursor: positionOf(node) })), pageInfo };
};
