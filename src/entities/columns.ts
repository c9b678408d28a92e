import { ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { v7 } from 'uuid';

/** Primary key: a UUIDv7 made in the application, so that PostgreSQL 15 to 18 serve and ids sort by time. */
export const Id = (): PropertyDecorator => PrimaryKey({ type: 'uuid', onCreate: () => v7() }) as PropertyDecorator;

interface ColumnOptions {
  nullable?: boolean;
  default?: string | number | boolean;
  primary?: boolean;
}

/** A moment, millisecond precision (what a JavaScript Date holds), stored with time zone. */
export const Moment = (options: ColumnOptions = {}): PropertyDecorator =>
  Property({ type: 'Date', columnType: 'timestamptz(3)', ...options }) as PropertyDecorator;

export const Text = (options: ColumnOptions = {}): PropertyDecorator => Property({ type: 'text', ...options }) as PropertyDecorator;

export const Whole = (options: ColumnOptions = {}): PropertyDecorator => Property({ type: 'integer', ...options }) as PropertyDecorator;

export const Flag = (options: ColumnOptions = {}): PropertyDecorator => Property({ type: 'boolean', ...options }) as PropertyDecorator;

/**
 * A foreign key kept as the plain id (`mapToPk`): relations are loaded by loaders or joins, never by lazy references,
 * and no entity class is needed while another one is being defined (ESM import cycles).
 */
export const ForeignKey = (
  target: () => unknown,
  column: string,
  options: { nullable?: boolean; primary?: boolean } = {},
): PropertyDecorator =>
  ManyToOne({
    entity: target as () => new () => object,
    fieldName: column,
    mapToPk: true,
    index: false,
    deleteRule: 'no action',
    updateRule: 'no action',
    ...options,
  } as never) as unknown as PropertyDecorator;
