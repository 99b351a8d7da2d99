import type { Logger } from 'pino';
import { z } from 'zod';
import { chunks } from '@customer-graph/process/chunks';
import { anyList, text } from '@customer-graph/upstream/shapes';
import type { CrmNames } from '../config.ts';
import type { CrmSource } from '../port.ts';
import type { HubSpot } from './client.ts';
import { isHubSpotNotFound, isHubSpotForbidden, throughHubSpot, fromHubSpotError } from './errors.ts';
import { fromHubSpotFile } from './mapping/file.ts';
import { parse } from './parse.ts';

/** Hidden files that are read by their ids for one request: the schema's `@upstream` of documents counts as many calls. */
const maxHidden = 20;

const withId = z.object({ id: z.coerce.string() });
const signedUrl = z.object({ url: text });

/** Files of the file manager. */
export function createDocuments(
  hubspot: HubSpot,
  names: CrmNames,
  log: Logger,
): Pick<CrmSource, 'documents' | 'downloadUrl'> {
  async function listed(ids: readonly string[]): Promise<unknown[]> {
    const answers = await Promise.all(
      chunks(ids, 100).map((chunk) =>
        throughHubSpot(() =>
          hubspot.files.doSearch(undefined, undefined, undefined, chunk.length, undefined, chunk.map(Number)),
        ),
      ),
    );
    return answers.flatMap(({ results }) => parse(anyList, results, 'results'));
  }

  /** Null: the file does not exist, or files.ui_hidden.read is not granted. */
  async function byId(id: string): Promise<unknown> {
    try {
      return await hubspot.files.getById(id);
    } catch (error) {
      if (isHubSpotNotFound(error) || isHubSpotForbidden(error)) return null;
      throw fromHubSpotError(error);
    }
  }

  return {
    // HubSpot, changelog "The v3 Files API": listings omit hidden files, such as those attached to a record.
    async documents(fileIds) {
      const ids = [...new Set(fileIds)];
      const found = await listed(ids);
      const foundIds = new Set(found.map((file) => parse(withId, file, 'file').id));
      const others = ids.filter((id) => !foundIds.has(id));
      if (others.length > maxHidden)
        log.warn({ files: others.length, read: maxHidden }, 'too many hidden files; the rest is not shown');
      const hidden = await Promise.all(others.slice(0, maxHidden).map(byId));
      const wanted = new Set(ids);
      return [...found, ...hidden.filter((file) => file !== null)]
        .map((file) => fromHubSpotFile(file, names.documentsFolder))
        .filter((document) => document !== null)
        .filter((document) => wanted.has(document.id));
    },

    async downloadUrl(fileId) {
      const answer = await throughHubSpot(() => hubspot.files.getSignedUrl(fileId, undefined, 300));
      return parse(signedUrl, answer, 'signed URL').url;
    },
  };
}
