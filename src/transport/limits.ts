import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import type { ValidationRule } from 'graphql';
import type { Config } from '../config.js';

/** How many tokens a document may have before parsing it is given up. */
export const MAX_TOKENS = 5_000;

/** The same for HTTP and WebSocket. */
export const limitRules = ({ depth, aliases }: Config['limits']): ValidationRule[] => [
  maxDepthRule({ n: depth, ignoreIntrospection: true, flattenFragments: true, propagateOnRejection: false }) as unknown as ValidationRule,
  maxAliasesRule({ n: aliases, propagateOnRejection: false }) as unknown as ValidationRule,
];
