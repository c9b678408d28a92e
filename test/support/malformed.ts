import {
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { v7 } from 'uuid';
import { encodeId, type IdKind, kindOf } from '../../src/ids.js';

type Value = unknown;
type Path = (string | number)[];
/** A record of another workspace of each kind. */
type ForeignIds = Partial<Record<IdKind, string>>;

/** One value of an input made wrong, the rest as it was. */
export interface Malformed {
  /** `input.grants.0.productId`. */
  path: string;
  what: string;
  input: object;
  /** `top` for what GraphQL itself refuses, else the code of the refusal. */
  expected: 'top' | 'INVALID_INPUT' | 'INVALID_ID' | 'NOT_FOUND';
}

const TOO_LONG = 30_000;
/** More than any list may have. */
const TOO_MANY = 600;

interface Wrong {
  what: string;
  value: Value;
  expected: Malformed['expected'];
}

const wrongText = (text: string): Wrong[] => [
  { what: 'empty', value: '', expected: 'INVALID_INPUT' },
  { what: 'blank', value: '   ', expected: 'INVALID_INPUT' },
  { what: 'too long', value: 'x'.repeat(TOO_LONG), expected: 'INVALID_INPUT' },
  { what: 'with U+0000', value: `${text}\u0000`, expected: 'INVALID_INPUT' },
  { what: 'of another type', value: { text }, expected: 'top' },
];

const wrongId = (id: string, foreignIds: ForeignIds): Wrong[] => {
  const kind = kindOf(id) as IdKind;
  return [
    { what: 'empty', value: '', expected: 'INVALID_ID' },
    { what: 'malformed', value: `${kind}_nonsense`, expected: 'INVALID_ID' },
    { what: 'with U+0000', value: `${id}\u0000`, expected: 'INVALID_ID' },
    { what: 'a plain UUID', value: v7(), expected: 'INVALID_ID' },
    { what: 'of another kind of record', value: encodeId(kind === 'note' ? 'topic' : 'note', v7()), expected: 'INVALID_ID' },
    { what: 'unknown', value: encodeId(kind, v7()), expected: 'NOT_FOUND' },
    { what: 'of another workspace', value: foreignIds[kind], expected: 'NOT_FOUND' },
  ];
};

const wrongValues = (type: GraphQLInputType, value: Value, foreignIds: ForeignIds): Wrong[] => {
  const named = getNamedType(type);
  if (isEnumType(named)) return [{ what: 'no value of the enum', value: 'NONSENSE', expected: 'top' }];
  switch (named.name) {
    case 'ID':
      return wrongId(String(value), foreignIds);
    case 'EmailAddress':
      return [
        { what: 'empty', value: '', expected: 'top' },
        { what: 'no address', value: 'nonsense', expected: 'top' },
        { what: 'too long', value: `${'x'.repeat(250)}@example.com`, expected: 'INVALID_INPUT' },
      ];
    case 'Int':
      return [
        { what: 'too small', value: -1, expected: 'INVALID_INPUT' },
        { what: 'too large', value: 100_000, expected: 'INVALID_INPUT' },
        { what: 'no whole number', value: 1.5, expected: 'top' },
      ];
    case 'Boolean':
      return [{ what: 'neither true nor false', value: 'yes', expected: 'top' }];
    default:
      return wrongText(String(value ?? 'x'));
  }
};

/** The value in its place of a copy; undefined takes it out. */
const replaced = (input: object, path: Path, value: Value): object => {
  const copy = structuredClone(input);
  let place = copy as Record<string | number, Value>;
  for (const part of path.slice(0, -1)) {
    place[part] ??= {};
    place = place[part] as Record<string | number, Value>;
  }
  place[path.at(-1) ?? ''] = value;
  return copy;
};

const valueAt = (input: object, path: Path): Value =>
  path.reduce<Value>((value, part) => (value as Record<string | number, Value> | undefined)?.[part], input);

const ofField = (input: object, path: Path, { type }: GraphQLInputField, foreignIds: ForeignIds): Malformed[] => {
  const at = (where: Path, { what, value, expected }: Wrong): Malformed => ({
    path: ['input', ...where].join('.'),
    what,
    expected,
    input: replaced(input, where, value),
  });
  const required: Wrong[] = isNonNullType(type)
    ? [
        { what: 'missing', value: undefined, expected: 'top' },
        { what: 'null', value: null, expected: 'top' },
      ]
    : [];
  const cases = required.map((wrong) => at(path, wrong));
  const present = valueAt(input, path);
  const named = getNamedType(type);
  // An id of an optional field that the operation leaves out has no kind to be wrong about.
  if (named.name === 'ID' && present === undefined) return cases;
  if (isListType(getNullableType(type))) {
    const [first] = (present as Value[] | undefined) ?? ['x'];
    cases.push(at(path, { what: 'too many', value: Array(TOO_MANY).fill(first), expected: 'INVALID_INPUT' }));
    if (isInputObjectType(named)) return [...cases, ...ofFields(input, [...path, 0], Object.values(named.getFields()), foreignIds)];
    return [
      ...cases,
      ...wrongValues(named, first, foreignIds).map((wrong) => ({
        ...at(path, { ...wrong, value: [wrong.value] }),
        path: `input.${path.join('.')}.0`,
      })),
    ];
  }
  if (isInputObjectType(named)) return [...cases, ...ofFields(input, path, Object.values(named.getFields()), foreignIds)];
  return [...cases, ...wrongValues(named, present, foreignIds).map((wrong) => at(path, wrong))];
};

const ofFields = (input: object, path: Path, fields: GraphQLInputField[], foreignIds: ForeignIds): Malformed[] =>
  fields.flatMap((field) => ofField(input, [...path, field.name], field, foreignIds));

/** Each value of an input made wrong in each way that its type knows. */
export const malformed = (type: GraphQLInputType, input: object, foreignIds: ForeignIds): Malformed[] => {
  const named = getNamedType(type);
  return isInputObjectType(named) ? ofFields(input, [], Object.values(named.getFields()), foreignIds) : [];
};
