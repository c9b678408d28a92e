import type { EntityManager, EntityName } from '@mikro-orm/postgresql';

/** How a column's value, as pg gives it, becomes a property's. */
interface Reading {
  property: string;
  column: string;
  read: ((value: unknown) => unknown) | null;
}

interface Shape {
  prototype: object;
  readings: Reading[];
}

/** By entity, then by the alias whose columns are read. */
const shapes = new WeakMap<object, Map<string, Shape>>();

const named = (column: string, alias: string): string => (alias ? `${alias}.${column}` : column);

const makeShape = <Entity extends object>(em: EntityManager, entity: EntityName<Entity>, alias: string): Shape => {
  const { class: type, props } = em.getMetadata(entity);
  const platform = em.getPlatform();
  const readings = props.map(({ name, fieldNames, runtimeType, customType }): Reading => {
    const [column] = fieldNames;
    if (column === undefined || fieldNames.length !== 1) throw new Error(`${type.name}.${name} is not one column`);
    const toDate = runtimeType === 'Date' ? (value: unknown) => new Date(value as string) : null;
    const read = customType ? (value: unknown) => customType.convertToJSValue(value, platform) : toDate;
    return { property: name, column: named(column, alias), read };
  });
  return { prototype: type.prototype as object, readings };
};

const shapeOf = <Entity extends object>(em: EntityManager, entity: EntityName<Entity>, alias: string): Shape => {
  const aliases = shapes.get(entity as object) ?? new Map<string, Shape>();
  const shape = aliases.get(alias) ?? makeShape(em, entity, alias);
  shapes.set(entity as object, aliases.set(alias, shape));
  return shape;
};

/**
 * A row (of all columns) as a record that is only read: an instance of its entity, unknown to the unit of work. `em.map` is
 * for what a use case changes; it costs ten times as much, which was most of the time of an archive page. `alias`: of the
 * columns that `columnsOf` selected.
 */
export const toRecord = <Entity extends object>(em: EntityManager, entity: EntityName<Entity>, row: object, alias = ''): Entity => {
  const { prototype, readings } = shapeOf(em, entity, alias);
  const record: Record<string, unknown> = {};
  for (const { property, column, read } of readings) {
    const value = (row as Record<string, unknown>)[column];
    record[property] = read !== null && value !== null ? read(value) : value;
  }
  // After the properties: MikroORM has put setters on the prototype, which would take each for a change.
  return Object.setPrototypeOf(record, prototype) as Entity;
};

/** A joined table's columns beside others', each as `alias.column`. */
export const columnsOf = <Entity extends object>(em: EntityManager, entity: EntityName<Entity>, alias: string): string =>
  em
    .getMetadata(entity)
    .props.flatMap(({ fieldNames }) => fieldNames)
    .map((column) => `${alias}.${column} as "${named(column, alias)}"`)
    .join(', ');
