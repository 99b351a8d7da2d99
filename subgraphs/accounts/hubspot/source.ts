import type { Upstream } from '@customer-graph/upstream/client';
import type { CrmNames } from '../config.ts';
import type { Definitions } from '../domain/definitions.ts';
import type { CrmSource } from '../port.ts';
import { createHubSpot } from './client.ts';
import { createCompanies } from './companies.ts';
import { createContacts } from './contacts.ts';
import { createDocuments } from './documents.ts';
import { createInvitations } from './invitations.ts';
import { createMemberships } from './memberships.ts';
import { createNotes } from './notes.ts';
import { createPortalSettings } from './portal-settings.ts';
import { createClaimSearch } from './searches/claims.ts';
import { createCompanySearch } from './searches/companies.ts';
import { createContactSearch } from './searches/contacts.ts';
import { readHubSpotWebhook } from './webhooks.ts';

export interface HubSpotSourceOptions {
  readonly accessToken: string;
  readonly base: string;
  readonly names: CrmNames;
  /** Secrets with which HubSpot signs webhooks. */
  readonly webhookSecrets: readonly string[];
  /** Disposed of together with the source. */
  readonly upstream: Upstream;
}

/** Implements the port with HubSpot. */
export function createHubSpotSource({
  accessToken,
  base,
  names,
  webhookSecrets,
  upstream,
}: HubSpotSourceOptions): CrmSource {
  const hubspot = createHubSpot({ accessToken, base, upstream });
  /** The portal's definitions as last read. HubSpot refuses a search by an unknown property. */
  let defined: Definitions | undefined;
  const knows = (type: 'company' | 'contact', property: string): boolean => defined?.[type].has(property) ?? true;
  const searchOptions = { hubspot, names, knows };
  return {
    readWebhook: (request) => readHubSpotWebhook(request, webhookSecrets),
    ...createCompanySearch(searchOptions),
    ...createClaimSearch(searchOptions),
    ...createContactSearch(searchOptions),
    ...createCompanies(hubspot, names, () => defined),
    ...createContacts(hubspot, names),
    ...createInvitations(searchOptions),
    ...createMemberships(hubspot, names),
    ...createNotes(hubspot),
    ...createDocuments(hubspot, names),
    ...createPortalSettings(hubspot, (definitions) => {
      defined = definitions;
    }),
    [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose](),
  };
}
