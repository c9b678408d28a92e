import type { LoadableName, Loaders } from './loaders.js';

/**
 * A field of a payload that is read when it is asked for, after the transaction and the routing that followed it: the
 * answer then shows what became of the record. (graphql-js calls functions that it finds as a field's value.)
 */
export const lazily =
  <Name extends LoadableName>(name: Name, id: string) =>
  (_args: unknown, context: { load: Loaders }): ReturnType<Loaders[Name]['load']> =>
    context.load[name].load(id) as ReturnType<Loaders[Name]['load']>;
