import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const invalid = (): GraphQLError =>
  new GraphQLError('Expected a cursor as the server gave it.', { extensions: { code: 'BAD_USER_INPUT' } });

/** The greatest bigint of PostgreSQL. */
const MOST = 9_223_372_036_854_775_807n;

const parse = (value: unknown): bigint => {
  if (typeof value !== 'string' || !/^e[0-9a-z]{1,13}$/.test(value)) throw invalid();
  const position = [...value.slice(1)].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n);
  if (position > MOST) throw invalid();
  return position;
};

/** A position in the event log, as clients hold it: `e` and the id in base 36. */
export const Cursor = new GraphQLScalarType<bigint, string>({
  name: 'Cursor',
  description:
    'A position in the workspace’s log of events. Opaque: give back what the server gave. Mutations answer the position of the event they caused; event subscriptions take one as `after`.',
  serialize: (value) => `e${BigInt(value as bigint).toString(36)}`,
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null),
});
