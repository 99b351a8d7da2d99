import type { FastifyInstance } from 'fastify';
import { sendError } from './errors.ts';
import type { ObjectType } from './portal.ts';
import { present } from './present.ts';
import { unknownProperty } from './property-rules.ts';
import { search, searchRequest } from './search.ts';
import type { PortalStore } from './store.ts';

/** HubSpot, "Search the CRM". */
export function registerSearch(app: FastifyInstance, store: () => PortalStore, type: ObjectType): void {
  app.post(`/crm/objects/2026-09/${type}/search`, async (request, reply) => {
    const body = searchRequest.safeParse(request.body);
    if (!body.success) return sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid search request');
    const filtered = body.data.filterGroups?.flatMap(({ filters }) => filters) ?? [];
    const unknown = unknownProperty(
      store(),
      type,
      Object.fromEntries(filtered.map(({ propertyName }) => [propertyName, ''])),
    );
    if (unknown !== undefined)
      return sendError(
        reply,
        400,
        'VALIDATION_ERROR',
        `There was a problem with the request: property "${unknown}" does not exist.`,
      );
    if (filtered.length > 18) return sendError(reply, 400, 'VALIDATION_ERROR', 'There are too many filters.');
    const found = search(store(), type, body.data);
    if (found === null)
      return sendError(
        reply,
        400,
        'VALIDATION_ERROR',
        'The maximum number of results that can be paged through is 10,000.',
      );
    const results = found.ids.flatMap((id) => {
      // The index answers with the values that it knows, even if they have changed since.
      const indexed = found.properties.get(id);
      const time = new Date().toISOString();
      const object = store().get(type, id) ?? { id, properties: {}, createdAt: time, updatedAt: time };
      return indexed ? [present(type, { ...object, id }, body.data.properties ?? [], indexed)] : [];
    });
    return reply.send({
      total: found.total,
      results,
      ...(found.after && { paging: { next: { after: found.after } } }),
    });
  });
}
