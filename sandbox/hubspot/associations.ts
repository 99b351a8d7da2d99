import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { pair, pairPath, objectPath, presentType, single, type AssociationRules } from './association-rules.ts';
import { sendError } from './errors.ts';
import { statusOf } from './generation.ts';
import { now } from './objects.ts';
import type { AssociationType } from './association-types.ts';
import type { ObjectType } from './portal.ts';
import type { PortalStore } from './store.ts';

const readBody = z.object({ inputs: z.array(z.object({ id: z.string(), after: z.string().optional() })).max(1_000) });

/** Associations of one object in one page. */
const pageSize = 500;

const invalid = (reply: FastifyReply) => sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input');

/** Reads of associations, and their labels. */
export function registerAssociations(app: FastifyInstance, store: () => PortalStore, rules: AssociationRules): void {
  const page = (from: ObjectType, id: string, to: ObjectType, after = '0') => {
    const all = store().associations(from, id, to);
    const start = Number(after);
    const results = all.slice(start, start + pageSize).map(({ toId, types }) => ({
      toObjectId: rules.presentId(toId),
      associationTypes: types.filter(rules.isOffered).map(presentType),
    }));
    return { results, ...(all.length > start + pageSize && { paging: { next: { after: String(start + pageSize) } } }) };
  };

  app.post(`${pairPath}/batch/read`, async (request, reply) => {
    const path = pair.safeParse(request.params);
    const body = readBody.safeParse(request.body);
    if (!path.success || !body.success) return invalid(reply);
    const { from, to } = path.data;
    const startedAt = now();
    const pages = body.data.inputs.map(({ id, after }) => ({ id, ...page(from, id, to, after) }));
    const results = pages
      .filter(({ results: found }) => found.length > 0)
      .map(({ id, results: found, paging }) => ({
        from: { id: rules.presentId(id) },
        to: found,
        ...(paging && { paging }),
      }));
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
    return reply.code(statusOf(request, 'PARTLY_FAILED')).send({ ...response, numErrors: errors.length, errors });
  });

  app.get(`${pairPath}/labels`, async (request, reply) => {
    const path = pair.safeParse(request.params);
    if (!path.success) return invalid(reply);
    const isBetweenTypes = path.data.from !== path.data.to;
    const plain: AssociationType = { category: 'HUBSPOT_DEFINED', typeId: isBetweenTypes ? 279 : 450, label: null };
    const customLabels = isBetweenTypes ? store().portal.labels.filter(rules.isOffered) : [];
    return reply.send({ results: [plain, ...customLabels].map(presentType) });
  });

  app.post(`${pairPath}/labels`, async (request, reply) => {
    const body = z.object({ label: z.string(), name: z.string() }).safeParse(request.body);
    if (!body.success) return invalid(reply);
    if (!rules.hasLabels())
      return sendError(reply, 403, 'MISSING_SCOPES', 'The account does not have access to labels.');
    const { labels } = store().portal;
    const added: AssociationType = {
      category: 'USER_DEFINED',
      typeId: Math.max(0, ...labels.map(({ typeId }) => typeId)) + 1,
      label: body.data.label,
    };
    labels.push(added);
    return reply.send({ results: [presentType(added)] });
  });

  app.get<{ Querystring: { after?: string } }>(objectPath, async (request, reply) => {
    const path = single.omit({ toId: true }).safeParse(request.params);
    if (!path.success) return invalid(reply);
    return reply.send(page(path.data.from, path.data.fromId, path.data.to, request.query.after));
  });
}
