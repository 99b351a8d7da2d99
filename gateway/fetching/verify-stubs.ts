import type { DocumentNode, FieldNode, SelectionSetNode } from 'graphql';
import { GraphError } from '@customer-graph/protocol/errors';
import type { Assertion } from '@customer-graph/protocol/principal';
import { accountOf, viewerAccountOf } from '@customer-graph/subgraph-kit/account-reference';
import { fetchedKey, readSelection } from './selection.ts';

type Data = Readonly<Record<string, unknown>>;
type Path = readonly string[];

/** The parts of a subgraph's answer that are compared with the assertion. */
export interface VerifiedAnswer {
  readonly data: Data;
  readonly errors: readonly { readonly path: readonly unknown[] }[];
}

const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Compares a subgraph's answer at the shared roots with the assertion, and returns it without fields that were not requested.
 * All subgraphs answer these roots and the gateway merges their answers: a foreign id, a null or an extra field would mix or
 * erase accounts.
 *
 * @throws GraphError UPSTREAM_INVALID_RESPONSE where the answer differs from the assertion
 */
export function verifyStubs(
  document: DocumentNode,
  variables: Record<string, unknown>,
  assertion: Assertion,
  { data, errors }: VerifiedAnswer,
): Data {
  const { root, fieldsOf, argument } = readSelection(document, variables);
  const differs = (part: string): never => {
    throw new GraphError('UPSTREAM_INVALID_RESPONSE', { cause: new Error(`${part} differs from the assertion`) });
  };
  /** A field that may not be null removes its parent when it fails: then an error below explains the null. */
  const isExplained = (path: Path): boolean =>
    errors.some((error) => path.every((key, index) => error.path[index] === key));

  /** The requested fields of an object, each verified. */
  function requested(
    set: SelectionSetNode | undefined,
    value: Data,
    path: Path,
    verify: (field: FieldNode, value: unknown, path: Path) => unknown,
  ): Data {
    const result: Record<string, unknown> = {};
    for (const field of fieldsOf(set)) {
      const key = fetchedKey(field);
      if (Object.hasOwn(value, key)) result[key] = verify(field, value[key], [...path, key]);
    }
    return result;
  }

  function account(field: FieldNode, expected: { readonly id: string } | null, value: unknown, path: Path): unknown {
    if (value === null && (expected === null || isExplained(path))) return null;
    if (expected === null || !isObject(value)) return differs('account');
    const stub: Data = { __typename: 'Account', id: expected.id, links: null };
    return requested(field.selectionSet, value, path, (child, inner) => {
      const { value: name } = child.name;
      if (Object.hasOwn(stub, name) && inner !== stub[name]) differs(`account.${name}`);
      return inner;
    });
  }

  function viewer(field: FieldNode, value: unknown, path: Path): unknown {
    const isAnonymous = assertion.principal.kind === 'ANONYMOUS';
    if (value === null && (isAnonymous || isExplained(path))) return null;
    if (isAnonymous || !isObject(value)) return differs('viewer');
    return requested(field.selectionSet, value, path, (child, inner, innerPath) =>
      child.name.value === 'account' ? account(child, viewerAccountOf(assertion), inner, innerPath) : inner,
    );
  }

  function entities(field: FieldNode, value: unknown, path: Path): unknown {
    const representations = argument(field, 'representations');
    const expected = Array.isArray(representations) ? representations.length : 0;
    if (!Array.isArray(value) || value.length !== expected) return differs('number of entities');
    return value.map((entity: unknown) =>
      isObject(entity) ? requested(field.selectionSet, entity, path, (_child, inner) => inner) : null,
    );
  }

  return requested(root, data, [], (field, value, path) => {
    switch (field.name.value) {
      case 'account':
        return account(field, accountOf(assertion, String(argument(field, 'id'))), value, path);
      case 'viewer':
        return viewer(field, value, path);
      case '_entities':
        return entities(field, value, path);
      default:
        return value;
    }
  });
}
