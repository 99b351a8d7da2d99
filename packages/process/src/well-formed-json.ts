/** An escape of a surrogate, alone or of a pair. */
const surrogate = /\\u[dD][89a-fA-F]/;

/**
 * Returns JSON whose texts are well-formed Unicode: each lone surrogate becomes U+FFFD. `JSON.stringify` writes one as an escape
 * that strict parsers (Rust, Swift, Python's databases) refuse together with the whole text.
 *
 * @param json as `JSON.stringify` writes it
 */
export const wellFormedJson = (json: string): string =>
  surrogate.test(json) ? JSON.stringify(wellFormed(JSON.parse(json))) : json;

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toWellFormed(), wellFormed(inner)]));
}
