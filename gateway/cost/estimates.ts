import { Kind, visit, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { estimateCalls } from './estimate.ts';
import type { CostModel } from './model.ts';

/** The API and its costs, both of one supergraph. */
interface CostRules {
  readonly api: GraphQLSchema;
  readonly costs: CostModel;
}

/** Estimates of one operation, by the values of the variables that decide about them. */
interface Estimates {
  readonly costs: CostModel;
  readonly variables: readonly string[];
  readonly byValues: LRUCache<string, number>;
}

/** Page sizes that are remembered for each operation. */
const maxRemembered = 100;

/** Returns `estimateCalls` with a memory: an estimate depends on the operation and its page sizes alone. */
export function createEstimates() {
  const known = new WeakMap<OperationDefinitionNode, Estimates>();

  return (
    operation: OperationDefinitionNode,
    values: Readonly<Record<string, unknown>>,
    { api, costs }: CostRules,
  ): number => {
    let estimates = known.get(operation);
    if (estimates?.costs !== costs) {
      estimates = { costs, variables: pageSizeVariables(operation), byValues: new LRUCache({ max: maxRemembered }) };
      known.set(operation, estimates);
    }
    const key = keyOf(estimates.variables, values);
    const remembered = key === null ? undefined : estimates.byValues.get(key);
    if (remembered !== undefined) return remembered;
    const estimate = estimateCalls(api, costs, operation, values);
    if (key !== null) estimates.byValues.set(key, estimate);
    return estimate;
  };
}

/** Variables that are the value of a `first` argument. */
function pageSizeVariables(operation: OperationDefinitionNode): string[] {
  const names = new Set<string>();
  visit(operation, {
    Argument({ name, value }) {
      if (name.value === 'first' && value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** Null for anything but numbers and nothing: a key must stay short. */
function keyOf(names: readonly string[], values: Readonly<Record<string, unknown>>): string | null {
  let key = '';
  for (const name of names) {
    const value = Object.hasOwn(values, name) ? (values[name] ?? null) : null;
    if (value !== null && typeof value !== 'number') return null;
    key += `${value} `;
  }
  return key;
}
