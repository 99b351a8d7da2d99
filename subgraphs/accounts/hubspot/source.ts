import { FilterOperatorEnum, type Filter, type FilterGroup } from '@hubspot/api-client/lib/codegen/crm/companies/index.js';
import { FilterOperatorEnum as ContactOperator } from '@hubspot/api-client/lib/codegen/crm/contacts/index.js';
import { GraphError } from '../../shared/errors.ts';
import type { MemberRole } from '../../shared/roles.ts';
import type { Upstream } from '../../shared/upstream/client.ts';
import { createExpect } from '../../shared/upstream/expect.ts';
import type { CrmNames } from '../config.ts';
import type { Company } from '../domain/company.ts';
import type { Definitions } from '../domain/definitions.ts';
import type { CrmSource } from '../port.ts';
import { createHubSpot } from './client.ts';
import { fromHubSpotError, isHubSpotNotFound, throughHubSpot } from './errors.ts';
import {
  fromHubSpotCompany,
  fromHubSpotContact,
  fromHubSpotFile,
  fromHubSpotLabels,
  fromHubSpotOwner,
  fromHubSpotProperty,
  fromHubSpotSubscriptionStatus,
  toHubSpotStatus,
  type CrmObject,
  type HubSpotFile,
} from './mapping.ts';
import {
  configuredCompanyProperties,
  configuredContactProperties,
  standardCompanyProperties,
  standardContactProperties,
} from './properties.ts';

export interface HubSpotSourceOptions {
  readonly accessToken: string;
  readonly base: string;
  readonly names: CrmNames;
  /** Owned by the source from here on. */
  readonly upstream: Upstream;
}

const expect = createExpect('CRM');

/** HubSpot, "CRM search": paging ends at 10,000 results; 400 beyond. */
const searchLimit = 10_000;
/** HubSpot, "CRM objects, batch read": 100 objects. */
const objectBatch = 100;
/** HubSpot, "Associations v4, batch read": 1,000 objects. */
const associationBatch = 1_000;
/** HubSpot's own type for "parent company to child company" (Associations v4, "Association type IDs"). */
const parentToChild = 13;
/** HubSpot, "CRM search": so many results a page. */
const searchPage = 200;
/** HubSpot, "CRM search": so many values in one IN. */
const searchValues = 100;
/** HubSpot answers only so many owners at once. */
const ownerPage = 500;

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

/** HubSpot, "CRM search, IN": a string property matches lower-case values only, whatever its own case. */
const lowerCase = (value: string): string => value.toLowerCase();

const byNumber = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** Of what went wrong with parts of a batch, "there is no such thing" alone is an answer. */
function assertOnlyMissing(errors: readonly { category: string }[]): void {
  const other = errors.find(({ category }) => !/NOT_FOUND|NO_ASSOCIATIONS/.test(category));
  if (other) throw new GraphError('UPSTREAM_INVALID_RESPONSE', { system: 'CRM', cause: new Error(`part of a batch failed: ${other.category}`) });
}

interface Association {
  readonly toId: string;
  readonly types: readonly { readonly typeId: number; readonly label?: string | null }[];
}

export function createHubSpotSource({ accessToken, base, names, upstream }: HubSpotSourceOptions): CrmSource {
  const hubspot = createHubSpot({ accessToken, base, upstream });
  const companyProperties = [...standardCompanyProperties, ...configuredCompanyProperties(names)];
  const contactProperties = [...standardContactProperties, ...configuredContactProperties(names)];

  /** Ids that HubSpot does not know are named in its answer (status 207): they are none, and no failure. Anything else is one. */
  async function readObjects(
    ids: readonly string[],
    read: (inputs: { id: string }[]) => Promise<{ results: CrmObject[]; errors?: { category: string }[] }>,
  ): Promise<readonly CrmObject[]> {
    const answers = await Promise.all(
      chunks([...new Set(ids)], objectBatch).map((chunk) => throughHubSpot(() => read(chunk.map((id) => ({ id }))))),
    );
    return answers.flatMap(({ results, errors = [] }) => {
      assertOnlyMissing(errors);
      return expect.array(results, 'results');
    });
  }

  /** All associations of each object: HubSpot pages those of one object, and says where it stopped. */
  async function associations(from: string, to: string, ids: readonly string[]): Promise<Map<string, Association[]>> {
    const found = new Map<string, Association[]>(ids.map((id) => [id, []]));
    let inputs: { id: string; after?: string }[] = [...found.keys()].map((id) => ({ id }));
    while (inputs.length > 0) {
      const answers = await Promise.all(
        chunks(inputs, associationBatch).map((chunk) =>
          throughHubSpot(() => hubspot.associations.batch.getPage(from, to, { inputs: chunk })),
        ),
      );
      inputs = [];
      for (const answer of answers) if ('errors' in answer) assertOnlyMissing(answer.errors ?? []);
      for (const result of answers.flatMap((answer) => expect.array(answer.results, 'results'))) {
        const id = expect.string(expect.object(result._from, 'from').id, 'from.id');
        for (const { toObjectId, associationTypes } of expect.array(result.to, 'to')) {
          found.get(id)?.push({ toId: toObjectId, types: expect.array(associationTypes, 'associationTypes') });
        }
        const after = result.paging?.next?.after;
        if (after !== undefined) inputs.push({ id, after });
      }
    }
    return found;
  }

  /** What the portal defines, as it was last read: a search by a property that is not there would be refused. Before that, everything. */
  let defined: Definitions | undefined;
  const knows = (type: 'company' | 'contact', property: string): boolean => defined?.[type].has(property) ?? true;

  const withRole = (found: readonly Association[]): { toId: string; role: MemberRole }[] =>
    found
      .flatMap(({ toId, types }) => {
        const role = fromHubSpotLabels(types, names.labels);
        return role === null ? [] : [{ toId, role }];
      })
      .sort((a, b) => byNumber(a.toId, b.toId));

  return {
    async companies(ids) {
      const objects = await readObjects(ids, (inputs) =>
        hubspot.companies.batch.read({ inputs, properties: companyProperties, propertiesWithHistory: [] }),
      );
      const byId = new Map<string, Company>();
      for (const company of objects.map((object) => fromHubSpotCompany(object, names))) {
        for (const id of [company.id, ...company.mergedIds]) byId.set(id, company);
      }
      return ids.map((id) => byId.get(id) ?? null);
    },

    async searchCompanies(query) {
      const nothing = { ids: [], hasMore: false };
      if (query.offset >= searchLimit || query.ids?.length === 0) return nothing;
      if (query.status && query.status.length > 0 && !knows('company', names.company.status)) return nothing;
      if (query.planKey !== undefined && !knows('company', names.company.plan)) return nothing;
      const limit = Math.min(query.limit, searchLimit - query.offset);
      const filters: Filter[] = [];
      const anyOf = (propertyName: string, values: string[]) => filters.push({ propertyName, operator: FilterOperatorEnum.In, values });
      const equals = (propertyName: string, value: string) => filters.push({ propertyName, operator: FilterOperatorEnum.Eq, value });
      if (query.status && query.status.length > 0) anyOf(names.company.status, query.status.map(toHubSpotStatus));
      if (query.planKey !== undefined) equals(names.company.plan, query.planKey);
      if (query.ownerId !== undefined) equals('hubspot_owner_id', query.ownerId);
      // Groups are alternatives, and one IN takes only so many values.
      const groups = query.ids
        ? chunks(query.ids, searchValues).map((values) => [{ propertyName: 'hs_object_id', operator: FilterOperatorEnum.In, values }, ...filters])
        : filters.length > 0 ? [filters] : [];
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
      const properties = { billing: names.company.billingCustomer, product: names.company.productTenant };
      const claims = { billing: new Map<string, string[]>(), product: new Map<string, string[]>() };
      const groups = (['billing', 'product'] as const).flatMap((system) =>
        chunks(knows('company', properties[system]) ? [...new Set(wanted[system])] : [], searchValues).map(
          (values): FilterGroup => ({
            filters: [{ propertyName: properties[system], operator: FilterOperatorEnum.In, values: values.map(lowerCase) }],
          }),
        ),
      );
      // HubSpot, "CRM search": five filter groups a request.
      const searches = chunks(groups, 5).map(async (filterGroups) => {
        for (let after: string | undefined; ; ) {
          const answer = await throughHubSpot(() =>
            hubspot.companies.search.doSearch({
              filterGroups,
              properties: Object.values(properties),
              limit: searchPage,
              ...(after !== undefined && { after }),
            }),
          );
          for (const object of expect.array(answer.results, 'results')) {
            const company = fromHubSpotCompany(object, names);
            const claim = (system: 'billing' | 'product', id: string | null) => {
              if (id !== null) claims[system].set(id, [...(claims[system].get(id) ?? []), company.id]);
            };
            claim('billing', company.billingCustomerId);
            claim('product', company.productTenantId);
          }
          after = answer.paging?.next?.after;
          if (after === undefined) return;
        }
      });
      await Promise.all(searches);
      return claims;
    },

    async subsidiaries(companyId) {
      const found = (await associations('companies', 'companies', [companyId])).get(companyId) ?? [];
      return found
        .filter(({ types }) => types.some((type) => type.typeId === parentToChild))
        .map(({ toId }) => toId)
        .sort(byNumber);
    },

    async contacts(ids) {
      const objects = await readObjects(ids, (inputs) =>
        hubspot.contacts.batch.read({ inputs, properties: contactProperties, propertiesWithHistory: [] }),
      );
      const byId = new Map(objects.map((object) => [object.id, fromHubSpotContact(object, names)]));
      return ids.map((id) => byId.get(id) ?? null);
    },

    async membersOf(companyIds) {
      const found = await associations('companies', 'contacts', companyIds);
      return companyIds.map((id) => withRole(found.get(id) ?? []).map(({ toId, role }) => ({ contactId: toId, role })));
    },

    async membershipsOf(contactId) {
      const found = await associations('contacts', 'companies', [contactId]);
      return withRole(found.get(contactId) ?? []).map(({ toId, role }) => ({ companyId: toId, role }));
    },

    async findContacts(people) {
      const { subject: property } = names.contact;
      const isDefined = knows('contact', property);
      const anyOf = (propertyName: string, values: string[]) => ({ propertyName, operator: ContactOperator.In, values: values.map(lowerCase) });
      const addresses = people.flatMap(({ email }) => (email === null ? [] : [email]));
      const filterGroups = [
        ...(isDefined ? [{ filters: [anyOf(property, people.map(({ subject }) => subject))] }] : []),
        ...(addresses.length > 0
          ? [{ filters: [anyOf('email', addresses), ...(isDefined ? [{ propertyName: property, operator: ContactOperator.NotHasProperty }] : [])] }]
          : []),
      ];
      if (filterGroups.length === 0) return people.map(() => null);
      const found: { id: string; subject: string | null; email: string | null }[] = [];
      for (let after: string | undefined; ; ) {
        const page = { limit: searchPage, ...(after !== undefined && { after }) };
        const answer = await throughHubSpot(() => hubspot.contacts.search.doSearch({ filterGroups, properties: [property, 'email'], ...page }));
        for (const { id, properties } of expect.array(answer.results, 'results')) {
          found.push({ id: expect.string(id, 'id'), subject: properties[property] ?? null, email: properties.email?.toLowerCase() ?? null });
        }
        after = answer.paging?.next?.after;
        if (after === undefined) break;
      }
      return people.map(({ subject, email }) => {
        const bySubject = found.filter((contact) => contact.subject === subject);
        const byEmail = email === null ? [] : found.filter((contact) => !contact.subject && contact.email === email.toLowerCase());
        const [match, second] = bySubject.length > 0 ? bySubject : byEmail;
        return match && !second ? match.id : null;
      });
    },

    async documents(fileIds) {
      const answers = await Promise.all(
        chunks([...new Set(fileIds)], 100).map((chunk) =>
          throughHubSpot(() =>
            hubspot.files.doSearch(undefined, undefined, undefined, chunk.length, undefined, chunk.map(Number)),
          ),
        ),
      );
      const wanted = new Set(fileIds);
      return answers
        .flatMap((answer) => expect.array(answer.results as HubSpotFile[], 'results'))
        .map((file) => fromHubSpotFile(file, names.documentsFolder))
        .filter((document) => document !== null)
        .filter((document) => wanted.has(document.id));
    },

    async downloadUrl(fileId) {
      const answer = await throughHubSpot(() => hubspot.files.getSignedUrl(fileId, undefined, 300));
      return expect.string(answer.url, 'url');
    },

    async subscriptions(email) {
      const answer = await hubspot.preferences.getEmailStatus(email).catch((error: unknown) => {
        if (isHubSpotNotFound(error)) return null;
        throw fromHubSpotError(error);
      });
      if (answer === null) return [];
      return expect.array(answer.subscriptionStatuses, 'subscriptionStatuses').map(fromHubSpotSubscriptionStatus);
    },

    async staff() {
      const staff = [];
      for (let after: string | undefined; ; ) {
        const page = await throughHubSpot(() => hubspot.owners.getPage(undefined, after, ownerPage));
        staff.push(...expect.array(page.results, 'results').map(fromHubSpotOwner));
        after = page.paging?.next?.after;
        if (after === undefined) return staff;
      }
    },

    async definitions() {
      const [company, contact, labels] = await Promise.all([
        throughHubSpot(() => hubspot.properties.getAll('companies')),
        throughHubSpot(() => hubspot.properties.getAll('contacts')),
        throughHubSpot(() => hubspot.associations.labels.getAll('contacts', 'companies')),
      ]);
      defined = {
        company: new Map(expect.array(company.results, 'results').map(fromHubSpotProperty)),
        contact: new Map(expect.array(contact.results, 'results').map(fromHubSpotProperty)),
        labels: new Set(expect.array(labels.results, 'results').flatMap(({ label }) => (label ? [label] : []))),
      };
      return defined;
    },

    [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose](),
  };
}

