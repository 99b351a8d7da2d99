import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sendError } from './errors.ts';
import { now, toType } from './objects.ts';
import type { AssociationType } from './association-types.ts';
import { objectTypes, type ObjectType } from './portal.ts';
import type { PortalStore } from './store.ts';

const objectType = z.string().transform((name, context): ObjectType => {
  const plural = name
    .toLowerCase()
    .replace(/^company$/, 'companies')
    .replace(/^(contact|note)$/, '$1s');
  const known = objectTypes.find((type) => type === plural);
  if (known) return known;
  context.addIssue({ code: 'custom', message: 'unknown object type' });
  return z.NEVER;
});
const pair = z.object({ from: objectType, to: objectType });
const single = pair.extend({ fromId: z.string(), toId: z.string() });
const specs = z.array(z.object({ associationCategory: z.string(), associationTypeId: z.number().int() }));
const readBody = z.object({ inputs: z.array(z.object({ id: z.string(), after: z.string().optional() })).max(1_000) });
const writeBody = z.object({
  inputs: z.array(z.object({ from: z.object({ id: z.string() }), to: z.object({ id: z.string() }), types: specs })),
});
const archiveBody = z.object({
  inputs: z.array(z.object({ from: z.object({ id: z.string() }), to: z.array(z.object({ id: z.string() })) })),
});

/** Associations of one object in one page. */
const pageSize = 500;

const presentType = ({ category, typeId, label }: AssociationType) => ({ category, typeId, label });

export function registerAssociations(app: FastifyInstance, store: () => PortalStore): void {
  const page = (from: ObjectType, id: string, to: ObjectType, after = '0') => {
    const all = store().associations(from, id, to);
    const start = Number(after);
    const results = all
      .slice(start, start + pageSize)
      .map(({ toId, types }) => ({ toObjectId: toId, associationTypes: types.map(presentType) }));
    return { results, ...(all.length > start + pageSize && { paging: { next: { after: String(start + pageSize) } } }) };
  };

  app.post('/crm/v4/associations/:from/:to/batch/read', async (request, reply) => {
    const path = pair.safeParse(request.params);
    const body = readBody.safeParse(request.body);
    if (!path.success || !body.success) return sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input');
    const { from, to } = path.data;
    const startedAt = now();
    const pages = body.data.inputs.map(({ id, after }) => ({ id, ...page(from, id, to, after) }));
    const results = pages
      .filter(({ results: found }) => found.length > 0)
      .map(({ id, results: found, paging }) => ({ from: { id }, to: found, ...(paging && { paging }) }));
    const unassociated = pages.filter(({ results: found }) => found.length === 0).map(({ id }) => id);
    const response = { status: 'COMPLETE', results, startedAt, completedAt: now() };
    if (unassociated.length === 0) return reply.send(response);
    const errors = unassociated.map((id) => ({
      status: 'error',
      category: 'OBJECT_NOT_FOUND',
      subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
      message: `No ${to} is associated with ${from} ${id}.`,
      context: { fromObjectId: [id] },
      links: {},
      errors: [],
    }));
    return reply.code(207).send({ ...response, numErrors: errors.length, errors });
  });

  app.get('/crm/v4/associations/:from/:to/labels', async (request, reply) => {
    const path = pair.safeParse(request.params);
    if (!path.success) return sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input');
    const isBetweenTypes = path.data.from !== path.data.to;
    const base: AssociationType = { category: 'HUBSPOT_DEFINED', typeId: isBetweenTypes ? 279 : 450, label: null };
    const customLabels = isBetweenTypes ? store().portal.labels : [];
    return reply.send({ results: [base, ...customLabels].map(presentType) });
  });

  app.post('/crm/v4/associations/:from/:to/labels', async (request, reply) => {
    const body = z.object({ label: z.string(), name: z.string() }).safeParse(request.body);
    if (!body.success) return sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input');
    const { labels } = store().portal;
    const added: AssociationType = {
      category: 'USER_DEFINED',
      typeId: Math.max(0, ...labels.map(({ typeId }) => typeId)) + 1,
      label: body.data.label,
    };
    labels.push(added);
    return reply.send({ results: [presentType(added)] });
  });

  app.get<{ Querystring: { after?: string } }>(
    '/crm/v4/objects/:from/:fromId/associations/:to',
    async (request, reply) => {
      const path = single.omit({ toId: true }).safeParse(request.params);
      if (!path.success) return sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input');
      return reply.send(page(path.data.from, path.data.fromId, path.data.to, request.query.after));
    },
  );

  const labelsBetween = (from: ObjectType, fromId: string, to: ObjectType, toId: string) => ({
    fromObjectTypeId: typeIds[from],
    fromObjectId: fromId,
    toObjectTypeId: typeIds[to],
    toObjectId: toId,
    labels: (
      store()
        .associations(from, fromId, to)
        .find((found) => found.toId === toId)?.types ?? []
    ).flatMap(({ label }) => (label ? [label] : [])),
  });

  app.put('/crm/v4/objects/:from/:fromId/associations/:to/:toId', async (request, reply) => {
    const path = single.safeParse(request.params);
    const types = specs.safeParse(request.body);
    if (!path.success || !types.success) return sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input');
    const { from, fromId, to, toId } = path.data;
    if (!store().get(from, fromId) || !store().get(to, toId))
      return sendError(reply, 404, 'OBJECT_NOT_FOUND', 'resource not found');
    store().associate(
      from,
      fromId,
      to,
      toId,
      types.data.map((spec) => toType(store(), spec)),
    );
    return reply.code(201).send(labelsBetween(from, fromId, to, toId));
  });

  app.delete('/crm/v4/objects/:from/:fromId/associations/:to/:toId', async (request, reply) => {
    const path = single.safeParse(request.params);
    if (!path.success) return sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input');
    const { from, fromId, to, toId } = path.data;
    store().dissociate(from, fromId, to, toId);
    return reply.code(204).send();
  });

  app.post('/crm/v4/associations/:from/:to/batch/create', async (request, reply) => {
    const path = pair.safeParse(request.params);
    const body = writeBody.safeParse(request.body);
    if (!path.success || !body.success) return sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input');
    const { from, to } = path.data;
    const startedAt = now();
    const results = body.data.inputs.map((input) => {
      store().associate(
        from,
        input.from.id,
        to,
        input.to.id,
        input.types.map((spec) => toType(store(), spec)),
      );
      return labelsBetween(from, input.from.id, to, input.to.id);
    });
    return reply.code(201).send({ status: 'COMPLETE', results, startedAt, completedAt: now() });
  });

  app.post('/crm/v4/associations/:from/:to/batch/labels/archive', async (request, reply) => {
    const path = pair.safeParse(request.params);
    const body = writeBody.safeParse(request.body);
    if (!path.success || !body.success) return sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input');
    const { from, to } = path.data;
    for (const input of body.data.inputs) {
      store().dissociate(
        from,
        input.from.id,
        to,
        input.to.id,
        input.types.map(({ associationTypeId }) => associationTypeId),
      );
    }
    return reply.code(204).send();
  });

  app.post('/crm/v4/associations/:from/:to/batch/archive', async (request, reply) => {
    const path = pair.safeParse(request.params);
    const body = archiveBody.safeParse(request.body);
    if (!path.success || !body.success) return sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input');
    for (const input of body.data.inputs)
      for (const { id } of input.to) store().dissociate(path.data.from, input.from.id, path.data.to, id);
    return reply.code(204).send();
  });
}

const typeIds: Readonly<Record<ObjectType, string>> = { contacts: '0-1', companies: '0-2', notes: '0-46' };
