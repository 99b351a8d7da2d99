import {
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type DirectiveNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { accountOf, viewerAccountOf } from '../../subgraphs/shared/account-reference.ts';
import { pageSize } from '../../subgraphs/shared/connections.ts';
import { GraphError } from '../../subgraphs/shared/errors.ts';
import { searchText } from '../../subgraphs/shared/search.ts';
import type { Assertion } from '../../subgraphs/shared/principal.ts';

export interface FetchError {
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly extensions: Record<string, unknown>;
}

export interface FetchAnswer {
  readonly data: Record<string, unknown>;
  readonly errors: readonly FetchError[];
}

/**
 * What a subgraph that cannot answer would have said of the shared roots: exactly the stub, or exactly the null, of the assertion.
 * Everything it owns is null with an error of its own, so that the client sees which parts are unknown, and the rest goes on.
 */
export function answerForAway(
  document: DocumentNode,
  variables: Record<string, unknown>,
  assertion: Assertion,
  failure: GraphError,
): FetchAnswer {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const errors: FetchError[] = [];

  const argument = (node: FieldNode | DirectiveNode, name: string): unknown => {
    const value = node.arguments?.find((given) => given.name.value === name)?.value;
    return value && valueFromASTUntyped(value, variables);
  };
  const isAsked = (node: SelectionNode): boolean =>
    (node.directives ?? []).every((directive) => {
      const condition = argument(directive, 'if');
      return directive.name.value === 'skip'
        ? condition !== true
        : directive.name.value !== 'include' || condition !== false;
    });
  function* fieldsOf(set: SelectionSetNode | undefined): Generator<FieldNode> {
    for (const selection of (set?.selections ?? []).filter(isAsked)) {
      if (selection.kind === Kind.FIELD) yield selection;
      else if (selection.kind === Kind.INLINE_FRAGMENT) yield* fieldsOf(selection.selectionSet);
      else yield* fieldsOf(fragments.get(selection.name.value)?.selectionSet);
    }
  }

  type Resolve = (field: FieldNode, path: readonly (string | number)[]) => unknown;
  const unknown: Resolve = (_field, path) => {
    errors.push({ message: failure.message, path, extensions: { ...failure.extensions } });
    return null;
  };
  /** An object of which only the named fields are known. */
  const object = (
    set: SelectionSetNode | undefined,
    path: readonly (string | number)[],
    known: ReadonlyMap<string, Resolve>,
  ): Record<string, unknown> => {
    const result = Object.create(null) as Record<string, unknown>;
    for (const field of fieldsOf(set)) {
      const key = field.alias?.value ?? field.name.value;
      const name = field.name.value;
      if (key in result) continue;
      result[key] = (known.get(name) ?? unknown)(field, [...path, key]);
    }
    return result;
  };

  /** Shared as well: null here would take along what the others found, and an object what they refused. */
  const searchOf: Resolve = (field, path) => {
    try {
      searchText(String(argument(field, 'text')));
      pageSize(Number(argument(field, 'first') ?? 1));
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      errors.push({ message: error.message, path, extensions: { ...error.extensions } });
      return null;
    }
    return object(field.selectionSet, path, new Map<string, Resolve>([['__typename', () => 'AccountSearch']]));
  };

  const account =
    (access: { readonly id: string } | null): Resolve =>
    (field, path) =>
      access &&
      object(
        field.selectionSet,
        path,
        new Map<string, Resolve>([
          ['__typename', () => 'Account'],
          ['id', () => access.id],
          ['links', () => null],
          ['search', searchOf],
        ]),
      );

  const roots: Readonly<Record<string, Resolve>> = {
    account: (field, path) => account(accountOf(assertion, String(argument(field, 'id'))))(field, path),
    viewer: (field, path) =>
      assertion.principal.kind === 'ANONYMOUS'
        ? null
        : object(
            field.selectionSet,
            path,
            new Map<string, Resolve>([
              ['__typename', () => 'Viewer'],
              ['account', account(viewerAccountOf(assertion))],
            ]),
          ),
    _entities: (field, path) => {
      const representations = argument(field, 'representations');
      return (Array.isArray(representations) ? (representations as { __typename: string }[]) : []).map(
        ({ __typename }, index) =>
          object(
            field.selectionSet,
            [...path, index],
            new Map<string, Resolve>([
              ['__typename', () => __typename],
              ...(__typename === 'Account' ? [['search', searchOf] as const] : []),
            ]),
          ),
      );
    },
  };

  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return { data: object(operation?.selectionSet, [], new Map(Object.entries(roots))), errors };
}
