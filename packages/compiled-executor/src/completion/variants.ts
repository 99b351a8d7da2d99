import type { Operation } from '@apollo/federation-internals';
import { LRUCache } from 'lru-cache';
import type { ConditionValues } from '../conditions.ts';
import { NotCovered, type UncoveredReason } from '../not-covered.ts';
import { compileCompletion, type CompiledCompletion } from './compile.ts';

/** The code for each combination of values of `@skip` and `@include`, generated when it is first needed. */
export type Variants = (conditions: ConditionValues) => CompiledCompletion | UncoveredReason;

/** Combinations for which an operation keeps its code. */
export const maxVariants = 16;

export function createVariants(operationOf: () => Operation): Variants {
  const variants = new LRUCache<string, CompiledCompletion | UncoveredReason>({ max: maxVariants });
  return ({ key, values }) => {
    const known = variants.get(key);
    if (known) return known;
    const variant = compileVariant(operationOf(), values);
    variants.set(key, variant);
    return variant;
  };
}

function compileVariant(operation: Operation, values: ConditionValues['values']) {
  try {
    return compileCompletion(operation, values);
  } catch (error) {
    if (error instanceof NotCovered) return error.reason;
    throw error;
  }
}
