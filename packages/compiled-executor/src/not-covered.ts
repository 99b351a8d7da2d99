/** Reasons for which @apollo/gateway executes an operation itself. */
export const uncoveredReasons = {
  INVALID_OPERATION: 'the operation is not valid for the schema',
  INTROSPECTION: 'the operation uses introspection',
  UNSUPPORTED_PLAN: 'the plan has a kind of node that is not compiled',
  UNSUPPORTED_NAME: 'a name is no GraphQL name',
  OVERLAPPING_FIELDS: 'two fields with the same response name have different shapes',
  TOO_MANY_CONDITIONS: 'too many variables decide about fields',
  CONDITION_VALUE: 'a variable of @skip or @include has no boolean value',
  TOO_LARGE: 'the generated code is too large',
  NO_CODE_GENERATION: 'the process does not permit generated code',
} as const;

export type UncoveredReason = keyof typeof uncoveredReasons;

/** Thrown while an operation is compiled. */
export class NotCovered extends Error {
  override readonly name = 'NotCovered';
  readonly reason: UncoveredReason;
  constructor(reason: UncoveredReason) {
    super(uncoveredReasons[reason]);
    this.reason = reason;
  }
}
