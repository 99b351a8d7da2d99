import {
  getNamedType,
  getVariableValues,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import type { SubgraphAnswer } from '@customer-graph/compiled-executor/compiled-operation';
import { drawFrom, type Draw } from './random.ts';

/** Shares of values that are not as a subgraph should answer them. */
export interface Faults {
  /** Nulls at nullable fields, without an error. */
  readonly nulls: number;
  /** Nulls with an error, also at non-null fields, where they propagate. */
  readonly errors: number;
  /** Nulls at non-null fields, missing fields, values of wrong types, unknown type names. */
  readonly wrong: number;
  /** Whole answers: a rejected fetch, no data, errors without a path, a wrong number of entities. */
  readonly failures: number;
}

type Path = readonly (string | number)[];

const wrongValues: readonly unknown[] = [
  null, 'text', 12, -0.5, true, [], [[1]], {}, '', 0, false, { a: 1 }, [null], 1e30, 1e21, 1e20, 4_000_000_000,
  // As JSON.parse creates it.
  JSON.parse('{"__proto__":{"polluted":true},"constructor":1}'),
  { __typename: 'Nonsense' }, { __typename: 12 }, { __typename: null }, { __typename: 'User', id: '1' },
]; // prettier-ignore

/** What a subgraph answers to an operation: random, and the same for the same seed. May throw in place of an answer. */
export function cannedAnswer(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown>,
  { nulls, errors: failing, wrong, failures }: Faults,
  seed: number,
  listLength?: number,
): SubgraphAnswer {
  const draw = drawFrom(seed);
  const errors: { message: string; path?: Path; extensions?: Record<string, unknown> }[] = [];
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const rootType = operation && schema.getRootType(operation.operation);
  if (!rootType) throw new Error('the subgraph has no such root');
  if (draw.chance(failures)) return failure(draw);

  const values = getVariableValues(schema, operation.variableDefinitions ?? [], variables).coerced ?? variables;
  const data = object(rootType, collectFields(schema, {}, values, rootType, operation.selectionSet), []);
  if (draw.chance(failures)) errors.push({ message: 'no path', extensions: { code: 'INTERNAL' } });
  return JSON.parse(JSON.stringify({ data, ...(errors.length > 0 && { errors }) })) as SubgraphAnswer;

  function object(type: GraphQLObjectType, collected: ReadonlyMap<string, readonly FieldNode[]>, path: Path) {
    const result = {};
    for (const [key, fields] of collected) {
      if (draw.chance(wrong)) {
        if (draw.chance(0.5)) set(result, key, draw.pick(wrongValues));
        continue;
      }
      const value = valueOf(type, fields, [...path, key]);
      if (value === failed) return null;
      set(result, key, value);
    }
    return result;
  }

  function child(type: GraphQLObjectType, fields: readonly FieldNode[], path: Path) {
    return object(type, collectSubfields(schema, {}, values, type, fields), path);
  }

  function valueOf(parent: GraphQLObjectType, fields: readonly FieldNode[], path: Path): unknown {
    const name = fields[0]?.name.value ?? '';
    if (name === '__typename') return parent.name;
    if (name === '_entities') return entities(fields, path);
    const type = parent.getFields()[name]?.type;
    if (!type) throw new Error(`${parent.name} has no field ${name}`);
    return complete(type, fields, path);
  }

  function entities(fields: readonly FieldNode[], path: Path): unknown {
    const representations = variables.representations as { __typename: string; id?: unknown }[];
    const list = representations.map(({ __typename }, index) => {
      if (draw.chance(nulls)) return null;
      if (draw.chance(failing)) return fail([...path, index], true);
      const type = schema.getType(__typename);
      return isObjectType(type) ? child(type, fields, [...path, index]) : null;
    });
    return draw.chance(failures) ? list.slice(1) : list;
  }

  function complete(type: GraphQLOutputType, fields: readonly FieldNode[], path: Path): unknown {
    const name = fields[0]?.name.value ?? '';
    if (isNonNullType(type)) {
      const value = complete(type.ofType, fields, path);
      return value === null ? failed : value;
    }
    if (draw.chance(failing)) return fail(path, false);
    if (draw.chance(nulls) && !isKey(name)) return null;
    if (isListType(type)) {
      // Several subgraphs answer some root lists: of the same length, they are merged by element.
      const length = listLength ?? draw.pick(path.length === 1 ? [2, 2, 2, 2, 3, 0] : [0, 1, 2, 2, 3]);
      const list = Array.from({ length }, (_, index) => complete(type.ofType, fields, [...path, index]));
      return list.includes(failed) ? null : list;
    }
    if (isLeafType(type)) return leaf(type, name);
    const runtime = isAbstractType(type) ? draw.pick(schema.getPossibleTypes(type)) : type;
    return isObjectType(runtime) ? child(runtime, fields, path) : null;
  }

  function fail(path: Path, isEntity: boolean): null {
    const code = draw.pick([undefined, 'UPSTREAM_UNAVAILABLE', 'INVALID_GRAPHQL', 'DOWNSTREAM_SERVICE_ERROR']);
    errors.push({
      message: draw.pick(['failed', isEntity ? 'no entity' : 'no value', '']),
      path,
      ...(code && { extensions: { code, retryable: true } }),
    });
    return null;
  }

  function leaf(type: GraphQLOutputType, name: string): unknown {
    if (isEnumType(type)) return draw.pick(type.getValues()).name;
    // Few ids, so that several positions of the answer have the same entity.
    switch (getNamedType(type).name) {
      case 'ID':
        return draw.pick(['1', '2', 3, '1', '2', 12_345_678_901]);
      case 'Int':
        return draw.pick([draw.below(100) - 10, -0, 3_000_000_000]);
      case 'Float':
        return draw.pick([1.5, 2, -0, 1e21]);
      case 'Boolean':
        return draw.chance(0.5);
      case 'String':
        return isKey(name) ? draw.pick(['a', 'b']) : draw.pick(['text', 'é\u2028"', '']);
      default:
        return draw.pick<unknown>(wrongValues.slice(1));
    }
  }
}

const failed = Symbol('null at a non-null field');
const isKey = (name: string): boolean => ['id', 'upc', 'code', 'email'].includes(name);

/** Also for `__proto__`, which an assignment would not set. */
const set = (target: object, key: string, value: unknown): void =>
  void Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });

function failure(draw: Draw): SubgraphAnswer {
  const kind = draw.below(6);
  if (kind === 0) throw new Error('connection refused');
  if (kind === 1) return { data: null };
  if (kind === 2) return { data: null, errors: [{ message: 'everything failed' }] };
  if (kind === 3) return { errors: [{ message: 'no data', extensions: { code: 'UPSTREAM_TIMEOUT' } }] };
  if (kind === 4) return { data: {} };
  return { data: { _entities: 'none', __typename: 'Query' } };
}
