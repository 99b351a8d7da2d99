/** The place of a claim in a token. */
export interface ClaimPath {
  /** As configured, for messages. */
  readonly text: string;
  readonly names: readonly string[];
}

/**
 * Parses the place of a claim. A text that begins with "/" is a JSON Pointer (RFC 6901): `/realm_access/roles` is the member
 * `roles` of the claim `realm_access`. Any other text is the name of one claim, whatever it contains, because names of
 * claims contain dots, colons and slashes: `https://acme.example/roles`, `cognito:groups`.
 *
 * @returns null for a pointer with a "~" that is neither ~0 nor ~1
 * @example
 * readClaim({ realm_access: { roles: ['staff'] } }, parseClaimPath('/realm_access/roles')); // ['staff']
 */
export function parseClaimPath(text: string): ClaimPath | null {
  if (!text.startsWith('/')) return { text, names: [text] };
  if (/~(?![01])/.test(text)) return null;
  const names = text.slice(1).split('/');
  return { text, names: names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~')) };
}

/** The value at a path; undefined where a part of the path is missing. Inherited properties are no claims. */
export function readClaim(claims: unknown, { names }: ClaimPath): unknown {
  let value = claims;
  for (const name of names) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}
