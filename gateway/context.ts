import type { Assertion } from '../subgraphs/shared/principal.ts';
import type { Access } from './access/access.ts';
import type { Actor } from './audit/acts.ts';
import type { Standing } from './limits/rate.ts';

/** Calls to the systems behind the graph. */
export interface RequestCost {
  /** At worst, as counted before anything ran. */
  asked: number;
  /** What were made. */
  actual: number;
}

/** What one request carries through the gateway. */
export interface GatewayContext {
  readonly access: Access;
  /** Who it is for the audit. */
  readonly actor: Actor;
  /** What requests are counted by: the token's subject, or the address of whoever brings none. */
  readonly rateKey: string;
  readonly cost: RequestCost;
  /** Where the caller, and the accounts that they ask for, stand against their quotas; the latest of each. */
  readonly standings: Map<string, Standing>;
  /** What the subgraphs are told: settled once the operation has been authorized, before anything is fetched. */
  assertion: Assertion;
  /** The answer to be: an object of its own, since Apollo Server copies what it is handed. */
  readonly answer: {
    /** Where it is not the usual one. */
    status?: number;
    /** Whether a mutation of the request has changed what the caller is in some account. */
    hasChangedCaller?: boolean;
  };
}
