import type { Link, Links } from '@customer-graph/protocol/principal';
import { isCompanyId, type Company } from './company.ts';

/** Systems in which a company claims a counterpart. */
export const claimedSystems = ['billing', 'product', 'support'] as const;
export type ClaimedSystem = (typeof claimedSystems)[number];

/** The tenant of a company without a recorded one has the company's id. */
export const tenantOf = ({ id, productTenantId }: Company): string => productTenantId ?? id;

const isOther = (company: Company, id: string): boolean => id !== company.id && !company.mergedIds.includes(id);

/** The company whose id the tenant has, if that is another company: it may claim the same tenant by default. */
export function tenantNamesakeOf(company: Company): string | null {
  const tenant = tenantOf(company);
  return isCompanyId(tenant) && isOther(company, tenant) ? tenant : null;
}

/**
 * The company's counterparts in the other systems. A counterpart that another company claims too is a DUPLICATE.
 *
 * @param claimants ids of the companies that claim this company's counterpart, by system
 * @param namesake the company whose id the tenant has; null: there is none
 */
export function linksOf(
  company: Company,
  claimants: Readonly<Record<ClaimedSystem, readonly string[]>>,
  namesake: Company | null,
): Links {
  const linkTo = (id: string | null, ids: readonly string[]): Link => {
    if (id === null) return { state: 'MISSING' };
    return ids.some((claimant) => isOther(company, claimant)) ? { state: 'DUPLICATE' } : { state: 'LINKED', id };
  };
  return {
    billing: linkTo(company.billingCustomerId, claimants.billing),
    // A namesake without a recorded tenant claims this one by its id.
    product: namesake?.productTenantId === null ? { state: 'DUPLICATE' } : linkTo(tenantOf(company), claimants.product),
    support: linkTo(company.supportOrganizationId, claimants.support),
  };
}
