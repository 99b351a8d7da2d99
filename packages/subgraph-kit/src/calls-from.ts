import { createAssertionVerifier } from '@customer-graph/protocol/assertion';
import type { VerificationKey } from '@customer-graph/protocol/keys';
import { commandAudience, type SubgraphRequest } from '@customer-graph/protocol/messages';
import type { Assertion } from '@customer-graph/protocol/principal';
import type { CallHandler, CallHandlers } from './handlers.ts';

/** Calls of one group of callers, and the public keys of those callers. */
export interface CallsFrom<Loaders> {
  readonly keys: readonly VerificationKey[];
  readonly handlers: CallHandlers<Loaders>;
}

/** A verified call. */
export interface AcceptedCall<Loaders> {
  readonly assertion: Assertion;
  readonly handler: CallHandler<Loaders>;
}

/** Returns a function that finds a call by name and verifies the signature of a permitted caller. It returns null to refuse. */
export function createCallVerifier<Loaders>(subgraph: string, groups: readonly CallsFrom<Loaders>[]) {
  const verified = groups.map(({ keys, handlers }) => ({ handlers, verifiers: keys.map(createAssertionVerifier) }));

  return async (name: string, { body, assertion: token }: SubgraphRequest): Promise<AcceptedCall<Loaders> | null> => {
    for (const { handlers, verifiers } of verified) {
      const handler = handlers.get(name);
      if (!handler) continue;
      for (const verifier of verifiers) {
        const assertion = verifier.verify(token, commandAudience(subgraph, name), body);
        if (assertion) return { assertion, handler };
      }
    }
    return null;
  };
}
