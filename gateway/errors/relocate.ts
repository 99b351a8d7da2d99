import { GraphQLError, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { responseKey } from '../authorization/inline.ts';

/** The requested fields as a tree of response keys. */
interface RequestedFields {
  readonly [key: string]: RequestedFields;
}

function requestedBy(
  set: SelectionSetNode | undefined,
  requested: Record<string, RequestedFields> = Object.create(null) as Record<string, RequestedFields>,
): RequestedFields {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.INLINE_FRAGMENT) requestedBy(selection.selectionSet, requested);
    if (selection.kind !== Kind.FIELD) continue;
    const key = responseKey(selection);
    requested[key] = requestedBy(
      selection.selectionSet,
      Object.assign(Object.create(null), requested[key]) as Record<string, RequestedFields>,
    );
  }
  return requested;
}

/**
 * Moves each error to a requested path. A query plan also fetches fields that the client did not request: their errors move
 * to the nearest requested ancestor. Of several errors with the same path and code, one is kept.
 *
 * @param operation with its fragments inlined
 */
export function relocateErrors(errors: readonly GraphQLError[], operation: OperationDefinitionNode): GraphQLError[] {
  const requested = requestedBy(operation.selectionSet);
  const relocated = new Map<string, GraphQLError>();
  for (const error of errors) {
    const path: (string | number)[] = [];
    let fields: RequestedFields | undefined = requested;
    for (const element of error.path ?? []) {
      if (typeof element === 'string') {
        fields = fields[element];
        if (!fields) break;
      }
      path.push(element);
    }
    const pathAndCode = JSON.stringify([path, error.extensions.code]);
    if (relocated.has(pathAndCode)) continue;
    const { message, extensions, originalError } = error;
    relocated.set(pathAndCode, new GraphQLError(message, { path, extensions, originalError: originalError ?? null }));
  }
  return [...relocated.values()];
}
