import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

/** Of a type of the desk only what lies directly on it is asked: no customer is to meet one, and below it the schema has no end. */
const DEPTH_BELOW_DESK = 2;

const literal = (argument: GraphQLArgument): string | undefined => {
  if (argument.name === 'first') return '100';
  const type = getNamedType(argument.type);
  if (!isNonNullType(argument.type)) return undefined;
  return isEnumType(type) ? type.getValues()[0]?.name : '"?"';
};

/** A selection of everything on a type down to a depth: every field, and every type that an interface or union may be. */
export class Selections {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly desk: ReadonlySet<string>,
  ) {}

  of(type: GraphQLNamedType, depth: number): string {
    if (isUnionType(type) || isInterfaceType(type)) return this.ofAbstract(type, depth);
    if (!isObjectType(type)) return '';
    const left = this.desk.has(type.name) ? Math.min(depth, DEPTH_BELOW_DESK) : depth;
    return this.fields(Object.values(type.getFields()), left);
  }

  private ofAbstract(type: GraphQLNamedType, depth: number): string {
    const own = isInterfaceType(type) ? this.fields(Object.values(type.getFields()), depth) : '__typename';
    const possible = isUnionType(type) || isInterfaceType(type) ? this.schema.getPossibleTypes(type) : [];
    return [own, ...possible.map((each) => `... on ${each.name} { ${this.of(each, depth)} }`)].join(' ');
  }

  private fields(fields: readonly GraphQLField<unknown, unknown>[], depth: number): string {
    return ['__typename', ...fields.map((field) => this.field(field, depth))].join(' ');
  }

  private field({ name, args, type }: GraphQLField<unknown, unknown>, depth: number): string {
    const named = getNamedType(type);
    const given = args.flatMap((argument) => {
      const value = literal(argument);
      return value === undefined ? [] : [`${argument.name}: ${value}`];
    });
    const call = given.length > 0 ? `${name}(${given.join(', ')})` : name;
    if (isLeafType(named)) return call;
    return depth <= 1 ? `${call} { __typename }` : `${call} { ${this.of(named, depth - 1)} }`;
  }
}
