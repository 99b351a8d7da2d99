import { LRUCache } from 'lru-cache';
import type { UpstreamResponse } from './upstream/context.ts';

/** What lives as long as one gateway request: its fetches to this subgraph share it, nobody else does. */
export interface RequestScope<Loaders> {
  readonly loaders: Loaders;
  readonly inFlight: Map<string, Promise<UpstreamResponse>>;
  /** The moment at or after which everything was read; milliseconds since the epoch. */
  readonly startedAt: number;
}

export interface RequestScopes<Loaders> {
  of(requestId: string): RequestScope<Loaders>;
  /** What was read before a change is old after it. */
  forget(requestId: string): void;
}

/** How long after its last use a scope is forgotten, in milliseconds. Losing one early costs a second read, never a wrong answer. */
const forgetMs = 3_000;

/** What was read for a request goes with it: nothing of a customer stays behind in memory. */
export function createRequestScopes<Loaders>(createLoaders: () => Loaders): RequestScopes<Loaders> {
  const scopes = new LRUCache<string, RequestScope<Loaders>>({
    max: 1_000,
    ttl: forgetMs,
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
