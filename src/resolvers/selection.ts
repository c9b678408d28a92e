import type { FieldNode, GraphQLResolveInfo, SelectionNode } from 'graphql';

type Fragments = GraphQLResolveInfo['fragments'];

/** Fragments spread out. Whether `@skip` or `@include` leave a field out is not looked at. */
const fieldsOf = (selections: readonly SelectionNode[], fragments: Fragments): FieldNode[] =>
  selections.flatMap((selection) => {
    if (selection.kind === 'Field') return [selection];
    const { selectionSet } = selection.kind === 'InlineFragment' ? selection : (fragments[selection.name.value] ?? {});
    return fieldsOf(selectionSet?.selections ?? [], fragments);
  });

/** The names of the fields that are asked for below the resolved one, e.g. of `nodes`: a hint of what to read along, no more. */
export const askedBelow = ({ fieldNodes, fragments }: GraphQLResolveInfo, ...path: string[]): Set<string> => {
  let fields = [...fieldNodes];
  const below = (): FieldNode[] => fields.flatMap(({ selectionSet }) => fieldsOf(selectionSet?.selections ?? [], fragments));
  for (const step of path) fields = below().filter(({ name }) => name.value === step);
  return new Set(below().map(({ name }) => name.value));
};
