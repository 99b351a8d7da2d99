import type { SystemOfRecord } from '@customer-graph/protocol/system';

export const discrepancyKinds = [
  'PLAN_MISMATCH',
  'SEATS_MISMATCH',
  'STATUS_MISMATCH',
  'PERIOD_MISMATCH',
  'SEATS_EXCEEDED',
  'USAGE_NOT_BILLED',
  'MISSING_LINK',
  'DUPLICATE_LINK',
] as const;
export type DiscrepancyKind = (typeof discrepancyKinds)[number];
export type Severity = 'INFO' | 'WARNING' | 'CRITICAL';

/** A value in one system. */
export interface Fact {
  readonly system: SystemOfRecord;
  readonly name: string;
  readonly value: string | null;
}

/** A disagreement between systems about one account. */
export interface Discrepancy {
  readonly kind: DiscrepancyKind;
  readonly severity: Severity;
  readonly message: string;
  readonly facts: readonly Fact[];
}

export const toText = (value: string | number | null): string | null => (value === null ? null : String(value));
