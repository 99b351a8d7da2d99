import { createHash } from 'node:crypto';
import type { Principal } from '@customer-graph/protocol/principal';

/** The scope of a key: the same key in another scope is another key. */
export interface KeyScope {
  /** The mutation's name. */
  readonly mutation: string;
  readonly principal: Principal;
  /** The account; null for a change to the caller's own data. */
  readonly tenant: string | null;
}

const hashOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/** Sorts the fields of objects, so that their order does not change the hash. Null and a missing field stay different. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}

const subjectOf = (principal: Principal): string => (principal.kind === 'ANONYMOUS' ? '' : principal.subject);

/** The id of a key within its scope. */
export const keyIdOf = (key: string, { mutation, principal, tenant }: KeyScope): string =>
  hashOf(tenant, principal.kind, subjectOf(principal), mutation, key);

/** The id under which a caller's records are counted. */
export const principalIdOf = ({ principal }: KeyScope): string => hashOf(principal.kind, subjectOf(principal));

/** The hash of an input, different for each key: equal inputs of two callers are not recognizable. */
export const inputHashOf = (keyId: string, input: object): string => hashOf(keyId, sorted(input));
