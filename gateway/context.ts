import type { Assertion } from '../subgraphs/shared/principal.ts';
import type { Access } from './access/access.ts';

/** What one request carries through the gateway. */
export interface GatewayContext {
  readonly access: Access;
  /** What the subgraphs are told: settled once the operation has been authorized, before anything is fetched. */
  assertion: Assertion;
}
