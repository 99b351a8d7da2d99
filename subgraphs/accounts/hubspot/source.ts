import { chunks } from '../../shared/chunks.ts';
import { GraphError } from '../../shared/errors.ts';
import { memberRoles, type MemberRole } from '../../shared/roles.ts';
import type { Upstream } from '../../shared/upstream/client.ts';
import { createExpect } from '../../shared/upstream/expect.ts';
import type { CrmNames } from '../config.ts';
import type { Company } from '../domain/company.ts';
import type { Definitions } from '../domain/definitions.ts';
import type { CrmSource } from '../port.ts';
import { readAssociations, readObjects, type Association } from './batches.ts';
import { createHubSpot } from './client.ts';
import { fromHubSpotError, isHubSpotConflict, isHubSpotInvalid, isHubSpotNotFound, throughHubSpot } from './errors.ts';
import {
  fromHubSpotCompany,
  fromHubSpotContact,
  fromHubSpotFile,
  fromHubSpotLabels,
  fromHubSpotOwner,
  fromHubSpotProperty,
  fromHubSpotSubscriptionStatus,
  toHubSpotCompany,
  toHubSpotContact,
  toHubSpotPlan,
  toHubSpotTime,
  type HubSpotFile,
} from './mapping.ts';
import {
  configuredCompanyProperties,
  configuredContactProperties,
  standardCompanyProperties,
  standardContactProperties,
} from './properties.ts';
import { createSearches } from './searches.ts';
import { readHubSpotWebhook } from './webhooks.ts';

export interface HubSpotSourceOptions {
  readonly accessToken: string;
  readonly base: string;
  readonly names: CrmNames;
  /** What webhooks are signed with. */
  readonly webhookSecrets: readonly string[];
  /** Owned by the source from here on. */
  readonly upstream: Upstream;
}

const expect = createExpect('CRM');

/** HubSpot's own type for "parent company to child company" (Associations v4, "Association type IDs"). */
const parentToChild = 13;
/** HubSpot's own type for "note to company". */
const noteToCompany = 190;
/** HubSpot's own type for "contact to company", which says nothing else of the two. */
const contactToCompany = 279;
/** HubSpot, "CRM objects, list": 100 objects a page. */
const companyPage = 100;
/** HubSpot answers only so many owners at once. */
const ownerPage = 500;

const byNumber = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

export function createHubSpotSource({
  accessToken,
  base,
  names,
  webhookSecrets,
  upstream,
}: HubSpotSourceOptions): CrmSource {
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

  /** By its address, and not through the search index: one that was made a moment ago is found. */
  async function contactAt(email: string): Promise<string | null> {
    const found = await hubspot.contacts.basic
      .getById(email, ['email'], undefined, undefined, false, 'email')
      .catch((error: unknown) => {
        if (isHubSpotNotFound(error)) return null;
        throw fromHubSpotError(error);
      });
    return found && expect.string(found.id, 'id');
  }

  const writing = async (write: () => Promise<unknown>): Promise<'DONE' | 'MISSING' | 'REFUSED'> => {
    try {
      await write();
      return 'DONE';
    } catch (error) {
      if (isHubSpotNotFound(error)) return 'MISSING';
      if (isHubSpotInvalid(error)) return 'REFUSED';
      throw fromHubSpotError(error);
    }
  };

  return {
    readWebhook: (request) => readHubSpotWebhook(request, webhookSecrets),
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

    async companyIds(after) {
      const page = await throughHubSpot(() =>
        hubspot.companies.basic.getPage(companyPage, after ?? undefined, ['hs_object_id']),
      );
      return {
        ids: expect.array(page.results, 'results').map(({ id }) => expect.string(id, 'id')),
        next: page.paging?.next?.after ?? null,
      };
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

    updateCompany: (id, change) =>
      writing(() => hubspot.companies.basic.update(id, { properties: toHubSpotCompany(change) })),
    updateContact: (id, change) =>
      writing(() => hubspot.contacts.basic.update(id, { properties: toHubSpotContact(change) })),

    async recordPlan(companyId, plan) {
      const properties = toHubSpotPlan(plan, names);
      if (Object.keys(properties).length > 0)
        await throughHubSpot(() => hubspot.companies.basic.update(companyId, { properties }));
    },

    contactByEmail: contactAt,

    async isContactOf(contactId, companyId) {
      const found = await readAssociations(hubspot, 'contacts', 'companies', [contactId]);
      return (found.get(contactId) ?? []).some(({ toId }) => toId === companyId);
    },

    async inviteContact({ email, name, companyId }) {
      const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: contactToCompany }];
      try {
        const made = await hubspot.contacts.basic.create({
          properties: { ...toHubSpotContact(name === null ? {} : { name }), email, [names.contact.status]: 'invited' },
          associations: [{ to: { id: companyId }, types: types as never }],
        });
        return expect.string(made.id, 'id');
      } catch (error) {
        // Somebody else made it meanwhile.
        const other = isHubSpotConflict(error) ? await contactAt(email) : null;
        if (other !== null) return other;
        if (isHubSpotInvalid(error)) return null;
        throw fromHubSpotError(error);
      }
    },

    async noteTicket(companyId, ticketId, url) {
      // The link says which ticket it is about. Notes are read through associations, which do not lag as the search does.
      const associated = (await readAssociations(hubspot, 'companies', 'notes', [companyId])).get(companyId) ?? [];
      const written = await readObjects(
        associated.map(({ toId }) => toId),
        (inputs) => hubspot.notes.batch.read({ inputs, properties: ['hs_note_body'], propertiesWithHistory: [] }),
      );
      if (written.some(({ properties }) => properties.hs_note_body?.includes(`"${url}"`))) return;
      const body = `<p>Support ticket <a href="${url}">#${ticketId}</a> was opened.</p>`;
      const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: noteToCompany }];
      await throughHubSpot(() =>
        hubspot.notes.basic.create({
          properties: { hs_note_body: body, hs_timestamp: toHubSpotTime(Date.now()) },
          associations: [{ to: { id: companyId }, types: types as never }],
        }),
      );
    },

    async completeStep(companyId, property, at) {
      // HubSpot, "Properties": a date is a day, and refuses any other time of it.
      const isDay = defined?.company.get(property)?.kind === 'DATE';
      const value = isDay ? toHubSpotTime(at).slice(0, 10) : toHubSpotTime(at);
      await throughHubSpot(() => hubspot.companies.basic.update(companyId, { properties: { [property]: value } }));
    },

    async setSubscribed(email, key, subscribed) {
      const change = { emailAddress: email, subscriptionId: key };
      await throughHubSpot(() =>
        subscribed ? hubspot.preferences.subscribe(change) : hubspot.preferences.unsubscribe(change),
      );
    },

    async setRole(companyId, contactId, role) {
      const { results } = await throughHubSpot(() => hubspot.associations.labels.getAll('contacts', 'companies'));
      const typesOf = (roles: readonly MemberRole[]) =>
        expect
          .array(results, 'results')
          .filter(({ label }) => roles.some((each) => names.labels[each] === label))
          .map(({ category, typeId }) => ({ associationCategory: category, associationTypeId: typeId }));
      const pair = { _from: { id: contactId }, to: { id: companyId } };
      // The new one first: whoever has two has the stronger, and nobody is without one in between.
      if (role !== null) {
        const types = typesOf([role]);
        if (types.length === 0)
          throw new GraphError('UPSTREAM_INVALID_RESPONSE', {
            system: 'CRM',
            cause: new Error(`the portal has no label for ${role}`),
          });
        const created = await throughHubSpot(() =>
          hubspot.associations.batch.create('contacts', 'companies', { inputs: [{ ...pair, types: types as never }] }),
        );
        // A batch that failed in part answers 207, which the SDK takes for a success: without the new label the old one stays.
        if ('errors' in created && created.errors.length > 0)
          throw new GraphError('UPSTREAM_INVALID_RESPONSE', {
            system: 'CRM',
            cause: new Error('the label was not set'),
          });
      }
      const others = typesOf(memberRoles.filter((each) => each !== role));
      if (others.length > 0)
        await throughHubSpot(() =>
          hubspot.associations.batch.archiveLabels('contacts', 'companies', {
            inputs: [{ ...pair, types: others as never }],
          }),
        );
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
      for (let after: string | undefined; ;) {
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
