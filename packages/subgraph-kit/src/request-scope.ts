import { LRUCache } from 'lru-cache';
import type { UpstreamResponse } from '@customer-graph/upstream/context';

/** State of one gateway request. All fetches of the request to this subgraph share it. */
export interface RequestScope<Loaders> {
  readonly loaders: Loaders;
  /** Running vendor reads, so that identical ones are made once. */
  readonly inFlight: Map<string, Promise<UpstreamResponse>>;
  /** All data of the request was read at or after this time; milliseconds since the epoch. */
  readonly startedAt: number;
}

/** The scopes of running requests. */
export interface RequestScopes<Loaders> {
  /** Returns the scope of a request; creates it on the first fetch. */
  of(requestId: string): RequestScope<Loaders>;
  /** Drops a scope. Data that was read before a change is stale after it. */
  forget(requestId: string): void;
}

/** Time after its last use when a scope is dropped, in milliseconds. An early drop costs a second read, never a wrong answer. */
const idleMs = 3_000;

/** Creates the scopes. They expire shortly after the request, so that no customer data stays in memory. */
export function createRequestScopes<Loaders>(createLoaders: () => Loaders): RequestScopes<Loaders> {
  const scopes = new LRUCache<string, RequestScope<Loaders>>({
    max: 1_000,
    ttl: idleMs,
    updateAgeOnGet: true,
    ttlAutopurge: true,
  });
  return {
    of(requestId) {
      const known = scopes.get(requestId);
      if (known) return known;
      const scope = {
        loaders: createLoaders(),
        inFlight: new Map<string, Promise<UpstreamResponse>>(),
        startedAt: Date.now(),
      };
      scopes.set(requestId, scope);
      return scope;
    },
    forget: (requestId) => void scopes.delete(requestId),
  };
}
