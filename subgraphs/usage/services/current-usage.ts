import type { AccountReference } from '@customer-graph/subgraph-kit/account-reference';
import type { Context } from '../context.ts';
import type { Meter } from '../domain/meter.ts';
import { periodAt, type Period } from '../domain/period.ts';
import type { Loaders, MeteredTenant } from '../loaders.ts';

/** An account's tenant and its current period. Figures are read later, on demand. */
export interface CurrentUsage extends MeteredTenant {
  readonly account: AccountReference;
  readonly period: Period;
  /** Figures include events before this time; milliseconds since the epoch. */
  readonly asOf: number;
}

/** Returns null for an account without a tenant in the product. */
export async function currentUsageOf(
  account: AccountReference,
  { loaders, startedAt }: Context,
): Promise<CurrentUsage | null> {
  const { product } = account.counterparts;
  const metered = product.state === 'LINKED' ? await loaders.tenant.load(product.id) : null;
  if (metered === null) return null;
  const asOf = Math.min(metered.countedUntil ?? startedAt, startedAt);
  // The current period, even if the rollup has not reached its start: its figures are 0 until then.
  return { account, ...metered, asOf, period: periodAt(startedAt, metered.tenant) };
}

/** The counted part of the current period. */
export const countedSpan = ({ tenant, period, asOf }: CurrentUsage) => ({
  tenantId: tenant.id,
  from: period.start,
  to: Math.min(period.end, asOf),
});

/** Consumption on one meter in the current period; 0 without events. */
export async function usedIn(usage: CurrentUsage, meter: Meter, { figures }: Loaders): Promise<number> {
  const [figure] = await figures.load({ kind: 'TOTAL', meter, ...countedSpan(usage) });
  return figure?.value ?? 0;
}

/** The amount that a period includes; null: unlimited. Throws for an unusable amount. */
export function allowanceIn({ tenant }: CurrentUsage, { key }: Meter): number | null {
  const allowance = tenant.allowances.get(key) ?? null;
  if (allowance instanceof Error) throw allowance;
  return allowance;
}

/** Number of members who were active in the current period. */
export async function activeMembersIn({ tenant, period }: CurrentUsage, { figures }: Loaders): Promise<number> {
  const [figure] = await figures.load({ kind: 'ACTIVE_MEMBERS', tenantId: tenant.id, from: period.start });
  return figure?.value ?? 0;
}
