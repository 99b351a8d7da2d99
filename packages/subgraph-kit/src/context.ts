import type { Assertion } from '@customer-graph/protocol/principal';
import type { RequestScope } from './request-scope.ts';

/** The context of resolvers and call handlers: one gateway request, seen by one subgraph. */
export interface SubgraphContext<Loaders> extends RequestScope<Loaders> {
  readonly assertion: Assertion;
  /** Contact ids whose memberships were changed in this request. The gateway drops its cached data about them. */
  readonly membershipsChanged: Set<string>;
  /** Subjects (`kind:id`) created in this request that another subgraph must process. */
  readonly followUps: Set<string>;
}
