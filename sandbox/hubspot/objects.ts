import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { hubSpotError, sendError } from './errors.ts';
import { statusOf } from './generation.ts';
import { present } from './present.ts';
import { invalidDate, takenValue, unknownProperty } from './property-rules.ts';
import { registerSearch } from './search-route.ts';
import type { AssociationType } from './association-types.ts';
import type { ObjectType, PortalObject } from './portal.ts';
import type { PortalStore } from './store.ts';

const objectNames: Readonly<Record<ObjectType, string>> = { companies: 'COMPANY', contacts: 'CONTACT', notes: 'NOTE' };
const properties = z.record(z.string(), z.string());
const associationSpec = z.object({ associationCategory: z.string(), associationTypeId: z.number().int() });
const createBody = z.object({
  properties,
  associations: z.array(z.object({ to: z.object({ id: z.string() }), types: z.array(associationSpec) })).optional(),
});
const batchRead = z.object({
  inputs: z.array(z.object({ id: z.string() })).max(100),
  properties: z.array(z.string()),
  propertiesWithHistory: z.array(z.string()),
  idProperty: z.string().optional(),
});
const batchUpdate = z.object({ inputs: z.array(z.object({ id: z.string(), properties })).max(100) });
const splitList = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((text) => (typeof text === 'string' ? text.split(',') : []));

const notFound = (reply: FastifyReply) => sendError(reply, 404, 'OBJECT_NOT_FOUND', 'resource not found');

export const now = (): string => new Date().toISOString();

export function registerObjects(app: FastifyInstance, store: () => PortalStore, type: ObjectType): void {
  const base = `/crm/objects/2026-09/${type}`;
  /** The type that a new object is associated with: a note with a company, for example. */
  const associatedType = type === 'companies' ? 'contacts' : 'companies';

  const find = (id: string, idProperty: string | undefined): PortalObject | undefined => {
    if (idProperty === undefined || idProperty === 'hs_object_id')
      return /^\d+$/.test(id) ? store().get(type, id) : undefined;
    return store()
      .all(type)
      .find((object) => object.properties[idProperty]?.toLowerCase() === id.toLowerCase());
  };

  app.post(`${base}/batch/read`, async (request, reply) => {
    const body = batchRead.safeParse(request.body);
    if (!body.success) return sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input JSON');
    const { inputs, idProperty, properties: requested } = body.data;
    const startedAt = now();
    const found = new Map<string, PortalObject>();
    const missing: string[] = [];
    for (const { id } of inputs) {
      const object = find(id, idProperty);
      if (object) found.set(object.id, object);
      else missing.push(id);
    }
    const results = [...found.values()].map((object) => present(type, object, requested));
    const response = { status: 'COMPLETE', results, startedAt, completedAt: now() };
    if (missing.length === 0) return reply.send(response);
    const error = {
      status: 'error',
      category: 'OBJECT_NOT_FOUND',
      message: `Could not get some ${objectNames[type]} objects, they may be deleted or not exist. Check that ids are valid.`,
      context: { ids: missing },
      links: {},
      errors: [],
    };
    return reply.code(statusOf(request, 'PARTLY_FAILED')).send({ ...response, numErrors: 1, errors: [error] });
  });

  app.post(`${base}/batch/update`, async (request, reply) => {
    const body = batchUpdate.safeParse(request.body);
    if (!body.success) return sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input JSON');
    const startedAt = now();
    const results = body.data.inputs.flatMap(({ id, properties: values }) => {
      const object = store().update(type, id, values);
      return object ? [present(type, object, Object.keys(values))] : [];
    });
    return reply.send({ status: 'COMPLETE', results, startedAt, completedAt: now() });
  });

  registerSearch(app, store, type);

  if (type !== 'notes') {
    app.post<{ Body: { primaryObjectId: string; objectIdToMerge: string } }>(
      `${base}/merge`,
      async (request, reply) => {
        const merged = store().merge(type, request.body.primaryObjectId, request.body.objectIdToMerge);
        return merged ? reply.send(present(type, merged, [])) : notFound(reply);
      },
    );
  }

  app.get<{ Params: { id: string }; Querystring: Record<string, unknown> }>(
    `${base}/:id`,
    async ({ params, query }, reply) => {
      const object = find(params.id, typeof query.idProperty === 'string' ? query.idProperty : undefined);
      if (!object) return notFound(reply);
      const associated = splitList(query.associations).filter((name): name is ObjectType => name in objectNames);
      const associations = Object.fromEntries(
        associated.map((to) => [
          to,
          {
            results: store()
              .associations(type, object.id, to)
              .map(({ toId }) => ({ id: toId, type: `${type}_to_${to}` })),
          },
        ]),
      );
      return reply.send({
        ...present(type, object, splitList(query.properties)),
        ...(associated.length > 0 && { associations }),
      });
    },
  );

  app.get<{ Querystring: Record<string, unknown> }>(base, async ({ query }, reply) => {
    const limit = Math.min(Number(query.limit ?? 10), 100);
    const all = store()
      .all(type)
      .sort((a, b) => Number(a.id) - Number(b.id));
    const start = query.after === undefined ? 0 : all.findIndex(({ id }) => id === query.after);
    const page = all.slice(start, start + limit);
    const next = all[start + limit];
    const results = page.map((object) => present(type, object, splitList(query.properties)));
    return reply.send({ results, ...(next && { paging: { next: { after: next.id } } }) });
  });

  app.post(base, async (request, reply) => {
    const body = createBody.safeParse(request.body);
    if (!body.success) return sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input JSON');
    const { properties: values, associations = [] } = body.data;
    const unknown = unknownProperty(store(), type, values);
    if (unknown !== undefined) return sendError(reply, 400, 'VALIDATION_ERROR', `Property "${unknown}" does not exist`);
    const email = values.email?.toLowerCase();
    if (email !== undefined && !/@[^@]+\.[^@.]+$/.test(email))
      return sendError(reply, 400, 'VALIDATION_ERROR', `Property values were not valid: INVALID_EMAIL ${email}`);
    const taken = type === 'contacts' && email !== undefined ? find(email, 'email') : undefined;
    if (taken)
      return reply.code(409).send(hubSpotError('CONFLICT', `Contact already exists. Existing ID: ${taken.id}`));
    const repeated = takenValue(store(), type, values);
    if (repeated !== undefined)
      return sendError(reply, 400, 'VALIDATION_ERROR', `Another object already has that value for "${repeated}"`);
    const object = store().create(type, values);
    for (const { to, types } of associations) {
      store().associate(
        type,
        object.id,
        associatedType,
        to.id,
        types.map((spec) => toType(store(), spec)),
      );
    }
    return reply.code(201).send(present(type, object, Object.keys(values)));
  });

  app.patch<{ Params: { id: string }; Body: unknown; Querystring: { idProperty?: string } }>(
    `${base}/:id`,
    async (request, reply) => {
      const body = z.object({ properties }).safeParse(request.body);
      if (!body.success) return sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input JSON');
      const wrong = invalidDate(store(), type, body.data.properties);
      if (wrong !== undefined)
        return sendError(reply, 400, 'VALIDATION_ERROR', `Property values were not valid: INVALID_DATE ${wrong}`);
      const unknown = unknownProperty(store(), type, body.data.properties);
      if (unknown !== undefined)
        return sendError(reply, 400, 'VALIDATION_ERROR', `Property "${unknown}" does not exist`);
      const object = find(request.params.id, request.query.idProperty);
      const updated = object && store().update(type, object.id, body.data.properties);
      return updated ? reply.send(present(type, updated, Object.keys(body.data.properties))) : notFound(reply);
    },
  );

  app.delete<{ Params: { id: string } }>(`${base}/:id`, async ({ params }, reply) => {
    store().remove(type, params.id);
    return reply.code(204).send();
  });
}

export const toType = (
  store: PortalStore,
  spec: { associationCategory: string; associationTypeId: number },
): AssociationType =>
  store.labelOf(spec.associationTypeId) ?? {
    category: spec.associationCategory === 'USER_DEFINED' ? 'USER_DEFINED' : 'HUBSPOT_DEFINED',
    typeId: spec.associationTypeId,
    label: null,
  };
