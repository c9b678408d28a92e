import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { RIGHTS, type Right } from '../../src/auth/rights.js';

export interface Root {
  kind: 'query' | 'mutation' | 'subscription';
  name: string;
  right: Right;
  field: GraphQLField<unknown, unknown>;
}

/** Every root field of the schema. */
export const rootsOf = (schema: GraphQLSchema): Root[] => {
  const roots = { query: schema.getQueryType(), mutation: schema.getMutationType(), subscription: schema.getSubscriptionType() };
  return (Object.keys(roots) as Root['kind'][]).flatMap((kind) =>
    Object.values(roots[kind]?.getFields() ?? {}).map((field) => ({
      kind,
      name: field.name,
      right: field.extensions.right as Right,
      field,
    })),
  );
};

/** The root fields that a customer's token may call. */
export const customerRoots = (schema: GraphQLSchema): Root[] =>
  rootsOf(schema).filter(({ right }) => (RIGHTS[right] as readonly string[]).includes('customer'));

/** What exists for the desk only. A customer never reaches one of these. */
export const DESK_TYPES = [
  'Agent',
  'AgentChanged',
  'AgentConnection',
  'AgentCounts',
  'AgentEdge',
  'AgentViewer',
  'AssignableAgent',
  'Assignment',
  'Channel',
  'ConnectedAccount',
  'Conversation',
  'ConversationConnection',
  'ConversationEdge',
  'ConversationRouting',
  'Customer',
  'CustomerAttribute',
  'Device',
  'EventPage',
  'GeneralInformation',
  'Grant',
  'Group',
  'InboundMail',
  'LanguageRule',
  'LogEvent',
  'MailSettings',
  'MailText',
  'Message',
  'MessageConnection',
  'MessageEdge',
  'MessageTemplate',
  'MessageTemplateConnection',
  'MessageTemplateEdge',
  'Node',
  'Note',
  'Product',
  'RefusalCount',
  'ReplyWindow',
  'RoutingCandidate',
  'RoutingDecision',
  'RoutingWait',
  'TemplateButton',
  'TemplateVariable',
  'Ticket',
  'TicketAttachment',
  'TicketChange',
  'TicketChanged',
  'TicketConnection',
  'TicketEdge',
  'TicketMail',
  'TicketMessage',
  'TicketNote',
  'TicketRequester',
  'Topic',
] as const;

/**
 * The ways to a type of the desk that the schema has and no customer goes; customer-walk.test.ts proves it of each by
 * running it. A union is told by its value: a customer's viewer is never an agent. Anybody may call `signIn`, and whoever
 * knows an agent's password is that agent.
 */
export const EXCEPTIONS = ['viewer → AgentViewer', 'SignInPayload.agent → Agent'];

/** The type that each interface resolves to for a kind of caller, where the caller alone decides it. */
export const choicesFor = async (schema: GraphQLSchema, kind: 'agent' | 'customer'): Promise<Map<string, string>> => {
  const choices = new Map<string, string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isInterfaceType(type) || !type.resolveType) continue;
    try {
      // A record without anything on it: what is chosen cannot depend on it.
      const chosen = await type.resolveType({}, { actor: { kind } }, {} as GraphQLResolveInfo, type);
      if (chosen && schema.getType(chosen)) choices.set(type.name, chosen);
    } catch {
      // The value decides, or nothing has this type.
    }
  }
  return choices;
};

/** The object types that something of this type may be, given the choices for a caller. */
export const objectTypes = (schema: GraphQLSchema, type: GraphQLNamedType, choices: ReadonlyMap<string, string>): GraphQLObjectType[] => {
  if (isObjectType(type)) return [type];
  if (!isInterfaceType(type) && !isUnionType(type)) return [];
  const chosen = choices.get(type.name);
  return schema.getPossibleTypes(type).filter(({ name }) => chosen === undefined || name === chosen);
};

/** Each way from a customer's roots to a type, as `Type.field → Type`; ways in `except` are not gone. */
export const customerWays = (schema: GraphQLSchema, choices: ReadonlyMap<string, string>, except: readonly string[] = []): string[] => {
  const ways = new Set<string>();
  const seen = new Set<string>();
  const go = (from: string, type: GraphQLNamedType): void => {
    for (const next of objectTypes(schema, type, choices)) {
      const way = `${from} → ${next.name}`;
      if (except.includes(way)) continue;
      ways.add(way);
      if (seen.has(next.name)) continue;
      seen.add(next.name);
      for (const field of Object.values(next.getFields())) go(`${next.name}.${field.name}`, getNamedType(field.type));
    }
  };
  for (const { name, field } of customerRoots(schema)) go(name, getNamedType(field.type));
  return [...ways];
};
