import { assert } from '@apollo/federation-internals';
import type { ResponsePath } from '../compiled-operation.ts';

/** Stands in a path of a plan for every element of a list. */
export const everyElement = '@';

/** The values at a path, as @apollo/gateway finds them: lists on the way become one list. Throws where a list is missing or unexpected. */
export function valuesAt(value: unknown, path: ResponsePath, index = 0): unknown {
  const element = path[index];
  if (element === undefined || value === undefined || value === null) return value;
  if (element === everyElement) {
    // A value that is no list fails here as it does in @apollo/gateway.
    return (value as unknown[]).flatMap((item) => valuesAt(item, path, index + 1));
  }
  assert(!Array.isArray(value), () => `Unexpected array in result for path element ${element}`);
  const inner = Object.hasOwn(value, element) ? (value as Record<string, unknown>)[element] : undefined;
  return valuesAt(inner, path, index + 1);
}
