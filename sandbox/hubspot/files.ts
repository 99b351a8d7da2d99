import type { FastifyInstance } from 'fastify';
import type { HubSpotBehaviour } from './behaviour.ts';
import { sendError } from './errors.ts';
import type { PortalFile } from './portal.ts';
import type { PortalStore } from './store.ts';

const presentFile = ({ hidden, ...file }: PortalFile) => ({
  ...file,
  archived: false,
  access: hidden ? 'HIDDEN_PRIVATE' : 'PRIVATE',
  type: 'DOCUMENT',
  updatedAt: file.createdAt,
  isUsableInContent: false,
});

/** Files of the file manager. */
export function registerFiles(app: FastifyInstance, store: () => PortalStore, behaviour: () => HubSpotBehaviour): void {
  app.get<{ Querystring: Record<string, string | string[] | undefined> }>(
    '/files/2026-09/files/search',
    async ({ query }, reply) => {
      const many = (value: string | string[] | undefined) =>
        value === undefined ? [] : Array.isArray(value) ? value : [value];
      const ids = many(query.ids);
      const folders = many(query.parentFolderIds);
      const results = store()
        .portal.files.filter(({ hidden }) => hidden !== true)
        .filter(({ id }) => ids.length === 0 || ids.includes(id))
        .filter(({ parentFolderId }) => folders.length === 0 || folders.includes(parentFolderId))
        .slice(0, Math.min(Number(query.limit ?? 10), 100))
        .map(presentFile);
      return reply.send({ results });
    },
  );

  app.get<{ Params: { id: string }; Querystring: { expirationSeconds?: string } }>(
    '/files/2026-09/files/:id/signed-url',
    async ({ params, query }, reply) => {
      const file = store().portal.files.find(({ id }) => id === params.id);
      if (!file) return sendError(reply, 404, 'OBJECT_NOT_FOUND', 'resource not found');
      const expires = Math.floor(Date.now() / 60_000) * 60_000 + Number(query.expirationSeconds ?? 300) * 1_000;
      return reply.send({
        url: `https://files.sandbox.example/${file.id}/${encodeURIComponent(file.name)}?expires=${expires}&signature=sandbox`,
        expiresAt: new Date(expires).toISOString(),
        name: file.name,
        extension: file.extension,
        type: 'DOCUMENT',
        size: file.size,
      });
    },
  );

  // HubSpot, changelog "The v3 Files API": listings omit hidden files; reading one by its id needs files.ui_hidden.read.
  app.get<{ Params: { id: string } }>('/files/2026-09/files/:id', async ({ params }, reply) => {
    const file = store().portal.files.find(({ id }) => id === params.id);
    if (!file) return sendError(reply, 404, 'OBJECT_NOT_FOUND', 'resource not found');
    if (file.hidden && !behaviour().hiddenFiles)
      return sendError(reply, 403, 'MISSING_SCOPES', 'This request requires files.ui_hidden.read.');
    return reply.send(presentFile(file));
  });
}
