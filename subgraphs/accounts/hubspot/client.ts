import * as associations from '@hubspot/api-client/lib/codegen/crm/associations/v4/index.js';
import * as labels from '@hubspot/api-client/lib/codegen/crm/associations/v4/schema/index.js';
import * as companies from '@hubspot/api-client/lib/codegen/crm/companies/index.js';
import * as contacts from '@hubspot/api-client/lib/codegen/crm/contacts/index.js';
import * as notes from '@hubspot/api-client/lib/codegen/crm/objects/notes/index.js';
import * as owners from '@hubspot/api-client/lib/codegen/crm/owners/index.js';
import * as properties from '@hubspot/api-client/lib/codegen/crm/properties/index.js';
import * as files from '@hubspot/api-client/lib/codegen/files/index.js';
import type { HubSpotHttp } from './http.ts';
import { toSdkStatus } from './sdk-status.ts';

/** HubSpot's SDK. It is not built with the SDK's `Client`, so that every request goes through the upstream client. */
export function createHubSpot({ base, send }: HubSpotHttp) {
  const root = new URL(base).pathname.replace(/\/$/, '');
  const httpApi = companies.wrapHttpLibrary({
    async send(request) {
      const body = request.getBody();
      const { pathname, search } = new URL(request.getUrl());
      const method = request.getHttpMethod();
      const answer = await send({
        method,
        path: pathname.slice(root.length) + search,
        headers: request.getHeaders(),
        ...(typeof body === 'string' && { body }),
      });
      return new companies.ResponseContext(
        toSdkStatus(method, pathname, answer.status, answer.body),
        { ...answer.headers },
        {
          text: async () => answer.body,
          binary: async () => Buffer.from(answer.body),
        },
      );
    },
  });
  // Each API of the SDK declares its own copy of these classes: the same at run time, incompatible for the compiler.
  const parameters = { baseServer: new companies.ServerConfiguration(base, {}), httpApi } as never;

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
  };
}

export type HubSpot = ReturnType<typeof createHubSpot>;
