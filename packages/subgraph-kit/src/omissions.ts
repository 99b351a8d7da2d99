import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
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

/** Removes the elements from their lists. Returns one error for each. */
export function removeOmitted(data: unknown, omissions: readonly Omission[]): GraphQLError[] {
  const missing = omissions.filter(({ element }) => element === null);
  const present = new Map(
    omissions.flatMap(({ element, error }) => (element ? [[element.join(), { element, error }]] : [])),
  );
  // From the end, so that indexes before stay valid.
  const ordered = [...present.values()].sort((a, b) => Number(b.element.at(-1)) - Number(a.element.at(-1)));
  for (const { element } of ordered) {
    const list = element
      .slice(0, -1)
      .reduce((value, key) => (value as Readonly<Record<string | number, unknown>> | null | undefined)?.[key], data);
    if (Array.isArray(list)) list.splice(Number(element.at(-1)), 1);
  }
  return [...missing, ...present.values()].map(({ error }) => error);
}
