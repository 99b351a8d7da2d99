import type { Logger } from 'pino';
import type { CrmNames } from '../config.ts';
import type { Definitions } from '../domain/definitions.ts';
import type { CrmSource } from '../port.ts';
import { createHubSpot } from './client.ts';
import { createCompanies } from './companies.ts';
import { createContacts } from './contacts.ts';
import { createDocuments } from './documents.ts';
import type { HubSpotHttp } from './http.ts';
import { createInvitations } from './invitations.ts';
import { createNotes } from './notes.ts';
import { createPortalSettings } from './portal-settings.ts';
import { createLabelRoles } from './roles/label-roles.ts';
import { createPropertyRoles } from './roles/property-roles.ts';
import { createClaimSearch } from './searches/claims.ts';
import { createCompanySearch } from './searches/companies.ts';
import { createContactSearch } from './searches/contacts.ts';
import { createSubscriptions, type LegalBasis } from './subscriptions.ts';
import { readHubSpotWebhook } from './webhooks.ts';

export interface HubSpotSourceOptions {
  /** Disposed of together with the source. */
  readonly http: HubSpotHttp;
  readonly names: CrmNames;
  /** Null: none is sent. */
  readonly legalBasis: LegalBasis | null;
  /** Secrets with which HubSpot signs webhooks. */
  readonly webhookSecrets: readonly string[];
  readonly log: Logger;
}

/** Implements the port with HubSpot. */
export function createHubSpotSource({ http, names, legalBasis, webhookSecrets, log }: HubSpotSourceOptions): CrmSource {
  const hubspot = createHubSpot(http);
  /** The portal's definitions as last read. HubSpot refuses a search by an unknown property. */
  let defined: Definitions | undefined;
  const knows = (type: 'company' | 'contact', property: string): boolean => defined?.[type].has(property) ?? true;
  const searchOptions = { hubspot, names, knows };
  const companies = createCompanies(hubspot, names, () => defined);
  const { roles } = names.contact;
  return {
    readWebhook: (request) => readHubSpotWebhook(request, webhookSecrets, log),
    ...createCompanySearch(searchOptions),
    ...createClaimSearch(searchOptions),
    ...createContactSearch(searchOptions),
    ...companies,
    ...createContacts(hubspot, names),
    ...createInvitations(searchOptions),
    ...(roles === null ? createLabelRoles(hubspot, names) : createPropertyRoles(hubspot, roles, companies.companies)),
    ...createSubscriptions(http, legalBasis),
    ...createNotes(hubspot),
    ...createDocuments(hubspot, names, log),
    ...createPortalSettings(hubspot, (definitions) => {
      defined = definitions;
    }),
    [Symbol.asyncDispose]: () => http[Symbol.asyncDispose](),
  };
}
