import * as associations from '@hubspot/api-client/lib/codegen/crm/associations/v4/index.js';
import * as labels from '@hubspot/api-client/lib/codegen/crm/associations/v4/schema/index.js';
import * as companies from '@hubspot/api-client/lib/codegen/crm/companies/index.js';
import * as contacts from '@hubspot/api-client/lib/codegen/crm/contacts/index.js';
import * as notes from '@hubspot/api-client/lib/codegen/crm/objects/notes/index.js';
import * as owners from '@hubspot/api-client/lib/codegen/crm/owners/index.js';
import * as properties from '@hubspot/api-client/lib/codegen/crm/properties/index.js';
import * as preferences from '@hubspot/api-client/lib/codegen/communication_preferences/index.js';
import * as files from '@hubspot/api-client/lib/codegen/files/index.js';
import type { Upstream } from '@customer-graph/upstream/client';
import type { RateLimit } from '@customer-graph/upstream/rate-limiter';

export interface HubSpotOptions {
  readonly accessToken: string;
  /** Without a trailing slash. */
  readonly base: string;
  readonly upstream: Upstream;
}

/** Batch reads and searches: they are POST requests, but change nothing. */
export const isHubSpotRead = ({ path }: { path: string }): boolean => /\/(batch\/read|search)$/.test(path);

/** HubSpot, "API usage guidelines": one limit for all requests of an app, and a lower one for searches. */
export const hubSpotLimits = (rates: { requestsPer10Seconds: number; searchesPerSecond: number }): RateLimit[] => [
  { count: rates.requestsPer10Seconds, windowMs: 10_000, keyOf: () => 'all' },
  {
    count: rates.searchesPerSecond,
    windowMs: 1_000,
    keyOf: ({ path }) => (/^\/crm\/v3\/objects\/\w+\/search$/.test(path) ? 'search' : null),
  },
];

/** HubSpot's SDK. It is not built with the SDK's `Client`, so that every request goes through the upstream client. */
export function createHubSpot({ accessToken, base, upstream }: HubSpotOptions) {
  const httpApi = companies.wrapHttpLibrary({
    async send(request) {
      const body = request.getBody();
      const answer = await upstream.send({
        method: request.getHttpMethod(),
        url: request.getUrl(),
        headers: request.getHeaders(),
        ...(typeof body === 'string' && { body }),
      });
      return new companies.ResponseContext(
        answer.status,
        { ...answer.headers },
        {
          text: async () => answer.body,
          binary: async () => Buffer.from(answer.body),
        },
      );
    },
  });
  // Each API of the SDK declares its own copy of these classes: the same at run time, incompatible for the compiler.
  const parameters = {
    baseServer: new companies.ServerConfiguration(base, {}),
    authMethods: { oauth2: { accessToken } },
    httpApi,
  } as never;

  return {
    companies: {
      basic: new companies.BasicApi(companies.createConfiguration(parameters)),
      batch: new companies.BatchApi(companies.createConfiguration(parameters)),
      search: new companies.SearchApi(companies.createConfiguration(parameters)),
    },
    contacts: {
      basic: new contacts.BasicApi(contacts.createConfiguration(parameters)),
      batch: new contacts.BatchApi(contacts.createConfiguration(parameters)),
      search: new contacts.SearchApi(contacts.createConfiguration(parameters)),
    },
    notes: {
      basic: new notes.BasicApi(notes.createConfiguration(parameters)),
      batch: new notes.BatchApi(notes.createConfiguration(parameters)),
    },
    associations: {
      batch: new associations.BatchApi(associations.createConfiguration(parameters)),
      labels: new labels.DefinitionsApi(labels.createConfiguration(parameters)),
    },
    owners: new owners.OwnersApi(owners.createConfiguration(parameters)),
    properties: new properties.CoreApi(properties.createConfiguration(parameters)),
    files: new files.FilesApi(files.createConfiguration(parameters)),
    preferences: new preferences.StatusApi(preferences.createConfiguration(parameters)),
  };
}

export type HubSpot = ReturnType<typeof createHubSpot>;
