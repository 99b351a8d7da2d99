import { chunks } from '@customer-graph/process/chunks';
import { createExpect } from '@customer-graph/upstream/expect';
import type { CrmNames } from '../config.ts';
import type { CrmSource } from '../port.ts';
import type { HubSpot } from './client.ts';
import { throughHubSpot } from './errors.ts';
import { type HubSpotFile, fromHubSpotFile } from './mapping/file.ts';

const expect = createExpect('CRM');

/** Files of the file manager. */
export const createDocuments = (hubspot: HubSpot, names: CrmNames): Pick<CrmSource, 'documents' | 'downloadUrl'> => ({
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
});
