import { asciiLowerCase } from '@customer-graph/protocol/ascii-lower-case';
import type { CrmNames } from '../../config.ts';
import type { HubSpot } from '../client.ts';

/** A search needs these. */
export interface SearchOptions {
  readonly hubspot: HubSpot;
  readonly names: CrmNames;
  /** Whether the portal defines the property. HubSpot refuses a search by an unknown property. */
  readonly knows: (type: 'company' | 'contact', property: string) => boolean;
}

/** HubSpot, "CRM search": paging ends at 10,000 results; 400 beyond. */
export const maxResults = 10_000;
/** HubSpot, "CRM search": 200 results a page. */
export const maxPageSize = 200;
/** HubSpot, "CRM search": 100 values in one IN. */
export const maxValues = 100;
/** HubSpot, "CRM search": 5 filter groups in a request. */
export const maxFilterGroups = 5;

/** HubSpot, "CRM search, IN": the values of a string property must be in lower case, whatever the case of the stored value. */
export const toSearchValue = (value: string): string => asciiLowerCase(value);
