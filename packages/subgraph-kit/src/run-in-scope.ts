import { vendorDeadline } from '@customer-graph/protocol/deadline';
import type { ResponseEffects } from '@customer-graph/protocol/messages';
import type { Assertion } from '@customer-graph/protocol/principal';
import { withUpstreamContext } from '@customer-graph/upstream/context';
import type { SubgraphContext } from './context.ts';
import type { RequestScopes } from './request-scope.ts';

/**
 * Runs a request in its scope. Returns the response with the number of vendor calls, changed memberships and follow-ups.
 *
 * @param left aborted once nobody waits for the response
 */
export async function runInScope<Loaders, Response extends object>(
  scopes: RequestScopes<Loaders>,
  assertion: Assertion,
  run: (context: SubgraphContext<Loaders>) => Promise<Response>,
  left?: AbortSignal,
): Promise<Response & ResponseEffects> {
  const scope = scopes.of(assertion.requestId);
  const count = { calls: 0 };
  const upstream = {
    deadline: vendorDeadline(assertion.deadline),
    ...(left && { left }),
    traceId: assertion.traceId,
    inFlight: scope.inFlight,
    count,
  };
  const membershipsChanged = new Set<string>();
  const followUps = new Set<string>();
  const response = await withUpstreamContext(upstream, () =>
    run({ ...scope, assertion, membershipsChanged, followUps }),
  );
  return { ...response, calls: count.calls, membershipsChanged: [...membershipsChanged], followUps: [...followUps] };
}
