import { OverlappingFieldsCanBeMergedRule, parse, validate } from 'graphql';
import { createComparison, type Comparison, type Outcome } from './compare.ts';
import { drawOperation } from './draw.ts';
import type { Faults } from './canned.ts';
import type { TestGraph } from './graph.ts';
import { drawFrom } from './random.ts';

/** An operation whose two results differ. */
export interface Difference extends Comparison {
  readonly seed: number;
  readonly query: string;
  readonly variables: object;
}

export interface DifferentialResult {
  /** Operations that were compared. */
  readonly operations: number;
  /** Runs by how the compiled executor came to its result. */
  readonly ways: ReadonlyMap<string, number>;
  readonly differences: readonly Difference[];
}

/** From answers as a subgraph should give them to anything. */
const levels: readonly Faults[] = [
  { nulls: 0, errors: 0, wrong: 0, failures: 0 },
  { nulls: 0.05, errors: 0, wrong: 0, failures: 0 },
  { nulls: 0.02, errors: 0.02, wrong: 0, failures: 0.05 },
  { nulls: 0.02, errors: 0.01, wrong: 0.01, failures: 0.02 },
  { nulls: 0.02, errors: 0, wrong: 0.05, failures: 0 },
];

/**
 * Draws operations, runs each with both executors against answers with and without faults, and compares data,
 * errors and requests.
 *
 * @param count operations. Invalid draws do not count.
 */
export async function compareDrawn(graph: TestGraph, count: number, seed: number): Promise<DifferentialResult> {
  const ways = new Map<string, number>();
  const differences: Difference[] = [];
  let operations = 0;
  for (let index = seed; operations < count; index += 1) {
    const draw = drawFrom(index);
    const { query, variables } = drawOperation(
      graph.api,
      draw,
      graph.api.getMutationType() !== undefined && draw.chance(0.15),
    );
    const document = parse(query, { noLocation: true });
    if (validate(graph.api, document, [OverlappingFieldsCanBeMergedRule], { maxErrors: 1 }).length > 0) continue;
    const plan = planOf(graph, document);
    if (!plan) continue;
    operations += 1;
    const compare = createComparison(graph, document, plan);
    for (const [level, faults] of levels.entries()) {
      const comparison = await compare(variables, faults, index * levels.length + level);
      const { stock, compiled, way } = comparison;
      ways.set(way, (ways.get(way) ?? 0) + 1);
      if (compiled && differ(stock, compiled)) differences.push({ ...comparison, seed: index, query, variables });
    }
  }
  return { operations, ways, differences };
}

/** After a rejection, further requests of the same parallel stage may follow, so they are not compared. */
const differ = (one: Outcome, other: Outcome): boolean =>
  one.result !== other.result || (!one.isRejected && one.requests.join() !== other.requests.join());

/** Null: @apollo/query-planner cannot plan it, so that neither executor runs it. */
function planOf(graph: TestGraph, document: Parameters<TestGraph['plan']>[0]) {
  try {
    return graph.plan(document);
  } catch {
    return null;
  }
}
