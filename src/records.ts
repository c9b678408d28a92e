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
  /** Each as `alias.column`. */
  columns: string;
}

/** By entity, then by the alias whose columns are read, and by which of them. */
const shapes = new WeakMap<object, Map<string, Shape>>();

const named = (column: string, alias: string): string => (alias ? `${alias}.${column}` : column);

/** Some of an entity's properties. */
export type Part<Entity> = readonly (keyof Entity & string)[];

const propertiesOf = <Entity extends object>(em: EntityManager, entity: EntityName<Entity>, part?: Part<Entity>) => {
  const { props } = em.getMetadata(entity);
  return part ? props.filter(({ name }) => part.some((wanted) => wanted === name)) : props;
};

const makeShape = <Entity extends object>(em: EntityManager, entity: EntityName<Entity>, alias: string, part?: Part<Entity>): Shape => {
  const { class: type } = em.getMetadata(entity);
  const platform = em.getPlatform();
  const readings = propertiesOf(em, entity, part).map(({ name, fieldNames, runtimeType, customType }): Reading => {
    const [column] = fieldNames;
    if (column === undefined || fieldNames.length !== 1) throw new Error(`${type.name}.${name} is not one column`);
    const toDate = runtimeType === 'Date' ? (value: unknown) => new Date(value as string) : null;
    const read = customType ? (value: unknown) => customType.convertToJSValue(value, platform) : toDate;
    return { property: name, column: named(column, alias), read };
  });
  const columns = readings.map(({ column }) => `${column} as "${column}"`).join(', ');
  return { prototype: type.prototype as object, readings, columns };
};

const shapeOf = <Entity extends object>(em: EntityManager, entity: EntityName<Entity>, alias: string, part?: Part<Entity>): Shape => {
  const key = part ? `${alias}:${part.join()}` : alias;
  const known = shapes.get(entity as object) ?? new Map<string, Shape>();
  const shape = known.get(key) ?? makeShape(em, entity, alias, part);
  shapes.set(entity as object, known.set(key, shape));
  return shape;
};

const fill = <Entity>({ prototype, readings }: Shape, row: object): Entity => {
  const record: Record<string, unknown> = {};
  for (const { property, column, read } of readings) {
    const value = (row as Record<string, unknown>)[column];
    record[property] = read !== null && value !== null ? read(value) : value;
  }
  // After the properties: MikroORM has put setters on the prototype, which would take each for a change.
  return Object.setPrototypeOf(record, prototype) as Entity;
};

/**
 * A row (of all columns) as a record that is only read: an instance of its entity, unknown to the unit of work. `em.map` is
 * for what a use case changes; it costs ten times as much, which was most of the time of an archive page.
 */
export const toRecord = <Entity extends object>(em: EntityManager, entity: EntityName<Entity>, row: object): Entity =>
  fill(shapeOf(em, entity, ''), row);

/**
 * The same for the rows of one statement that has the columns of `columnsOf`: no more of a record than `part` is read, and
 * no more may be asked of it.
 */
export const recordsOf = <Entity extends object>(
  em: EntityManager,
  entity: EntityName<Entity>,
  alias: string,
  part: Part<Entity>,
): ((row: object) => Entity) => {
  const shape = shapeOf(em, entity, alias, part);
  return (row) => fill(shape, row);
};

/** The columns of a part of a joined table, each as `alias.column`. */
export const columnsOf = <Entity extends object>(
  em: EntityManager,
  entity: EntityName<Entity>,
  alias: string,
  part: Part<Entity>,
): string => shapeOf(em, entity, alias, part).columns;

/** A record of values that were just written, which need not be read again. All of its properties are to be given. */
export const recordWith = <Entity extends object>(entity: { prototype: Entity }, values: Entity): Entity =>
  Object.setPrototypeOf({ ...values }, entity.prototype) as Entity;
