import type { SystemOfRecord } from '@customer-graph/protocol/system';
import { unknownSystemsOf, type AccountFacts } from './account-facts.ts';
import { discrepanciesOf } from './discrepancies.ts';
import type { Discrepancy } from './discrepancy.ts';

/** A comparison of the systems. */
export interface ConsistencyReport {
  readonly discrepancies: readonly Discrepancy[];
  /** The systems that could not be read. */
  readonly unknown: readonly SystemOfRecord[];
}

export const reportOf = (facts: AccountFacts): ConsistencyReport => ({
  discrepancies: discrepanciesOf(facts),
  unknown: unknownSystemsOf(facts),
});
