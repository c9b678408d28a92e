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

/** How many documents are remembered, and how long one may be for that: an application has some dozens. */
const MOST_KNOWN = 500;
const LONGEST_KNOWN = 20_000;

type Checked = DocumentNode | readonly GraphQLError[];

/**
 * Parses and validates as Apollo does for HTTP, under the same limits and with the same codes: a document, or why there is
 * none. The same text gives the same document, as long as it is remembered: the one that was used longest ago is forgotten first.
 */
export const documentReader = (schema: GraphQLSchema, limits: Config['limits']) => {
  const rules = [...specifiedRules, ...limitRules(limits)];
  const known = new Map<string, Checked>();
  const check = (query: string): Checked => {
    try {
      const document = parse(query, { maxTokens: MAX_TOKENS });
      const errors = validate(schema, document, rules);
      return errors.length > 0 ? errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')) : document;
    } catch (error) {
      if (error instanceof GraphQLError) return [withCode(error, 'GRAPHQL_PARSE_FAILED')];
      throw error;
    }
  };
  const remember = (query: string, checked: Checked): void => {
    known.delete(query);
    known.set(query, checked);
    const [oldest] = known.keys();
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  };
  return (query: string, operationName: string | null | undefined): Checked => {
    const checked = known.get(query) ?? check(query);
    if (query.length <= LONGEST_KNOWN) remember(query, checked);
    return !('kind' in checked) || getOperationAST(checked, operationName) ? checked : [noSuchOperation(operationName)];
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
