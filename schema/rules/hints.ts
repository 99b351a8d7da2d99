/** Hints for which composition drops a part of the schema: an input field, or one of two contradicting arguments. */
const refused: ReadonlySet<string> = new Set([
  'INCONSISTENT_INPUT_OBJECT_FIELD',
  'INCONSISTENT_NON_REPEATABLE_DIRECTIVE_ARGUMENTS',
  'MERGED_NON_REPEATABLE_DIRECTIVE_ARGUMENTS',
]);

/** Returns a problem for each such hint. */
export const refusedHints = (hints: readonly { readonly code: string; readonly message: string }[]): string[] =>
  hints.filter(({ code }) => refused.has(code)).map(({ code, message }) => `${code}: ${message}`);
