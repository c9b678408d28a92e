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

const shapes = new WeakMap<object, Shape>();

const shapeOf = <Entity extends object>(em: EntityManager, entity: EntityName<Entity>): Shape => {
  const known = shapes.get(entity as object);
  if (known) return known;
  const { class: type, props } = em.getMetadata(entity);
  const platform = em.getPlatform();
  const readings = props.map(({ name, fieldNames, runtimeType, customType }): Reading => {
    const [column] = fieldNames;
    if (column === undefined || fieldNames.length !== 1) throw new Error(`${type.name}.${name} is not one column`);
    const toDate = runtimeType === 'Date' ? (value: unknown) => new Date(value as string) : null;
    return { property: name, column, read: customType ? (value) => customType.convertToJSValue(value, platform) : toDate };
  });
  const shape = { prototype: type.prototype as object, readings };
  shapes.set(entity as object, shape);
  return shape;
};

/**
 * A row (of all columns) as a record that is only read: an instance of its entity, unknown to the unit of work. `em.map` is
 * for what a use case changes; it costs some thirty times as much, which was half of the time of an archive page.
 */
export const toRecord = <Entity extends object>(em: EntityManager, entity: EntityName<Entity>, row: object): Entity => {
  const { prototype, readings } = shapeOf(em, entity);
  const record: Record<string, unknown> = {};
  for (const { property, column, read } of readings) {
    const value = (row as Record<string, unknown>)[column];
    record[property] = read !== null && value !== null ? read(value) : value;
  }
  // After the properties: MikroORM has put setters on the prototype, which would take each for a change.
  return Object.setPrototypeOf(record, prototype) as Entity;
};
