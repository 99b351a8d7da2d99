import { accountOf } from '../account-reference.ts';
import type { Assertion } from '../principal.ts';
import type { Caller } from './shield.ts';

/** Who is asking, as a subgraph knows it: from the assertion alone. Parents that stand for an account carry what the caller may do in it. */
export const assertionCaller: Caller<{ readonly assertion: Assertion }> = {
  isAuthenticated: ({ assertion }) => assertion.principal.kind !== 'ANONYMOUS',
  scopesAt: (parent, { assertion }) => scopesWithin(parent) ?? assertion.scopes,
  scopesFor: async (accountId, { assertion }) =>
    accountId === null ? assertion.scopes : (accountOf(assertion, accountId)?.scopes ?? null),
};

function scopesWithin(parent: unknown): readonly string[] | undefined {
  if (typeof parent !== 'object' || parent === null || !('scopes' in parent)) return undefined;
  return Array.isArray(parent.scopes) ? parent.scopes : undefined;
}
