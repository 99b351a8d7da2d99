import { GraphQLError, type GraphQLFormattedError, type GraphQLResolveInfo } from 'graphql';
import { GraphError } from '@customer-graph/protocol/errors';

type Path = readonly (string | number)[];

/** An element that its list leaves out, and the error that says why. */
export interface Omission {
  /** Its path; null: it is not in the list. */
  readonly element: Path | null;
  readonly error: GraphQLError;
}

function pathOf({ path }: GraphQLResolveInfo): Path {
  const keys: (string | number)[] = [];
  for (let at: GraphQLResolveInfo['path'] | undefined = path; at; at = at.prev) keys.unshift(at.key);
  return keys;
}

const errorAt = (path: Path, error: GraphError): GraphQLError =>
  new GraphQLError(error.message, { path, originalError: error, extensions: error.extensions });

/** An element that a resolver of a list could not build. The error has the path of the list. */
export const missingElement = (info: GraphQLResolveInfo, error: GraphError): Omission => ({
  element: null,
  error: errorAt(pathOf(info), error),
});

/**
 * Leaves the list element around a field out of the response, instead of losing the whole list: the field cannot be null,
 * and neither can the elements. The error has the path of the list.
 */
function omissionOf(info: GraphQLResolveInfo, error: GraphError): Omission | null {
  const path = pathOf(info);
  const index = path.findLastIndex((key) => typeof key === 'number');
  if (index < 0) return null;
  return { element: path.slice(0, index + 1), error: errorAt(path.slice(0, index), error) };
}

/**
 * Returns the value of a field that cannot be null. If a system sent an unusable value, the list element with the field is
 * left out of the response, with an error; the placeholder never leaves the subgraph.
 *
 * @example
 * used: (meter, _arguments, context, info) => orOmitElement(() => usedIn(meter), 0, context, info),
 */
export async function orOmitElement<T>(
  read: () => T | Promise<T>,
  placeholder: T,
  { omissions }: { readonly omissions: Omission[] },
  info: GraphQLResolveInfo,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const isUnusable = error instanceof GraphError && error.code === 'UPSTREAM_INVALID_RESPONSE';
    const omission = isUnusable ? omissionOf(info, error) : null;
    if (omission === null) throw error;
    omissions.push(omission);
    return placeholder;
  }
}

const isWithin = (path: Path, element: Path): boolean => element.every((key, index) => path[index] === key);

/** The path after an element was removed. Null: it was within the element. */
function pathWithout(path: Path, element: Path): Path | null {
  if (isWithin(path, element)) return null;
  const place = element.length - 1;
  const [index, removed] = [path[place], element[place]];
  const isLater = isWithin(path, element.slice(0, -1)) && Number(index) > Number(removed);
  return isLater ? path.with(place, Number(index) - 1) : path;
}

/**
 * Removes the elements from their lists.
 *
 * @param errors those of the response
 * @returns all errors: the given ones at their new paths, without those of removed elements, and one for each element
 */
export function removeOmitted(
  data: unknown,
  errors: readonly GraphQLFormattedError[],
  omissions: readonly Omission[],
  format: (error: GraphQLError) => GraphQLFormattedError,
): GraphQLFormattedError[] {
  // Several fields of one element may be unusable.
  const known = new Map(omissions.map((omission, index) => [omission.element?.join() ?? `missing ${index}`, omission]));
  const elements = [...known.values()].flatMap(({ element }) => (element ? [element] : []));
  // From the end, so that indexes before stay valid.
  const ordered = elements.toSorted((a, b) => Number(b.at(-1)) - Number(a.at(-1)));
  let remaining = errors;
  for (const element of ordered) {
    const list = element
      .slice(0, -1)
      .reduce((value, key) => (value as Readonly<Record<string | number, unknown>> | null | undefined)?.[key], data);
    if (!Array.isArray(list)) continue;
    list.splice(Number(element.at(-1)), 1);
    remaining = remaining.flatMap((error) => {
      const path = error.path ? pathWithout(error.path, element) : undefined;
      return path === null ? [] : [{ ...error, ...(path && { path }) }];
    });
  }
  return [...remaining, ...[...known.values()].map(({ error }) => format(error))];
}
