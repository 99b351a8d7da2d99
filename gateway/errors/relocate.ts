import { GraphQLError, Kind, type FieldNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { fieldsBelow } from '../authorization/coordinates.ts';
import { responseKey } from '../authorization/inline.ts';
import type { Dependents } from './dependents.ts';

type Path = readonly (string | number)[];

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

/** An operation with its fragments inlined, its data, and the requirements between the fields of its API. */
export interface Answered {
  readonly operation: OperationDefinitionNode;
  readonly coordinates: ReadonlyMap<FieldNode, string>;
  readonly dependents: Dependents;
  readonly data: unknown;
}

/**
 * The requested fields that require a field which was not requested, as response keys.
 *
 * @param path the parent's path
 */
function dependentsAt(path: Path, required: string, { operation, coordinates, dependents }: Answered): string[] {
  const fields = fieldsBelow(operation, path).filter((field) => {
    const coordinate = coordinates.get(field) ?? '';
    const [type = ''] = coordinate.split('.');
    return dependents.get(`${type}.${required}`)?.has(coordinate);
  });
  return [...new Set(fields.map(responseKey))];
}

const valueAt = (data: unknown, path: Path): unknown =>
  path.reduce((parent, key) => (parent as Readonly<Record<string | number, unknown>> | null | undefined)?.[key], data);

/** Where a field that requires unknown ones is unknown itself: the field if it is null, else its parts that are null. */
function unknownPartsAt(path: Path, { operation, data }: Answered): Path[] {
  const isNull = (at: Path): boolean => (valueAt(data, at) ?? null) === null;
  if (isNull(path)) return [path];
  return fieldsBelow(operation, path)
    .map((field) => [...path, responseKey(field)])
    .filter(isNull);
}

/** The requested paths of an error. A query plan also fetches fields that the client did not request. */
function requestedPathsOf(errorPath: Path, requested: RequestedFields, answered: Answered): Path[] {
  const path: (string | number)[] = [];
  let fields: RequestedFields | undefined = requested;
  for (const element of errorPath) {
    if (typeof element === 'string') {
      fields = fields[element];
      if (!fields) {
        const keys = dependentsAt(path, element, answered);
        if (keys.length === 0) break;
        return keys.flatMap((key) => unknownPartsAt([...path, key], answered));
      }
    }
    path.push(element);
  }
  return [path];
}

/**
 * Moves each error to a requested path. The error of a field that was fetched only because a requested field requires it
 * moves to that field if it is null, else to its parts that are null; if there are none, nothing requested is unknown, and
 * the error is dropped. Other errors move to the nearest requested ancestor. Of
 * several errors with the same path and code, one is kept.
 */
export function relocateErrors(errors: readonly GraphQLError[], answered: Answered): GraphQLError[] {
  const requested = requestedBy(answered.operation.selectionSet);
  const relocated = new Map<string, GraphQLError>();
  for (const { path: errorPath = [], message, extensions, originalError } of errors) {
    for (const path of requestedPathsOf(errorPath, requested, answered)) {
      const pathAndCode = JSON.stringify([path, extensions.code]);
      if (relocated.has(pathAndCode)) continue;
      const placed = { path, extensions, originalError: originalError ?? null };
      relocated.set(pathAndCode, new GraphQLError(message, placed));
    }
  }
  return [...relocated.values()];
}
