import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';
import type { Config } from '../config.js';

/** How many tokens a document may have before parsing it is given up. */
export const MAX_TOKENS = 5_000;

/** Left alone the rules throw past the validation, or with `propagateOnRejection: false` let everything pass. */
const reported = {
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null, error: GraphQLError): void =>
      context?.reportError(new GraphQLError(error.message.replace(/^Syntax Error: /, ''))),
  ],
};

/** The same for HTTP and WebSocket. */
export const limitRules = ({ depth, aliases }: Config['limits']): ValidationRule[] => [
  maxDepthRule({ n: depth, ignoreIntrospection: true, flattenFragments: true, ...reported }) as unknown as ValidationRule,
  maxAliasesRule({ n: aliases, ...reported }) as unknown as ValidationRule,
];
