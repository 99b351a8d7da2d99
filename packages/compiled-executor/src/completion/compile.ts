import type { Operation } from '@apollo/federation-internals';
import { evaluate } from '../code.ts';
import { NotCovered } from '../not-covered.ts';
import { generateCompletion } from './generate.ts';
import { leafScope } from './leaves.ts';

export interface CompletionState {
  /** A value was missing or invalid. */
  isIncomplete: boolean;
}

/** Returns the answer's data. Throws where the fetched data has an unusual shape. */
export type Complete = (
  fetched: Readonly<Record<string, unknown>>,
  state: CompletionState,
) => Record<string, unknown> | null;

export interface CompiledCompletion {
  readonly complete: Complete;
  /** Characters of the generated code. */
  readonly length: number;
}

/** Compiles the completion of an operation, for one combination of the values that decide about fields. */
export function compileCompletion(
  operation: Operation,
  conditions: Readonly<Record<string, boolean>>,
): CompiledCompletion {
  const type = operation.schema().schemaDefinition.rootType(operation.rootKind);
  if (!type) throw new NotCovered('INVALID_OPERATION');
  const { code, constants } = generateCompletion({ selectionSet: operation.selectionSet, type }, conditions);
  const complete = evaluate(code, {
    ...constants,
    ...leafScope,
    hasOwn: Object.hasOwn,
    isArray: Array.isArray,
    UNUSUAL: new Error('the fetched data has an unusual shape'),
  }) as Complete;
  return { complete, length: code.length };
}
