import type { FieldNode, GraphQLResolveInfo, SelectionNode } from 'graphql';

type Fragments = GraphQLResolveInfo['fragments'];

/** Fragments spread out. Whether `@skip` or `@include` leave a field out is not looked at. */
const fieldsOf = (selections: readonly SelectionNode[], fragments: Fragments): FieldNode[] =>
  selections.flatMap((selection) => {
    if (selection.kind === 'Field') return [selection];
    const { selectionSet } = selection.kind === 'InlineFragment' ? selection : (fragments[selection.name.value] ?? {});
    return fieldsOf(selectionSet?.selections ?? [], fragments);
  });

/** Of fields in documents that were asked before: the server keeps the parsed ones. */
const known = new WeakMap<FieldNode, Map<string, ReadonlySet<string>>>();

/** The names of the fields that are asked for below the resolved one, e.g. of `nodes`: a hint of what to read along, no more. */
export const askedBelow = ({ fieldNodes, fragments }: GraphQLResolveInfo, ...path: string[]): ReadonlySet<string> => {
  const [first] = fieldNodes;
  const ofField = (fieldNodes.length === 1 && first && known.get(first)) || new Map<string, ReadonlySet<string>>();
  const key = path.join('.');
  const names = ofField.get(key) ?? lookBelow(fieldNodes, fragments, path);
  if (fieldNodes.length === 1 && first) known.set(first, ofField.set(key, names));
  return names;
};

const lookBelow = (fieldNodes: readonly FieldNode[], fragments: Fragments, path: readonly string[]): Set<string> => {
  let fields = [...fieldNodes];
  const below = (): FieldNode[] => fields.flatMap(({ selectionSet }) => fieldsOf(selectionSet?.selections ?? [], fragments));
  for (const step of path) fields = below().filter(({ name }) => name.value === step);
  return new Set(below().map(({ name }) => name.value));
};
