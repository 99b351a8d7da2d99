import type { Assertion } from '@customer-graph/protocol/principal';
import type { Access } from '../access/access.ts';
import type { Actor } from '../audit/actor.ts';
import type { Standing } from '../limits/rate.ts';

/** Numbers of vendor calls. */
export interface RequestCost {
  /** The worst case, estimated before the operation runs. */
  asked: number;
  /** The calls that were made. */
  actual: number;
}

/** The state of one request in the gateway. */
export interface GatewayContext {
  readonly access: Access;
  /** The caller and request for audit events. */
  readonly actor: Actor;
  /** The key of the caller's quota: the token's subject, or the address of an anonymous caller. */
  readonly rateKey: string;
  readonly cost: RequestCost;
  /** Aborted once the client has left. */
  readonly left: AbortSignal | undefined;
  /** The latest state of each charged quota: of the caller and of the requested accounts. */
  readonly standings: Map<string, Standing>;
  /** The assertion for subgraphs. Replaced once the operation is authorized, before anything is fetched. */
  assertion: Assertion;
  /** Properties of the answer. An object, because Apollo Server copies the context and would lose assigned fields. */
  readonly answer: {
    /** HTTP status, if it differs from the default of Apollo Server. */
    status?: number;
    /** Whether a mutation of the request changed the caller's own membership. */
    hasChangedCaller?: boolean;
  };
}
