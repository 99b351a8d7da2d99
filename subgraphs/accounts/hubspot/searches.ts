import {
  FilterOperatorEnum,
  type Filter,
  type FilterGroup,
} from '@hubspot/api-client/lib/codegen/crm/companies/index.js';
import { FilterOperatorEnum as ContactOperator } from '@hubspot/api-client/lib/codegen/crm/contacts/index.js';
import { chunks } from '../../shared/chunks.ts';
import { createExpect } from '../../shared/upstream/expect.ts';
import type { CrmNames } from '../config.ts';
import { claimedSystems, type ClaimedSystem, type CrmSource } from '../port.ts';
import type { HubSpot } from './client.ts';
import { throughHubSpot } from './errors.ts';
import { fromHubSpotCompany, toHubSpotStatus } from './mapping.ts';

export interface SearchOptions {
  readonly hubspot: HubSpot;
  readonly names: CrmNames;
  /** Whether the portal has the property: a search by one that is not there is refused. */
  readonly knows: (type: 'company' | 'contact', property: string) => boolean;
}

const expect = createExpect('CRM');

/** HubSpot, "CRM search": paging ends at 10,000 results; 400 beyond. */
const searchLimit = 10_000;
/** HubSpot, "CRM search": so many results a page. */
const searchPage = 200;
/** HubSpot, "CRM search": so many values in one IN. */
const searchValues = 100;

/** HubSpot, "CRM search, IN": a string property matches lower-case values only, whatever its own case. */
const lowerCase = (value: string): string => value.toLowerCase();

/** What is found through HubSpot's search index, which lags by seconds: it only ever finds ids. */
export function createSearches({
  hubspot,
  names,
  knows,
}: SearchOptions): Pick<CrmSource, 'searchCompanies' | 'claims' | 'findContacts'> {
  return {
    async searchCompanies(query) {
      const nothing = { ids: [], hasMore: false };
      if (query.offset >= searchLimit || query.ids?.length === 0) return nothing;
      if (query.status && query.status.length > 0 && !knows('company', names.company.status)) return nothing;
      if (query.planKey !== undefined && !knows('company', names.company.plan)) return nothing;
      const limit = Math.min(query.limit, searchLimit - query.offset);
      const filters: Filter[] = [];
      const anyOf = (propertyName: string, values: string[]) =>
        filters.push({ propertyName, operator: FilterOperatorEnum.In, values });
      const equals = (propertyName: string, value: string) =>
        filters.push({ propertyName, operator: FilterOperatorEnum.Eq, value });
      if (query.status && query.status.length > 0) anyOf(names.company.status, query.status.map(toHubSpotStatus));
      if (query.planKey !== undefined) equals(names.company.plan, query.planKey);
      if (query.ownerId !== undefined) equals('hubspot_owner_id', query.ownerId);
      // Groups are alternatives, and one IN takes only so many values.
      const groups = query.ids
        ? chunks(query.ids, searchValues).map((values) => [
            { propertyName: 'hs_object_id', operator: FilterOperatorEnum.In, values },
            ...filters,
          ])
        : filters.length > 0
          ? [filters]
          : [];
      const answer = await throughHubSpot(() =>
        hubspot.companies.search.doSearch({
          ...(query.text !== undefined && { query: query.text }),
          ...(groups.length > 0 && { filterGroups: groups.map((group) => ({ filters: group })) }),
          sorts: ['-hs_lastmodifieddate'],
          properties: ['hs_object_id'],
          limit,
          ...(query.offset > 0 && { after: String(query.offset) }),
        }),
      );
      const ids = expect.array(answer.results, 'results').map((object) => expect.string(object.id, 'id'));
      const reached = query.offset + ids.length;
      return { ids, hasMore: answer.paging?.next !== undefined && reached < searchLimit };
    },

    async claims(wanted) {
      const properties: Record<ClaimedSystem, string | null> = {
        billing: names.company.billingCustomer,
        product: names.company.productTenant,
        support: names.company.supportOrganization,
      };
      const claims: Record<ClaimedSystem, Map<string, string[]>> = {
        billing: new Map(),
        product: new Map(),
        support: new Map(),
      };
      const groups = claimedSystems.flatMap((system) => {
        const propertyName = properties[system];
        if (propertyName === null || !knows('company', propertyName)) return [];
        return chunks([...new Set(wanted[system])], searchValues).map((values): FilterGroup => ({
          filters: [{ propertyName, operator: FilterOperatorEnum.In, values: values.map(lowerCase) }],
        }));
      });
      // HubSpot, "CRM search": five filter groups a request.
      const searches = chunks(groups, 5).map(async (filterGroups) => {
        for (let after: string | undefined; ;) {
          const answer = await throughHubSpot(() =>
            hubspot.companies.search.doSearch({
              filterGroups,
              properties: Object.values(properties).filter((property) => property !== null),
              limit: searchPage,
              ...(after !== undefined && { after }),
            }),
          );
          for (const object of expect.array(answer.results, 'results')) {
            const company = fromHubSpotCompany(object, names);
            const claim = (system: ClaimedSystem, id: string | null) => {
              if (id !== null) claims[system].set(id, [...(claims[system].get(id) ?? []), company.id]);
            };
            claim('billing', company.billingCustomerId);
            claim('product', company.productTenantId);
            claim('support', company.supportOrganizationId);
          }
          after = answer.paging?.next?.after;
          if (after === undefined) return;
        }
      });
      await Promise.all(searches);
      return claims;
    },

    async findContacts(people) {
      const { subject: property } = names.contact;
      const isDefined = knows('contact', property);
      const anyOf = (propertyName: string, values: string[]) => ({
        propertyName,
        operator: ContactOperator.In,
        values: values.map(lowerCase),
      });
      const addresses = people.flatMap(({ email }) => (email === null ? [] : [email]));
      const filterGroups = [
        ...(isDefined
          ? [
              {
                filters: [
                  anyOf(
                    property,
                    people.map(({ subject }) => subject),
                  ),
                ],
              },
            ]
          : []),
        ...(addresses.length > 0
          ? [
              {
                filters: [
                  anyOf('email', addresses),
                  ...(isDefined ? [{ propertyName: property, operator: ContactOperator.NotHasProperty }] : []),
                ],
              },
            ]
          : []),
      ];
      if (filterGroups.length === 0) return people.map(() => null);
      const found: { id: string; subject: string | null; email: string | null }[] = [];
      for (let after: string | undefined; ;) {
        const page = { limit: searchPage, ...(after !== undefined && { after }) };
        const answer = await throughHubSpot(() =>
          hubspot.contacts.search.doSearch({ filterGroups, properties: [property, 'email'], ...page }),
        );
        for (const { id, properties } of expect.array(answer.results, 'results')) {
          found.push({
            id: expect.string(id, 'id'),
            subject: properties[property] ?? null,
            email: properties.email?.toLowerCase() ?? null,
          });
        }
        after = answer.paging?.next?.after;
        if (after === undefined) break;
      }
      return people.map(({ subject, email }) => {
        const bySubject = found.filter((contact) => contact.subject === subject);
        const byEmail =
          email === null ? [] : found.filter((contact) => !contact.subject && contact.email === email.toLowerCase());
        const [match, second] = bySubject.length > 0 ? bySubject : byEmail;
        return match && !second ? match.id : null;
      });
    },
  };
}
