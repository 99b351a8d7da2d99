import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { hubSpotError, refuse } from './errors.ts';
import { search, searchRequest } from './search.ts';
import type { AssociationType, ObjectType, PortalObject, PortalStore } from './store.ts';

const names: Readonly<Record<ObjectType, string>> = { companies: 'COMPANY', contacts: 'CONTACT', notes: 'NOTE' };
const always: Readonly<Record<ObjectType, readonly string[]>> = {
  companies: ['createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  contacts: ['createdate', 'lastmodifieddate', 'hs_object_id'],
  notes: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
};

/** Asked for without a value is null; not asked for is not there. */
export function present(
  type: ObjectType,
  object: PortalObject,
  asked: readonly string[],
  properties: Readonly<Record<string, string>> = object.properties,
) {
  const wanted = [...new Set([...always[type], ...asked])];
  return {
    id: object.id,
    properties: Object.fromEntries(wanted.map((name) => [name, properties[name] ?? null])),
    createdAt: object.createdAt,
    updatedAt: object.updatedAt,
    archived: false,
  };
}

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
const list = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((text) => (typeof text === 'string' ? text.split(',') : []));

const notFound = (reply: FastifyReply) => refuse(reply, 404, 'OBJECT_NOT_FOUND', 'resource not found');

export const now = (): string => new Date().toISOString();

export function registerObjects(app: FastifyInstance, store: () => PortalStore, type: ObjectType): void {
  const base = `/crm/v3/objects/${type}`;
  /** Where the associations of a new object lead: a note's to the company that it is about. */
  const kind = type === 'companies' ? 'contacts' : 'companies';

  /** A property that the portal does not define is refused when it is written and ignored when it is read. */
  const unknownProperty = (given: Readonly<Record<string, string>>): string | undefined => {
    if (type === 'notes') return undefined;
    const known = new Set(store().portal.properties[type].map(({ name }) => name));
    return Object.keys(given).find((name) => !known.has(name));
  };
  /** HubSpot, "Properties": a date is midnight in UTC, whichever way it is written. */
  const wrongDay = (given: Readonly<Record<string, string>>): string | undefined => {
    if (type === 'notes') return undefined;
    const days = new Set(
      store()
        .portal.properties[type].filter((property) => property.type === 'date')
        .map(({ name }) => name),
    );
    return Object.entries(given).find(
      ([name, value]) =>
        days.has(name) &&
        value !== '' &&
        !Number.isInteger((/^\d+$/.test(value) ? Number(value) : Date.parse(value)) / 86_400_000),
    )?.[0];
  };
  const find = (id: string, idProperty: string | undefined): PortalObject | undefined => {
    if (idProperty === undefined || idProperty === 'hs_object_id')
      return /^\d+$/.test(id) ? store().get(type, id) : undefined;
    return store()
      .all(type)
      .find((object) => object.properties[idProperty]?.toLowerCase() === id.toLowerCase());
  };

  app.post(`${base}/batch/read`, async (request, reply) => {
    const body = batchRead.safeParse(request.body);
    if (!body.success) return refuse(reply, 400, 'VALIDATION_ERROR', 'Invalid input JSON');
    const { inputs, idProperty, properties: asked } = body.data;
    const startedAt = now();
    const found = new Map<string, PortalObject>();
    const missing: string[] = [];
    for (const { id } of inputs) {
      const object = find(id, idProperty);
      if (object) found.set(object.id, object);
      else missing.push(id);
    }
    const results = [...found.values()].map((object) => present(type, object, asked));
    const answer = { status: 'COMPLETE', results, startedAt, completedAt: now() };
    if (missing.length === 0) return reply.send(answer);
    const error = {
      status: 'error',
      category: 'OBJECT_NOT_FOUND',
      message: `Could not get some ${names[type]} objects, they may be deleted or not exist. Check that ids are valid.`,
      context: { ids: missing },
      links: {},
      errors: [],
    };
    return reply.code(207).send({ ...answer, numErrors: 1, errors: [error] });
  });

  app.post(`${base}/batch/update`, async (request, reply) => {
    const body = batchUpdate.safeParse(request.body);
    if (!body.success) return refuse(reply, 400, 'VALIDATION_ERROR', 'Invalid input JSON');
    const startedAt = now();
    const results = body.data.inputs.flatMap(({ id, properties: given }) => {
      const object = store().update(type, id, given);
      return object ? [present(type, object, Object.keys(given))] : [];
    });
    return reply.send({ status: 'COMPLETE', results, startedAt, completedAt: now() });
  });

  app.post(`${base}/search`, async (request, reply) => {
    const body = searchRequest.safeParse(request.body);
    if (!body.success) return refuse(reply, 400, 'VALIDATION_ERROR', 'Invalid search request');
    const filtered = body.data.filterGroups?.flatMap(({ filters }) => filters) ?? [];
    const unknown = unknownProperty(Object.fromEntries(filtered.map(({ propertyName }) => [propertyName, ''])));
    if (unknown !== undefined)
      return refuse(
        reply,
        400,
        'VALIDATION_ERROR',
        `There was a problem with the request: property "${unknown}" does not exist.`,
      );
    if (filtered.length > 18) return refuse(reply, 400, 'VALIDATION_ERROR', 'There are too many filters.');
    const found = search(store(), type, body.data);
    if (found === null)
      return refuse(
        reply,
        400,
        'VALIDATION_ERROR',
        'The maximum number of results that can be paged through is 10,000.',
      );
    const results = found.ids.flatMap((id) => {
      // The index answers what it remembers, also of what has changed since.
      const remembered = found.properties.get(id);
      const object = store().get(type, id) ?? { id, properties: {}, createdAt: now(), updatedAt: now() };
      return remembered ? [present(type, { ...object, id }, body.data.properties ?? [], remembered)] : [];
    });
    return reply.send({
      total: found.total,
      results,
      ...(found.after && { paging: { next: { after: found.after } } }),
    });
  });

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
      const associated = list(query.associations).filter((name): name is ObjectType => name in names);
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
        ...present(type, object, list(query.properties)),
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
    const results = page.map((object) => present(type, object, list(query.properties)));
    return reply.send({ results, ...(next && { paging: { next: { after: next.id } } }) });
  });

  app.post(base, async (request, reply) => {
    const body = createBody.safeParse(request.body);
    if (!body.success) return refuse(reply, 400, 'VALIDATION_ERROR', 'Invalid input JSON');
    const { properties: given, associations = [] } = body.data;
    const unknown = unknownProperty(given);
    if (unknown !== undefined) return refuse(reply, 400, 'VALIDATION_ERROR', `Property "${unknown}" does not exist`);
    const email = given.email?.toLowerCase();
    if (email !== undefined && !/@[^@]+\.[^@.]+$/.test(email))
      return refuse(reply, 400, 'VALIDATION_ERROR', `Property values were not valid: INVALID_EMAIL ${email}`);
    const taken = type === 'contacts' && email !== undefined ? find(email, 'email') : undefined;
    if (taken)
      return reply.code(409).send(hubSpotError('CONFLICT', `Contact already exists. Existing ID: ${taken.id}`));
    const object = store().create(type, given);
    for (const { to, types } of associations) {
      store().associate(
        type,
        object.id,
        kind,
        to.id,
        types.map((spec) => toType(store(), spec)),
      );
    }
    return reply.code(201).send(present(type, object, Object.keys(given)));
  });

  app.patch<{ Params: { id: string }; Body: unknown; Querystring: { idProperty?: string } }>(
    `${base}/:id`,
    async (request, reply) => {
      const body = z.object({ properties }).safeParse(request.body);
      if (!body.success) return refuse(reply, 400, 'VALIDATION_ERROR', 'Invalid input JSON');
      const wrong = wrongDay(body.data.properties);
      if (wrong !== undefined)
        return refuse(reply, 400, 'VALIDATION_ERROR', `Property values were not valid: INVALID_DATE ${wrong}`);
      const unknown = unknownProperty(body.data.properties);
      if (unknown !== undefined) return refuse(reply, 400, 'VALIDATION_ERROR', `Property "${unknown}" does not exist`);
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
  store.labelled(spec.associationTypeId) ?? {
    category: spec.associationCategory === 'USER_DEFINED' ? 'USER_DEFINED' : 'HUBSPOT_DEFINED',
    typeId: spec.associationTypeId,
    label: null,
  };
