import type { Links } from '@customer-graph/protocol/principal';
import type { Company } from '../domain/company.ts';
import { linksOf, tenantNamesakeOf, tenantOf } from '../domain/links.ts';
import type { LookUps } from './look-ups.ts';

/** Reads a company's counterparts in the other systems, and the other companies that claim them. */
export async function readLinks(
  company: Company,
  loadCompany: (id: string) => Promise<Company | null>,
  { claimants }: LookUps,
): Promise<Links> {
  const { id, billingCustomerId, supportOrganizationId } = company;
  const namesakeId = tenantNamesakeOf(company);
  const [billing, product, support, namesake] = await Promise.all([
    billingCustomerId === null ? [] : claimants({ system: 'billing', id: billingCustomerId }),
    claimants({ system: 'product', id: tenantOf(company) }),
    supportOrganizationId === null || supportOrganizationId === id
      ? []
      : claimants({ system: 'support', id: supportOrganizationId }),
    namesakeId === null ? null : loadCompany(namesakeId),
  ]);
  return linksOf(company, { billing, product, support }, namesake);
}
