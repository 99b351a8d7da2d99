import { GraphQLError, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { responseKey } from '../authorization/inline.ts';

/** Response keys as a tree: what the client will find in its answer. */
interface Asked {
  readonly [key: string]: Asked;
}

function askedBy(
  set: SelectionSetNode | undefined,
  asked: Record<string, Asked> = Object.create(null) as Record<string, Asked>,
): Asked {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.INLINE_FRAGMENT) askedBy(selection.selectionSet, asked);
    if (selection.kind !== Kind.FIELD) continue;
    const key = responseKey(selection);
    asked[key] = askedBy(
      selection.selectionSet,
      Object.assign(Object.create(null), asked[key]) as Record<string, Asked>,
    );
  }
  return asked;
}

/**
 * Errors where the client can find them. What a plan fetched for its own ends, the client never asked for: an error there moves to the nearest
 * ancestor that it did ask for. Errors that then say the same of the same place are one.
 *
 * @param operation with its fragments inlined
 */
export function placeErrors(errors: readonly GraphQLError[], operation: OperationDefinitionNode): GraphQLError[] {
  const asked = askedBy(operation.selectionSet);
  const placed = new Map<string, GraphQLError>();
  for (const error of errors) {
    const path: (string | number)[] = [];
    let here: Asked | undefined = asked;
    for (const element of error.path ?? []) {
      if (typeof element === 'string') {
        here = here[element];
        if (!here) break;
      }
      path.push(element);
    }
    const same = JSON.stringify([path, error.extensions.code]);
    if (placed.has(same)) continue;
    const { message, extensions, originalError } = error;
    placed.set(same, new GraphQLError(message, { path, extensions, originalError: originalError ?? null }));
  }
  return [...placed.values()];
}
