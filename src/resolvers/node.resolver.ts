import { Arg, Ctx, ID, Resolver } from 'type-graphql';
import { Conversation } from '../entities/conversation.js';
import { Node } from '../entities/interfaces.js';
import { findConversation, findNode, findNodes } from '../services/nodes/find-node.js';
import type { Context } from './context.js';
import { RootQuery } from './root.js';

@Resolver()
export class NodeResolver {
  @RootQuery(() => Node, {
    right: 'node.read',
    nullable: true,
    description:
      'A record by its id, of any kind; null alike when the id is malformed, when there is no such record, and when the caller may not see it.',
  })
  node(@Arg('id', () => ID, { description: 'A typed id.' }) id: string, @Ctx() ctx: Context) {
    return ctx.ask(findNode, { id });
  }

  @RootQuery(() => [Node], {
    right: 'node.read',
    nullable: 'items',
    description: 'Records by their ids, in the order of the ids, of any kinds; each null as in `node`.',
  })
  nodes(@Arg('ids', () => [ID], { description: 'Typed ids, at most 100.' }) ids: string[], @Ctx() ctx: Context) {
    return ctx.ask(findNodes, { ids });
  }

  @RootQuery(() => Conversation, {
    right: 'conversation.read',
    nullable: true,
    description: 'One conversation; null when there is none with this id that the caller may see.',
  })
  conversation(@Arg('id', () => ID, { description: 'The conversation’s id.' }) id: string, @Ctx() ctx: Context) {
    return ctx.ask(findConversation, { id });
  }
}
