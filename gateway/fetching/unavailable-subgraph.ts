import type { DocumentNode, FieldNode, SelectionSetNode } from 'graphql';
import { GraphError } from '@customer-graph/protocol/errors';
import type { Assertion } from '@customer-graph/protocol/principal';
import { accountOf, viewerAccountOf } from '@customer-graph/subgraph-kit/account-reference';
import { pageSize } from '@customer-graph/subgraph-kit/connections';
import { searchText } from '@customer-graph/subgraph-kit/search';
import { fetchedKey, readSelection } from './selection.ts';

export interface FetchError {
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly extensions: Record<string, unknown>;
}

export interface FetchAnswer {
  readonly data: Record<string, unknown>;
  readonly errors: readonly FetchError[];
}

type Path = readonly (string | number)[];
type Resolve = (field: FieldNode, path: Path) => unknown;
type Resolvers = ReadonlyMap<string, Resolve>;

/**
 * The answer in place of an unavailable subgraph: shared roots as the assertion says, null and an error for every field
 * that the subgraph owns. So the client sees which parts are unknown, and the other subgraphs' parts stay.
 */
export function answerForUnavailable(
  document: DocumentNode,
  variables: Record<string, unknown>,
  assertion: Assertion,
  failure: GraphError,
): FetchAnswer {
  const { root, fieldsOf, argument } = readSelection(document, variables);
  const errors: FetchError[] = [];

  const unknown: Resolve = (_field, path) => {
    errors.push({ message: failure.message, path, extensions: { ...failure.extensions } });
    return null;
  };

  /** An object of which only the named fields are known. */
  const object = (set: SelectionSetNode | undefined, path: Path, known: Resolvers): Record<string, unknown> => {
    const result = Object.create(null) as Record<string, unknown>;
    for (const field of fieldsOf(set)) {
      const key = fetchedKey(field);
      if (key in result) continue;
      result[key] = (known.get(field.name.value) ?? unknown)(field, [...path, key]);
    }
    return result;
  };

  /** Shared by all subgraphs too: null here would erase the results of the others. */
  const search: Resolve = (field, path) => {
    try {
      searchText(String(argument(field, 'text')));
      pageSize(Number(argument(field, 'first') ?? 1));
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      errors.push({ message: error.message, path, extensions: { ...error.extensions } });
      return null;
    }
    return object(field.selectionSet, path, new Map([['__typename', () => 'AccountSearch']]));
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
          ['search', search],
        ]),
      );

  const viewer: Resolve = (field, path) =>
    assertion.principal.kind === 'ANONYMOUS'
      ? null
      : object(
          field.selectionSet,
          path,
          new Map<string, Resolve>([
            ['__typename', () => 'Viewer'],
            ['account', account(viewerAccountOf(assertion))],
          ]),
        );

  const entities: Resolve = (field, path) => {
    const representations = argument(field, 'representations');
    return (Array.isArray(representations) ? (representations as { __typename: string }[]) : []).map(
      ({ __typename }, index) =>
        object(
          field.selectionSet,
          [...path, index],
          new Map<string, Resolve>([
            ['__typename', () => __typename],
            ...(__typename === 'Account' ? [['search', search] as const] : []),
          ]),
        ),
    );
  };

  const roots: Resolvers = new Map<string, Resolve>([
    ['account', (field, path) => account(accountOf(assertion, String(argument(field, 'id'))))(field, path)],
    ['viewer', viewer],
    ['_entities', entities],
  ]);
  return { data: object(root, [], roots), errors };
}
