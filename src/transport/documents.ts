import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { Config } from '../config.js';
import { topLevelError } from '../errors.js';
import { limitRules, MAX_TOKENS } from './limits.js';

/** Parses and validates as Apollo does for HTTP, under the same limits and with the same codes: a document, or why there is none. */
export const documentReader = (schema: GraphQLSchema, limits: Config['limits']) => {
  const rules = [...specifiedRules, ...limitRules(limits)];
  return (query: string, operationName: string | null | undefined): DocumentNode | readonly GraphQLError[] => {
    try {
      const document = parse(query, { maxTokens: MAX_TOKENS });
      const errors = validate(schema, document, rules);
      if (errors.length > 0) return errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));
      return getOperationAST(document, operationName) ? document : [noSuchOperation(operationName)];
    } catch (error) {
      if (error instanceof GraphQLError) return [withCode(error, 'GRAPHQL_PARSE_FAILED')];
      throw error;
    }
  };
};

const withCode = (error: GraphQLError, code: string): GraphQLError =>
  new GraphQLError(error.message, { nodes: error.nodes, source: error.source, positions: error.positions, extensions: { code } });

/** In the words of graphql-js, which Apollo answers. */
const noSuchOperation = (name: string | null | undefined): GraphQLError =>
  topLevelError(
    'OPERATION_RESOLUTION_FAILURE',
    name ? `Unknown operation named "${name}".` : 'Must provide operation name if query contains multiple operations.',
  );

/** What is carried out, for logs and measurements; the name is the document's own. */
export const described = ({ document, operationName }: ExecutionArgs): { kind: string; operation: string | null } => {
  const operation = getOperationAST(document, operationName);
  return { kind: operation?.operation ?? 'refused', operation: operation?.name?.value ?? null };
};
