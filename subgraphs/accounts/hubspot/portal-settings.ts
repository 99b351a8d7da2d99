import { z } from 'zod';
import { optional, text } from '@customer-graph/upstream/shapes';
import type { Definitions } from '../domain/definitions.ts';
import type { CrmSource } from '../port.ts';
import type { HubSpot } from './client.ts';
import { throughHubSpot } from './errors.ts';
import { fromHubSpotOwner } from './mapping/owner.ts';
import { fromHubSpotProperty } from './mapping/property-definition.ts';
import { readAllPages } from './pages.ts';
import { parse } from './parse.ts';

const listShape = z.looseObject({ results: z.array(z.unknown()) });
const labelsShape = z.looseObject({ results: z.array(z.looseObject({ label: optional(text) })) });

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
      company: new Map(parse(listShape, company, 'properties').results.map(fromHubSpotProperty)),
      contact: new Map(parse(listShape, contact, 'properties').results.map(fromHubSpotProperty)),
      labels: new Set(parse(labelsShape, labels, 'labels').results.flatMap(({ label }) => (label ? [label] : []))),
    };
    onDefinitions(definitions);
    return definitions;
  },
});
