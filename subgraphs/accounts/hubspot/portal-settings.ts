import { createExpect } from '@customer-graph/upstream/expect';
import type { Definitions } from '../domain/definitions.ts';
import type { CrmSource } from '../port.ts';
import type { HubSpot } from './client.ts';
import { throughHubSpot } from './errors.ts';
import { fromHubSpotOwner } from './mapping/owner.ts';
import { fromHubSpotProperty } from './mapping/property-definition.ts';
import { readAllPages } from './pages.ts';

const expect = createExpect('CRM');

/** HubSpot, "Owners": 500 owners a page. */
const ownerPage = 500;

/** Staff and definitions of the portal. HubSpot calls staff owners. */
export const createPortalSettings = (
  hubspot: HubSpot,
  onDefinitions: (definitions: Definitions) => void,
): Pick<CrmSource, 'staff' | 'definitions'> => ({
  async staff() {
    const owners = await readAllPages((after) => hubspot.owners.getPage(undefined, after, ownerPage));
    return owners.map(fromHubSpotOwner);
  },

  async definitions() {
    const [company, contact, labels] = await Promise.all([
      throughHubSpot(() => hubspot.properties.getAll('companies')),
      throughHubSpot(() => hubspot.properties.getAll('contacts')),
      throughHubSpot(() => hubspot.associations.labels.getAll('contacts', 'companies')),
    ]);
    const definitions = {
      company: new Map(expect.array(company.results, 'results').map(fromHubSpotProperty)),
      contact: new Map(expect.array(contact.results, 'results').map(fromHubSpotProperty)),
      labels: new Set(expect.array(labels.results, 'results').flatMap(({ label }) => (label ? [label] : []))),
    };
    onDefinitions(definitions);
    return definitions;
  },
});
