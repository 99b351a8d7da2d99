import { FilterOperatorEnum, type Filter } from '@hubspot/api-client/lib/codegen/crm/companies/index.js';
import { chunks } from '@customer-graph/process/chunks';
import type { CompanyQuery, CrmSource } from '../../port.ts';
import type { CrmNames } from '../../config.ts';
import { fromHubSpotObject } from '../mapping/object.ts';
import { readPage } from '../pages.ts';
import { toHubSpotStatus } from '../mapping/status.ts';
import { maxResults, maxValues, type SearchOptions } from './limits.ts';

function filtersOf({ status = [], planKey, ownerId }: CompanyQuery, { company }: CrmNames): Filter[] {
  const equals = (propertyName: string, value: string): Filter => ({
    propertyName,
    operator: FilterOperatorEnum.Eq,
    value,
  });
  return [
    ...(status.length > 0
      ? [{ propertyName: company.status, operator: FilterOperatorEnum.In, values: status.map(toHubSpotStatus) }]
      : []),
    ...(planKey === undefined ? [] : [equals(company.plan, planKey)]),
    ...(ownerId === undefined ? [] : [equals('hubspot_owner_id', ownerId)]),
  ];
}

/** Filter groups are alternatives: one for each chunk of ids. */
function filterGroupsOf(query: CompanyQuery, names: CrmNames): { filters: Filter[] }[] {
  const filters = filtersOf(query, names);
  if (!query.ids) return filters.length > 0 ? [{ filters }] : [];
  return chunks(query.ids, maxValues).map((values) => ({
    filters: [{ propertyName: 'hs_object_id', operator: FilterOperatorEnum.In, values }, ...filters],
  }));
}

/** Finds ids of companies. The index lags by seconds, so the companies themselves are read separately. */
export const createCompanySearch = ({ hubspot, names, knows }: SearchOptions): Pick<CrmSource, 'searchCompanies'> => ({
  async searchCompanies(query) {
    const { text, status = [], planKey, ids, offset } = query;
    const isUnsearchable =
      (status.length > 0 && !knows('company', names.company.status)) ||
      (planKey !== undefined && !knows('company', names.company.plan));
    if (offset >= maxResults || ids?.length === 0 || isUnsearchable) return { ids: [], hasMore: false };
    const filterGroups = filterGroupsOf(query, names);
    const page = await readPage(() =>
      hubspot.companies.search.doSearch({
        ...(text !== undefined && { query: text }),
        ...(filterGroups.length > 0 && { filterGroups }),
        sorts: ['-hs_lastmodifieddate'],
        properties: ['hs_object_id'],
        limit: Math.min(query.limit, maxResults - offset),
        ...(offset > 0 && { after: String(offset) }),
      }),
    );
    const found = page.results.map((object) => fromHubSpotObject(object).id);
    return { ids: found, hasMore: page.next !== null && offset + found.length < maxResults };
  },
});
