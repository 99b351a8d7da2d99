import { accountOf } from './account-reference.ts';
import type { Assertion } from '@customer-graph/protocol/principal';
import type { Caller } from '@customer-graph/authorization/shield';

/** The caller for the shield, from the assertion alone. A parent value of an account carries the caller's scopes in it. */
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
