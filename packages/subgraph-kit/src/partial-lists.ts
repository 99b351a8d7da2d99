import {
  execute,
  getNamedType,
  GraphQLError,
  GraphQLList,
  GraphQLNonNull,
  isListType,
  isNonNullType,
  isObjectType,
  type ExecutionArgs,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** A GraphQL request that was executed. */
export type Execution = Pick<ExecutionArgs, 'document' | 'variableValues' | 'operationName' | 'contextValue'>;

/** The response without the elements that cannot be used, and the errors that say so. */
export interface PartialLists {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphQLError[];
}

type Path = readonly (string | number)[];

/**
 * Lets lists have null in place of an element, so that an unusable value costs its own element and not the whole list:
 * `[X!]` becomes `[X]`, and `node` of an edge may be null.
 *
 * @param schema is changed in place
 */
export function relaxLists(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()))
      field.type = isNodeOfEdge(type, field.name) ? nullable(field.type) : withNullableElements(field.type);
  }
  return schema;
}

const isNodeOfEdge = ({ name }: GraphQLObjectType, field: string): boolean => name.endsWith('Edge') && field === 'node';

const nullable = (type: GraphQLOutputType): GraphQLOutputType => (isNonNullType(type) ? type.ofType : type);

function withNullableElements(type: GraphQLOutputType): GraphQLOutputType {
  if (isNonNullType(type))
    return new GraphQLNonNull(withNullableElements(type.ofType) as GraphQLList<GraphQLOutputType>);
  return isListType(type) && isObjectType(getNamedType(type)) ? new GraphQLList(nullable(type.ofType)) : type;
}

/** An error of a response, formatted or not. */
interface Failure {
  readonly path?: Path | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

const isUnusable = ({ extensions }: Failure): boolean => extensions?.code === 'UPSTREAM_INVALID_RESPONSE';
const isWithin = (path: Path, element: Path): boolean => element.every((key, index) => path[index] === key);
/** The representations of entities keep their places: `_entities` is no list of the subgraph's own. */
const firstKeyWithin = (path: Path): number => (path[0] === '_entities' ? 2 : 0);

/** Whether an unusable value within a list element took the list or more along. */
export const losesList = (data: unknown, errors: readonly Failure[]): boolean =>
  errors.some((error) => {
    if (!isUnusable(error) || !error.path) return false;
    const { path } = error;
    const depth = depthOfNull(data, path);
    return path.some((key, index) => typeof key === 'number' && index >= Math.max(depth, firstKeyWithin(path)));
  });

/** The number of keys of the path after which the data is null. */
function depthOfNull(data: unknown, path: Path): number {
  let value = data;
  for (const [index, key] of path.entries()) {
    if (value === null || value === undefined) return index;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  return path.length;
}

/**
 * Executes a query again with lists that may have null elements, and leaves those elements out. What loaders hold is not read
 * again, pages of lists are. Null: an element is null for another reason than an unusable value, so the whole list is unknown.
 *
 * @param relaxed the schema of `relaxLists`
 */
export async function withoutUnusableElements(
  relaxed: GraphQLSchema,
  execution: Execution,
): Promise<PartialLists | null> {
  const { data = null, errors = [] } = await execute({ ...execution, schema: relaxed });
  const elements = nullElements(data, []);
  let remaining: readonly GraphQLError[] = errors;
  // From the end, so that indexes before stay valid.
  for (const element of elements.toReversed()) {
    const reasons = remaining.filter(({ path }) => path && isWithin(path, element));
    const [reason] = reasons;
    if (!reason || !reasons.every(isUnusable)) return null;
    const list = element.slice(0, -1);
    (valueAt(data, list) as unknown[]).splice(Number(element.at(-1)), 1);
    const others = remaining.filter((error) => !reasons.includes(error));
    remaining = [
      ...others.map((error) => withPath(error, pathWithout(error.path ?? [], element))),
      withPath(reason, list),
    ];
  }
  return { data, errors: remaining };
}

/** The paths of list elements that are null, or are edges with a node that is null, in the order of the data. */
function nullElements(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!Array.isArray(value))
    return Object.entries(value).flatMap(([key, inner]) => nullElements(inner, [...path, key]));
  const areEntities = path[0] === '_entities' && path.length === 1;
  return (value as unknown[]).flatMap((element, index) => {
    const own = [...path, index];
    const isLost = element === null || (isEdge(element) && element.node === null);
    return isLost && !areEntities ? [own] : nullElements(element, own);
  });
}

const isEdge = (value: unknown): value is { readonly node: unknown } =>
  typeof value === 'object' && value !== null && 'node' in value;

const valueAt = (data: unknown, path: Path): unknown =>
  path.reduce((value, key) => (value as Readonly<Record<string | number, unknown>>)[key], data);

/** The path after the element was removed. */
function pathWithout(path: Path, element: Path): Path {
  const place = element.length - 1;
  const isLater = isWithin(path, element.slice(0, -1)) && Number(path[place]) > Number(element[place]);
  return isLater ? path.with(place, Number(path[place]) - 1) : path;
}

const withPath = ({ message, originalError, extensions }: GraphQLError, path: Path): GraphQLError =>
  new GraphQLError(message, { path, originalError: originalError ?? null, extensions });
