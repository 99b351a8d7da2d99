import { randomUUID } from 'node:crypto';
import type { AccountAccess, Assertion } from './principal.ts';

/**
 * Returns the assertion of a call without a caller: no scopes, and only the links of the given accounts.
 *
 * @param deadline milliseconds since the epoch
 */
export function systemAssertion(deadline: number, accounts: Readonly<Record<string, AccountAccess>> = {}): Assertion {
  const requestId = randomUUID();
  return {
    principal: { kind: 'ANONYMOUS' },
    scopes: [],
    viewerAccountId: null,
    accounts,
    requestId,
    traceId: requestId,
    deadline,
  };
}
