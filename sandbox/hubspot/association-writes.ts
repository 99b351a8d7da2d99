import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { pair, pairPath, objectPath, single, specs, type AssociationRules } from './association-rules.ts';
import { hubSpotError, sendError } from './errors.ts';
import { isNumbered, statusOf } from './generation.ts';
import { now, toType } from './objects.ts';
import type { ObjectType } from './portal.ts';
import type { PortalStore } from './store.ts';

const writeBody = z.object({
  inputs: z.array(z.object({ from: z.object({ id: z.string() }), to: z.object({ id: z.string() }), types: specs })),
});
const archiveBody = z.object({
  inputs: z.array(z.object({ from: z.object({ id: z.string() }), to: z.array(z.object({ id: z.string() })) })),
});
const typeIds: Readonly<Record<ObjectType, string>> = { contacts: '0-1', companies: '0-2', notes: '0-46' };

const invalid = (reply: FastifyReply) => sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input');

/** Writes of associations. */
export function registerAssociationWrites(
  app: FastifyInstance,
  store: () => PortalStore,
  rules: AssociationRules,
): void {
  const archived = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    rules.describesArchivals() && !isNumbered(request)
      ? reply.code(200).send({ status: 'COMPLETE', completedAt: now() })
      : reply.code(204).send();
  const labelsBetween = (from: ObjectType, fromId: string, to: ObjectType, toId: string) => ({
    fromObjectTypeId: typeIds[from],
    fromObjectId: rules.presentId(fromId),
    toObjectTypeId: typeIds[to],
    toObjectId: rules.presentId(toId),
    labels: (
      store()
        .associations(from, fromId, to)
        .find((found) => found.toId === toId)?.types ?? []
    ).flatMap(({ label }) => (label ? [label] : [])),
  });
  /** A type that the account does not have. */
  const isUnknownType = ({ associationCategory }: { readonly associationCategory: string }): boolean =>
    associationCategory === 'USER_DEFINED' && !rules.hasLabels();

  app.put(`${objectPath}/:toId`, async (request, reply) => {
    const path = single.safeParse(request.params);
    const types = specs.safeParse(request.body);
    if (!path.success || !types.success || types.data.some(isUnknownType)) return invalid(reply);
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
    return reply.code(statusOf(request, 'ASSOCIATED')).send(labelsBetween(from, fromId, to, toId));
  });

  app.delete(`${objectPath}/:toId`, async (request, reply) => {
    const path = single.safeParse(request.params);
    if (!path.success) return invalid(reply);
    const { from, fromId, to, toId } = path.data;
    store().dissociate(from, fromId, to, toId);
    return archived(request, reply);
  });

  app.post(`${pairPath}/batch/create`, async (request, reply) => {
    const path = pair.safeParse(request.params);
    const body = writeBody.safeParse(request.body);
    if (!path.success || !body.success) return invalid(reply);
    const { from, to } = path.data;
    const startedAt = now();
    const isRefused = ({ from: { id }, types }: (typeof body.data.inputs)[number]): boolean =>
      types.some(isUnknownType) || !store().get(from, id);
    const refused = body.data.inputs.filter(isRefused);
    const results = body.data.inputs
      .filter((input) => !isRefused(input))
      .map((input) => {
        store().associate(
          from,
          input.from.id,
          to,
          input.to.id,
          input.types.map((spec) => toType(store(), spec)),
        );
        return labelsBetween(from, input.from.id, to, input.to.id);
      });
    const response = { status: 'COMPLETE', results, startedAt, completedAt: now() };
    if (refused.length === 0) return reply.code(statusOf(request, 'ASSOCIATED')).send(response);
    const errors = refused.map(() => ({
      ...hubSpotError('VALIDATION_ERROR', 'The association is not valid.'),
      context: {},
      links: {},
      errors: [],
    }));
    return reply.code(statusOf(request, 'PARTLY_FAILED')).send({ ...response, numErrors: errors.length, errors });
  });

  app.post(`${pairPath}/batch/labels/archive`, async (request, reply) => {
    const path = pair.safeParse(request.params);
    const body = writeBody.safeParse(request.body);
    if (!path.success || !body.success) return invalid(reply);
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
    return archived(request, reply);
  });

  app.post(`${pairPath}/batch/archive`, async (request, reply) => {
    const path = pair.safeParse(request.params);
    const body = archiveBody.safeParse(request.body);
    if (!path.success || !body.success) return invalid(reply);
    for (const input of body.data.inputs)
      for (const { id } of input.to) store().dissociate(path.data.from, input.from.id, path.data.to, id);
    return archived(request, reply);
  });
}
