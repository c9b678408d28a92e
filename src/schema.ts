import 'reflect-metadata';
import { type GraphQLObjectType, type GraphQLSchema, isObjectType, isScalarType, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema, getMetadataStorage, type PubSub } from 'type-graphql';
import { encodeId, type IdKind } from './ids.js';
import { isoOf } from './moments.js';
import { resolvers } from './resolvers/index.js';
import { guardRoots } from './resolvers/root.js';

/** Subscriptions read the event log; type-graphql only insists that there be something. */
const noPubSub: PubSub = {
  publish: () => {
    throw new Error('events are recorded in the log, never published');
  },
  subscribe: () => {
    throw new Error('subscriptions read the event log');
  },
};

/** The fields that show a record's id, and the kind of record: inside they are plain UUIDs, outside typed ids. */
const TYPED_IDS: Record<string, Record<string, IdKind>> = {
  Agent: { id: 'agent' },
  Assignment: { id: 'assignment' },
  Attachment: { id: 'attachment' },
  Channel: { id: 'channel' },
  Conversation: { id: 'conversation' },
  Customer: { id: 'customer' },
  CustomerConversation: { id: 'conversation' },
  CustomerMessage: { id: 'message', conversationId: 'conversation' },
  Group: { id: 'group' },
  LanguageRule: { id: 'languagerule' },
  Message: { id: 'message', conversationId: 'conversation' },
  Note: { id: 'note' },
  Product: { id: 'product' },
  Ticket: { id: 'ticket' },
  TicketAttachment: { id: 'ticketattachment' },
  TicketChange: { id: 'ticketchange' },
  MessageTemplate: { id: 'messagetemplate' },
  TicketMail: { id: 'ticketmail' },
  TicketMessage: { id: 'ticketmessage' },
  TicketNote: { id: 'ticketnote' },
  Topic: { id: 'topic' },
  TypingChanged: { conversationId: 'conversation' },
};

const showTypedIds = (schema: GraphQLSchema): void => {
  for (const [typeName, fields] of Object.entries(TYPED_IDS)) {
    const type = schema.getType(typeName);
    if (!type || !('getFields' in type)) throw new Error(`the schema has no type ${typeName}`);
    for (const [fieldName, kind] of Object.entries(fields)) {
      const field = type.getFields()[fieldName];
      if (!field || !('resolve' in field)) throw new Error(`the type ${typeName} has no field ${fieldName}`);
      field.resolve = (source: Record<string, string>) => encodeId(kind, source[fieldName] ?? '');
    }
  }
};

/**
 * Plain fields are read by graphql-js itself: faster than type-graphql's own resolver for each, and a payload may hold a
 * function (`lazily`). (It silently disables `@Authorized` on fields; rights are checked at the roots and in use cases.)
 */
const readPlainFieldsDirectly = (): void => {
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers = true;
};

type FieldResolver = ReturnType<typeof getMetadataStorage>['fieldResolvers'][number];

/** Whether it takes a record, or a record and the context, just as they are. */
const takesRecordAndContext = ({ kind, params = [], middlewares = [] }: FieldResolver): boolean => {
  const asTheyAre = params.every((param) => !('getType' in param && param.getType) && !('propertyName' in param && param.propertyName));
  const takes = [...params].sort((one, other) => one.index - other.index).map((param) => param.kind);
  return kind === 'external' && middlewares.length === 0 && asTheyAre && ['root', 'root,context'].includes(takes.join());
};

/**
 * Most field resolvers are called with just the record and the context. type-graphql finds the resolver's object, sorts its
 * parameters and converts them anew for each field of each record of a list: a sixth of the execution of an archive page.
 */
const callFieldResolversDirectly = (schema: GraphQLSchema): void => {
  const { fieldResolvers, objectTypes } = getMetadataStorage();
  const objects = new Map<unknown, Record<string, (record: unknown, context: unknown) => unknown>>();
  for (const resolver of fieldResolvers.filter(takesRecordAndContext)) {
    const { target, methodName, schemaName, getObjectType } = resolver;
    const type = schema.getType(objectTypes.find((one) => one.target === getObjectType?.())?.name ?? '');
    const field = isObjectType(type) ? type.getFields()[schemaName] : undefined;
    const object = objects.get(target) ?? Reflect.construct(target, []);
    objects.set(target, object);
    if (field) field.resolve = (record, _args, context) => object[methodName]?.(record, context);
  }
};

/** The scalar's own way looks twice at what our records hold anyway, and is three times as slow. */
const writeMoments = (schema: GraphQLSchema): void => {
  const scalar = schema.getType('DateTimeISO');
  if (!isScalarType(scalar)) throw new Error('the schema has no moments');
  scalar.serialize = (value) => isoOf(value instanceof Date ? value : (scalar.parseValue(value) as Date));
};

/** type-graphql gives these three no description. */
const describeRoots = (schema: GraphQLSchema): void => {
  const describe = (type: GraphQLObjectType | null | undefined, description: string): void => {
    if (type) type.description = description;
  };
  describe(schema.getQueryType(), 'What is read. Each field says who may call it and with which errors.');
  describe(
    schema.getMutationType(),
    'What is done. Each takes one `input`, acts wholly or not at all, and answers a payload with `userErrors`.',
  );
  describe(
    schema.getSubscriptionType(),
    'What is followed live, by WebSocket (graphql-transport-ws). Events take `after` and carry a `cursor`; states give the present value at once, then changes.',
  );
};

/** The one schema of agents, customers and partners, with the check of its right before every root field. */
export const createSchema = async (): Promise<GraphQLSchema> => {
  readPlainFieldsDirectly();
  const schema = await buildSchema({ resolvers, pubSub: noPubSub, validate: false });
  describeRoots(schema);
  guardRoots(schema);
  callFieldResolversDirectly(schema);
  showTypedIds(schema);
  writeMoments(schema);
  return schema;
};

/** The schema as text, sorted so that two versions compare line by line. */
export const schemaText = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
