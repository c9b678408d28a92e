import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import { Cursor } from '../../resolvers/scalars.js';

/** A name that no client would give. */
const FROM = '__sohbet_from';

/** How far equal subscriptions of actors with equal rights go together: all of them, those of one account, or none. */
export type Sharing = 'rights' | 'account' | 'none';
const NARROWER: Record<Sharing, Sharing> = { rights: 'account', account: 'none', none: 'none' };

const name = (value: string) => ({ kind: Kind.NAME, value }) as const;

const FROM_VARIABLE: VariableDefinitionNode = {
  kind: Kind.VARIABLE_DEFINITION,
  variable: { kind: Kind.VARIABLE, name: name(FROM) },
  type: { kind: Kind.NAMED_TYPE, name: name(Cursor.name) },
};

const usesOf = (document: DocumentNode, variable: string): number => {
  let uses = 0;
  visit(document, {
    enter: (node) => {
      if (node.kind === Kind.VARIABLE_DEFINITION) return false;
      if (node.kind === Kind.VARIABLE && node.name.value === variable) uses++;
      return undefined;
    },
  });
  return uses;
};

/**
 * A subscription's document, with its place in the log taken out: those who resumed from different places are equal once
 * they have caught up, and we begin it anew from any place ourselves.
 */
export class SubscriptionDocument {
  private static made = 0;
  /** Tells documents apart in keys. */
  readonly serial = ++SubscriptionDocument.made;
  readonly document: DocumentNode;
  private readonly after: FieldNode['arguments'];
  /** Of kinds of actors, what was found out while executing it. */
  private readonly sharings = new Map<string, Sharing>();

  constructor(
    private readonly original: DocumentNode,
    readonly operationName: string | null | undefined,
    schema: GraphQLSchema,
  ) {
    const operation = getOperationAST(original, operationName);
    const root = operation && rootField(original, operation);
    const takesAfter =
      root &&
      schema
        .getSubscriptionType()
        ?.getFields()
        [root.name.value]?.args.some((arg) => arg.name === 'after');
    this.after = takesAfter ? root.arguments?.filter((argument) => argument.name.value === 'after') : undefined;
    this.document = takesAfter ? fromAnywhere(original, operation, root) : original;
  }

  sharing(kind: string): Sharing {
    return this.sharings.get(kind) ?? 'rights';
  }

  /** It turned out to depend on more than it was shared by. */
  narrow(kind: string, sharing: Sharing): void {
    if (this.sharing(kind) === sharing) this.sharings.set(kind, NARROWER[sharing]);
  }

  /** Its items are of one subscriber each. */
  keepApart(kind: string): void {
    this.sharings.set(kind, 'none');
  }

  /** Whether a place to begin from was given. */
  hasPlace(variables: Variables): boolean {
    const value = this.after?.[0]?.value;
    if (!value || value.kind === Kind.NULL) return false;
    return value.kind !== Kind.VARIABLE || (variables?.[value.name.value] ?? this.byDefault(value.name.value)) !== null;
  }

  /** With `from` for the place; null: from now on. */
  from(variables: Variables, from: bigint | null): Record<string, unknown> {
    return { ...variables, [FROM]: from === null ? null : Cursor.serialize(from) };
  }

  /** What makes two subscriptions of this document equal. */
  keyOf(variables: Variables): string {
    const place = this.after?.[0]?.value;
    const left = place?.kind === Kind.VARIABLE && usesOf(this.original, place.name.value) === 1 ? place.name.value : undefined;
    const given = Object.entries(variables ?? {}).filter(([key]) => key !== left);
    return JSON.stringify(given.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private byDefault(variable: string): unknown {
    const definition = getOperationAST(this.original, this.operationName)?.variableDefinitions?.find(
      (one) => one.variable.name.value === variable,
    );
    return definition?.defaultValue && definition.defaultValue.kind !== Kind.NULL ? definition.defaultValue : null;
  }
}

export type Variables = Readonly<Record<string, unknown>> | null | undefined;

/** GraphQL allows a subscription one root field; it may stand in a fragment. */
const rootField = (document: DocumentNode, operation: OperationDefinitionNode): FieldNode | undefined => {
  let selections = operation.selectionSet.selections;
  for (;;) {
    const [first] = selections;
    if (!first || first.kind === Kind.FIELD) return first;
    if (first.kind === Kind.INLINE_FRAGMENT) selections = first.selectionSet.selections;
    else {
      const fragment = document.definitions.find((one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === first.name.value);
      if (fragment?.kind !== Kind.FRAGMENT_DEFINITION) return undefined;
      selections = fragment.selectionSet.selections;
    }
  }
};

const fromAnywhere = (document: DocumentNode, operation: OperationDefinitionNode, root: FieldNode): DocumentNode =>
  visit(document, {
    enter: (node) => {
      if (node === operation) return { ...operation, variableDefinitions: [...(operation.variableDefinitions ?? []), FROM_VARIABLE] };
      if (node !== root) return undefined;
      const others = root.arguments?.filter((argument) => argument.name.value !== 'after') ?? [];
      return { ...root, arguments: [...others, { kind: Kind.ARGUMENT, name: name('after'), value: FROM_VARIABLE.variable }] };
    },
  });
