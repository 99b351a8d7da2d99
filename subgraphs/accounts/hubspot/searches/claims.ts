import { FilterOperatorEnum, type FilterGroup } from '@hubspot/api-client/lib/codegen/crm/companies/index.js';
import { chunks } from '@customer-graph/process/chunks';
import type { Company } from '../../domain/company.ts';
import { claimedSystems, type ClaimedSystem } from '../../domain/links.ts';
import type { CrmSource } from '../../port.ts';
import { fromHubSpotCompany } from '../mapping/company.ts';
import { fromHubSpotObject } from '../mapping/object.ts';
import { readAllPages } from '../pages.ts';
import { maxFilterGroups, maxPageSize, maxValues, toSearchValue, type SearchOptions } from './limits.ts';

const claimOf: Readonly<Record<ClaimedSystem, (company: Company) => string | null>> = {
  billing: ({ billingCustomerId }) => billingCustomerId,
  product: ({ productTenantId }) => productTenantId,
  support: ({ supportOrganizationId }) => supportOrganizationId,
};

/** Finds the companies that claim counterparts, through the search index. */
export function createClaimSearch({ hubspot, names, knows }: SearchOptions): Pick<CrmSource, 'claims'> {
  const propertyOf: Readonly<Record<ClaimedSystem, string | null>> = {
    billing: names.company.billingCustomer,
    product: names.company.productTenant,
    support: names.company.supportOrganization,
  };
  const properties = Object.values(propertyOf).filter((property) => property !== null);

  return {
    async claims(counterparts) {
      const groups = claimedSystems.flatMap((system) => {
        const propertyName = propertyOf[system];
        if (propertyName === null || !knows('company', propertyName)) return [];
        return chunks([...new Set(counterparts[system])], maxValues).map((values): FilterGroup => ({
          filters: [{ propertyName, operator: FilterOperatorEnum.In, values: values.map(toSearchValue) }],
        }));
      });
      const found = await Promise.all(
        chunks(groups, maxFilterGroups).map((filterGroups) =>
          readAllPages((after) =>
            hubspot.companies.search.doSearch({
              filterGroups,
              properties,
              limit: maxPageSize,
              ...(after !== undefined && { after }),
            }),
          ),
        ),
      );
      const claims: Record<ClaimedSystem, Map<string, string[]>> = {
        billing: new Map(),
        product: new Map(),
        support: new Map(),
      };
      for (const company of found.flat().map((object) => fromHubSpotCompany(fromHubSpotObject(object), names))) {
        for (const system of claimedSystems) {
          const id = claimOf[system](company);
          if (id !== null) claims[system].set(id, [...(claims[system].get(id) ?? []), company.id]);
        }
      }
      return claims;
    },
  };
}
