import { type GraphQLSchema, getNamedType, isLeafType, isObjectType } from 'graphql';
import { CHANNEL_ACCOUNTS } from './operations/channel-accounts.js';
import { CHATS_AND_TICKETS } from './operations/chats-and-tickets.js';
import { MAIL } from './operations/mail.js';
import type { Operation, Trial } from './operations/operation.js';
import { QUERIES } from './operations/queries.js';
import { SETTINGS } from './operations/settings.js';
import { SUBSCRIPTIONS } from './operations/subscriptions.js';

export type { Operation, Try } from './operations/operation.js';

const TRIALS: Record<string, Trial> = { ...QUERIES, ...CHATS_AND_TICKETS, ...MAIL, ...CHANNEL_ACCOUNTS, ...SETTINGS, ...SUBSCRIPTIONS };

/** Everything in the payload: its own values, and of records only that they are there. */
const payloadOf = (schema: GraphQLSchema, field: string): string => {
  const payload = getNamedType(schema.getMutationType()?.getFields()[field]?.type ?? schema.getQueryType()!);
  const fields = isObjectType(payload) ? Object.values(payload.getFields()) : [];
  return fields
    .map(({ name, type }) =>
      isLeafType(getNamedType(type)) ? name : name === 'userErrors' ? `${name} { code message path }` : `${name} { __typename }`,
    )
    .join(' ');
};

const mutationDocument = (schema: GraphQLSchema, field: string): string => {
  const [input] = schema.getMutationType()?.getFields()[field]?.args ?? [];
  const selection = `{ ${payloadOf(schema, field)} }`;
  return input ? `mutation ($input: ${input.type}) { ${field}(input: $input) ${selection} }` : `mutation { ${field} ${selection} }`;
};

/** Every operation by its name: a root field, where there are several ways to try it with the way. */
export const operationsOf = (schema: GraphQLSchema): Map<string, Operation> =>
  new Map(
    Object.entries(TRIALS).map(([name, operation]) => {
      const field = name.split(' ')[0] ?? name;
      const document = operation.kind === 'mutation' ? mutationDocument(schema, field) : operation.document;
      return [name, { ...operation, field, document }];
    }),
  );
