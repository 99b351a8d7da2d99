import { chunks } from '../../shared/chunks.ts';
import type { MemberRole } from '../../shared/roles.ts';
import type { Upstream } from '../../shared/upstream/client.ts';
import { createExpect } from '../../shared/upstream/expect.ts';
import type { CrmNames } from '../config.ts';
import type { Company } from '../domain/company.ts';
import type { Definitions } from '../domain/definitions.ts';
import type { CrmSource } from '../port.ts';
import { readAssociations, readObjects, type Association } from './batches.ts';
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
  type HubSpotFile,
} from './mapping.ts';
import {
  configuredCompanyProperties,
  configuredContactProperties,
  standardCompanyProperties,
  standardContactProperties,
} from './properties.ts';
import { createSearches } from './searches.ts';

export interface HubSpotSourceOptions {
  readonly accessToken: string;
  readonly base: string;
  readonly names: CrmNames;
  /** Owned by the source from here on. */
  readonly upstream: Upstream;
}

const expect = createExpect('CRM');

/** HubSpot's own type for "parent company to child company" (Associations v4, "Association type IDs"). */
const parentToChild = 13;
/** HubSpot answers only so many owners at once. */
const ownerPage = 500;

const byNumber = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

export function createHubSpotSource({ accessToken, base, names, upstream }: HubSpotSourceOptions): CrmSource {
  const hubspot = createHubSpot({ accessToken, base, upstream });
  const companyProperties = [...standardCompanyProperties, ...configuredCompanyProperties(names)];
  const contactProperties = [...standardContactProperties, ...configuredContactProperties(names)];

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
    ...createSearches({ hubspot, names, knows }),

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

    async subsidiaries(companyId) {
      const found = (await readAssociations(hubspot, 'companies', 'companies', [companyId])).get(companyId) ?? [];
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
      const found = await readAssociations(hubspot, 'companies', 'contacts', companyIds);
      return companyIds.map((id) => withRole(found.get(id) ?? []).map(({ toId, role }) => ({ contactId: toId, role })));
    },

    async membershipsOf(contactId) {
      const found = await readAssociations(hubspot, 'contacts', 'companies', [contactId]);
      return withRole(found.get(contactId) ?? []).map(({ toId, role }) => ({ companyId: toId, role }));
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

