import type { AccountFacts } from './account-facts.ts';
import type { Discrepancy } from './discrepancy.ts';
import { linkDiscrepanciesOf } from './link-discrepancies.ts';
import { planDiscrepanciesOf } from './plan-discrepancies.ts';
import { usageDiscrepanciesOf } from './usage-discrepancies.ts';

/**
 * All disagreements between the systems that could be reached. The report, `npm run drift` and the reconciler use the
 * same rules; docs/consistency.md has them as a table.
 */
export function discrepanciesOf(facts: AccountFacts): Discrepancy[] {
  const { crm, billing, product } = facts;
  const links = linkDiscrepanciesOf(facts);
  if (billing?.link !== 'LINKED') return links;
  return [
    ...(crm ? planDiscrepanciesOf(crm, billing) : []),
    ...(product?.usage ? usageDiscrepanciesOf(product.usage, billing, crm) : []),
    ...links,
  ];
}
