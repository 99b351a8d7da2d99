import type { SystemOfRecord } from '@customer-graph/protocol/system';
import type { BillingFacts } from '../../billing/contract.ts';
import type { AccountFacts } from './account-facts.ts';
import type { Discrepancy } from './discrepancy.ts';

type LinkState = BillingFacts['link'];

function linkDiscrepancy(system: SystemOfRecord, link: LinkState | undefined, isProspect: boolean): Discrepancy[] {
  const facts = [{ system, name: 'link', value: link ?? null }];
  if (link === 'DUPLICATE')
    return [
      {
        kind: 'DUPLICATE_LINK',
        severity: 'CRITICAL',
        message: 'Another account claims the same counterpart, so neither account can read it.',
        facts,
      },
    ];
  if (link === 'MISSING' && !isProspect)
    return [
      {
        kind: 'MISSING_LINK',
        severity: 'WARNING',
        message: 'The account has no counterpart in this system.',
        facts,
      },
    ];
  return [];
}

/** Missing and duplicate links. A prospect has not bought anything, so its links may be missing. */
export function linkDiscrepanciesOf({ crm, billing, product, support }: AccountFacts): Discrepancy[] {
  const isProspect = crm?.status === 'PROSPECT';
  return [
    ...linkDiscrepancy('BILLING', billing?.link, isProspect),
    ...linkDiscrepancy('PRODUCT', product?.link, isProspect),
    ...linkDiscrepancy('SUPPORT', support?.link, isProspect),
  ];
}
