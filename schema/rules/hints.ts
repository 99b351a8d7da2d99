/** Composition goes on after these, and drops something on the way: an input's field, or one of two contradicting arguments. */
const refused: ReadonlySet<string> = new Set([
  'INCONSISTENT_INPUT_OBJECT_FIELD',
  'MERGED_NON_REPEATABLE_DIRECTIVE_ARGUMENTS',
]);

export const refusedHints = (hints: readonly { readonly code: string; readonly message: string }[]): string[] =>
  hints.filter(({ code }) => refused.has(code)).map(({ code, message }) => `${code}: ${message}`);
