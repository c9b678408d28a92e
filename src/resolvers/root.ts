import { type GraphQLField, type GraphQLResolveInfo, type GraphQLSchema, isObjectType } from 'graphql';
import { Extensions, Mutation, Query, Subscription, type SubscriptionOptions } from 'type-graphql';
import { has, type Right, whoMay } from '../auth/rights.js';
import { type RefusalCode, topLevelError } from '../errors.js';
import type { Context } from './context.js';

type ReturnTypeFunc = Parameters<typeof Query>[0];

interface RootOptions {
  right: Right;
  /** What it does: units, defaults, limits. Who may call and the errors are added from `right` and `errors`. */
  description: string;
  /** `items`: a list in which a record may be null. */
  nullable?: boolean | 'items';
}

interface MutationOptions extends RootOptions {
  /** The codes its `userErrors` may hold, beside INVALID_INPUT and INVALID_ID, which every mutation may answer. */
  errors: readonly RefusalCode[];
}

const described = ({ right, description }: RootOptions, errors: string): string =>
  `${description}\n\nWho may call: ${whoMay(right)}. Errors: ${errors}`;

const topLevel = (right: Right): string =>
  has({ kind: 'nobody', address: '', refused: null }, right) ? '' : 'UNAUTHENTICATED, FORBIDDEN, ';

export const RootQuery =
  (type: ReturnTypeFunc, options: RootOptions): MethodDecorator =>
  (target, key, descriptor) => {
    const description = described(options, `${topLevel(options.right)}BAD_USER_INPUT.`);
    Query(type, { description, nullable: options.nullable })(target, key, descriptor);
    Extensions({ right: options.right })(target, key, descriptor);
  };

export const RootMutation =
  (type: ReturnTypeFunc, options: MutationOptions): MethodDecorator =>
  (target, key, descriptor) => {
    const codes = ['INVALID_INPUT', 'INVALID_ID', ...options.errors].join(', ');
    const description = described(options, `${topLevel(options.right)}BAD_USER_INPUT; userErrors: ${codes}.`);
    Mutation(type, { description })(target, key, descriptor);
    Extensions({ right: options.right, errors: options.errors })(target, key, descriptor);
  };

export const RootSubscription =
  (type: ReturnTypeFunc, options: RootOptions & Pick<SubscriptionOptions, 'subscribe'>): MethodDecorator =>
  (target, key, descriptor) => {
    const description = described(options, `${topLevel(options.right)}BAD_USER_INPUT, NOT_FOUND.`);
    Subscription(type, { description, nullable: options.nullable, subscribe: options.subscribe as never })(target, key, descriptor);
    Extensions({ right: options.right })(target, key, descriptor);
  };

type Resolve = (source: unknown, args: unknown, context: Context, info: GraphQLResolveInfo) => unknown;

const refuseUnlessAllowed = (context: Context, right: Right): void => {
  if (has(context.actor, right)) return;
  if (context.actor.kind === 'nobody') {
    throw topLevelError(
      'UNAUTHENTICATED',
      context.actor.refused ?? 'This needs a token: sign in with `signIn`, or begin a chat with `startChat`.',
    );
  }
  throw topLevelError('FORBIDDEN', `This is for ${whoMay(right)}.`);
};

const guarded =
  (right: Right, resolve: Resolve): Resolve =>
  (source, args, context, info) => {
    refuseUnlessAllowed(context, right);
    return resolve(source, args, context, info);
  };

const guard = (field: GraphQLField<unknown, Context>): void => {
  const right = field.extensions.right as Right | undefined;
  if (!right) throw new Error(`the root field ${field.name} names no right`);
  if (field.subscribe) field.subscribe = guarded(right, field.subscribe as Resolve);
  else if (field.resolve) field.resolve = guarded(right, field.resolve as Resolve);
};

/** Puts the check of its right before every root field, once, when the schema is built. Per field, not as a middleware: a global one costs every field of every list. */
export const guardRoots = (schema: GraphQLSchema): void => {
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    if (isObjectType(root)) for (const field of Object.values(root.getFields())) guard(field as GraphQLField<unknown, Context>);
  }
};
