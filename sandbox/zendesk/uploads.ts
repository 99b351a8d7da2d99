import type { FastifyInstance } from 'fastify';
import { contentPath } from './attachments.ts';
import { sendError } from './errors.ts';
import type { HelpDeskStore } from './store.ts';

/** Uploads of attachments. The body is raw bytes of any content type, so they need a separate parser scope. */
export function registerUploads(app: FastifyInstance, store: () => HelpDeskStore, baseOf: () => string): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    registerRoute(scope, store, baseOf);
  });
}

function registerRoute(app: FastifyInstance, store: () => HelpDeskStore, baseOf: () => string): void {
  app.post<{ Querystring: { filename?: string } }>('/api/v2/uploads', async (request, reply) => {
    const { filename } = request.query;
    if (filename === undefined || !Buffer.isBuffer(request.body)) return sendError(reply, 400);
    const id = store().nextId();
    const attachment = {
      id,
      file_name: filename,
      content_type: request.headers['content-type'] ?? 'application/octet-stream',
      content_url: `${baseOf()}${contentPath(id, filename)}`,
      size: request.body.length,
      inline: false,
      deleted: false,
      malware_scan_result: 'malware_not_found',
    };
    const token = `sandbox-upload-${id}`;
    store().contents.set(id, request.body);
    store().put('uploads', { id, token, attachment, isUsed: false });
    return reply.code(201).send({ upload: { token, attachment, attachments: [attachment] } });
  });
}
