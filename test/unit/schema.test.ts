import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import { RIGHTS } from '../../src/auth/rights.js';
import { REFUSALS } from '../../src/errors.js';
import { createSchema } from '../../src/schema.js';
import { choicesFor, customerWays, DESK_TYPES, EXCEPTIONS, type Root, rootsOf } from '../support/customer-schema.js';

let schema: GraphQLSchema;
let types: GraphQLNamedType[];
let roots: Root[];

beforeAll(async () => {
  schema = await createSchema();
  types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type));
  roots = rootsOf(schema);
});

const capitalised = (name: string): string => `${name[0]?.toUpperCase()}${name.slice(1)}`;

interface Named {
  name: string;
  description?: string | null;
}

/** Everything in the schema that has a name, with where it stands. */
const everything = (): { where: string; element: Named }[] =>
  types.flatMap((type) => {
    const own = [{ where: type.name, element: type as Named }];
    if (isEnumType(type)) return [...own, ...type.getValues().map((value) => ({ where: `${type.name}.${value.name}`, element: value }))];
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return own;
    const fields = Object.values(type.getFields()).flatMap((field) => {
      const where = `${type.name}.${field.name}`;
      const args = 'args' in field ? field.args.map((arg: GraphQLArgument) => ({ where: `${where}(${arg.name})`, element: arg })) : [];
      return [{ where, element: field }, ...args];
    });
    return [...own, ...fields];
  });

test('everything that has a name has a description', () => {
  const silent = everything().filter(({ element }) => !element.description?.trim());
  expect(silent.map(({ where }) => where)).toEqual([]);
});

test('only the directives of the specification are there, so none lacks a description', () => {
  expect(schema.getDirectives().filter((directive) => !isSpecifiedDirective(directive))).toEqual([]);
});

describe('root fields', () => {
  test('each names a right that exists, and its description says who may call and with which errors', () => {
    expect(roots.length).toBeGreaterThan(50);
    for (const { name, right, field } of roots) {
      expect([name, Object.keys(RIGHTS)]).toEqual([name, expect.arrayContaining([right])]);
      expect([name, field.description]).toEqual([name, expect.stringMatching(/\S[\s\S]*\n\nWho may call: .+\. Errors: [A-Z].+\.$/)]);
    }
  });

  test('each mutation declares its codes, all of the closed list, and describes each', () => {
    for (const { kind, name, field } of roots) {
      if (kind !== 'mutation') continue;
      const errors = field.extensions.errors as string[];
      expect([name, errors.filter((code) => !(code in REFUSALS))]).toEqual([name, []]);
      for (const code of [...errors, 'INVALID_INPUT', 'INVALID_ID'])
        expect([name, field.description]).toEqual([name, expect.stringContaining(code)]);
    }
  });

  test('each mutation has exactly one argument, `input`, and a payload of its own that implements Payload', () => {
    const payloads = new Set<string>();
    for (const { kind, name, field } of roots) {
      if (kind !== 'mutation') continue;
      // Whose session it is says the token.
      if (name !== 'signOut') {
        expect([name, field.args.map((arg) => arg.name)]).toEqual([name, ['input']]);
        const [input] = field.args;
        expect([name, input && isNonNullType(input.type) && isInputObjectType(input.type.ofType)]).toEqual([name, true]);
      }
      const payload = getNamedType(field.type);
      expect([name, payload.name]).toEqual([name, `${capitalised(name)}Payload`]);
      expect([name, isObjectType(payload) && payload.getInterfaces().map((each) => each.name)]).toEqual([name, ['Payload']]);
      payloads.add(payload.name);
    }
    expect(payloads.size).toBe(roots.filter(({ kind }) => kind === 'mutation').length);
  });

  test('in a payload everything but the errors may be null, so that a refusal needs no invented record', () => {
    for (const type of types) {
      if (!isObjectType(type) || !type.getInterfaces().some((each) => each.name === 'Payload')) continue;
      const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
      expect([type.name, required.map((field) => field.name)]).toEqual([type.name, ['userErrors']]);
    }
  });

  test('lists without pages say how long they get', () => {
    for (const { kind, name, field } of roots) {
      if (kind !== 'query' || !isListType(getNullableType(field.type))) continue;
      const words = [field.description, ...field.args.map((arg) => arg.description)].join(' ');
      expect([name, words]).toEqual([name, expect.stringMatching(/at most \d+/)]);
    }
  });
});

test('every connection takes a page size: `first` is required, or `first` and `last` are checked', () => {
  let connections = 0;
  for (const type of types) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!getNamedType(field.type).name.endsWith('Connection')) continue;
      connections++;
      const args = Object.fromEntries(field.args.map((arg) => [arg.name, String(arg.type)]));
      const bothWays = { first: 'Int', after: 'String', last: 'Int', before: 'String' };
      const expected = args.first === 'Int!' ? { first: 'Int!', after: 'String' } : bothWays;
      expect([`${type.name}.${field.name}`, args]).toEqual([`${type.name}.${field.name}`, expect.objectContaining(expected)]);
    }
  }
  expect(connections).toBeGreaterThan(4);
});

describe('subscriptions', () => {
  /** A present value at once, then each change: there is nothing to catch up with. */
  const STATES = ['agentCountsChanged', 'agentStatusChanged', 'channelAvailabilityChanged', 'queueSizeChanged', 'typingChanged'];

  test('each is a state, or a stream of events that takes `after`, tells of gaps and carries cursors', () => {
    for (const { kind, name, field } of roots) {
      if (kind !== 'subscription') continue;
      const after = field.args.find((arg) => arg.name === 'after');
      if (STATES.includes(name)) {
        expect([name, after]).toEqual([name, undefined]);
        continue;
      }
      expect([name, String(after?.type)]).toEqual([name, 'Cursor']);
      const union = getNamedType(field.type);
      const members = isUnionType(union) ? [...union.getTypes()] : [];
      expect([name, members.map((member) => member.name)]).toEqual([name, expect.arrayContaining(['StreamGap'])]);
      for (const member of members) {
        const cursor = member.getFields()[member.name === 'StreamGap' ? 'resumeFrom' : 'cursor'];
        expect([member.name, String(cursor?.type)]).toEqual([member.name, 'Cursor!']);
      }
    }
  });
});

test('the interfaces that a customer can meet resolve by the caller alone', async () => {
  const customer = await choicesFor(schema, 'customer');
  const agent = await choicesFor(schema, 'agent');
  expect(Object.fromEntries(customer)).toEqual({ ConversationView: 'CustomerConversation', MessageView: 'CustomerMessage' });
  expect(Object.fromEntries(agent)).toEqual({ ConversationView: 'Conversation', MessageView: 'Message' });
  const met = new Set(
    customerWays(schema, new Map())
      .map((way) => schema.getType(way.split(' → ')[1] ?? ''))
      .flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()).map((field) => getNamedType(field.type)) : []))
      .filter(isInterfaceType),
  );
  expect([...met].map((type) => type.name).sort()).toEqual([...customer.keys()].sort());
});

test('no type of the desk is within a customer’s reach', async () => {
  const desk = new Set<string>(DESK_TYPES);
  const ways = customerWays(schema, await choicesFor(schema, 'customer'), EXCEPTIONS);
  expect(ways.length).toBeGreaterThan(15);
  expect(ways.filter((way) => desk.has(way.split(' → ')[1] ?? ''))).toEqual([]);
});

test('every type of the desk is in the list that customers are kept from', () => {
  const forCustomers = new Set(customerWays(schema, new Map(), EXCEPTIONS).map((way) => way.split(' → ')[1]));
  const payloads = /Payload$/;
  const left = types.filter((type) => isObjectType(type) && !payloads.test(type.name) && !forCustomers.has(type.name));
  const roots = ['Query', 'Mutation', 'Subscription'];
  expect(left.map((type) => type.name).filter((name) => !roots.includes(name) && !DESK_TYPES.some((known) => known === name))).toEqual([]);
});

describe('names', () => {
  test('types are PascalCase, fields and arguments camelCase, values of enums CAPITALS', () => {
    const odd = everything().filter(({ where, element }) => {
      if (!where.includes('.')) return !/^[A-Z][A-Za-z]+$/.test(element.name);
      const isValue = isEnumType(schema.getType(where.split('.')[0] ?? ''));
      return isValue ? !/^[A-Z]+(_[A-Z]+)*$/.test(element.name) : !/^[a-z][A-Za-z]*$/.test(element.name);
    });
    expect(odd.map(({ where }) => where)).toEqual([]);
  });

  test('inputs end in Input or Filter, payloads in Payload, connections have edges', () => {
    for (const type of types) {
      if (isInputObjectType(type)) expect(type.name).toMatch(/(Input|Filter)$/);
      if (isObjectType(type) && type.name.endsWith('Connection'))
        expect(Object.keys(type.getFields()).sort()).toEqual(['edges', 'nodes', 'pageInfo']);
    }
  });

  test('subscriptions end in the past tense, mutations begin with what they do', () => {
    for (const { kind, name } of roots) {
      if (kind === 'subscription') expect(name).toMatch(/(Added|Changed)$/);
      if (kind === 'mutation')
        expect(name).toMatch(
          /^(accept|add|archive|assign|change|connect|convert|create|deactivate|disconnect|end|invite|leave|mark|reactivate|refresh|remove|reply|request|resolve|retry|send|set|sign|start|test|update)[A-Z]/,
        );
    }
  });

  test('what is called …Id is an ID, …Ids a list of them, …At a moment, `first` and `last` numbers', () => {
    const typeOf: [RegExp, RegExp][] = [
      [/(^id|Id)$/, /^ID!?$/],
      [/(^ids|Ids)$/, /^\[ID!\]!?$/],
      [/[a-z]At$/, /^(DateTimeISO!?|DateRangeInput)$/],
      [/^(first|last)$/, /^Int!?$/],
    ];
    /** Ids that others gave out: no records of ours. */
    const foreign = /(clientMessageId|externalId|\.accountId|\.businessAccountId|^(MessageChoice|MessageOrigin|DeviceInput)\.id)$/;
    for (const { where, element } of everything()) {
      if (!('type' in element) || foreign.test(where)) continue;
      const wanted = typeOf.find(([name]) => name.test(element.name));
      if (wanted) expect([where, String(element.type)]).toEqual([where, expect.stringMatching(wanted[1])]);
    }
  });
});
