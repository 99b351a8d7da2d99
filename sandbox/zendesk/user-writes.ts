import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sendError } from './errors.ts';
import { organizationsOf } from './organizations.ts';
import { presentUser } from './present.ts';
import type { HelpDeskStore } from './store.ts';
import { now } from './timestamp.ts';

const newMembership = z.object({
  organization_membership: z.object({ user_id: z.number(), organization_id: z.number() }),
});
const newUser = z.object({
  user: z.object({
    external_id: z.string(),
    name: z.string().min(1),
    email: z.string().optional(),
    role: z.string().optional(),
    organization_id: z.number().optional(),
  }),
});

/** Changes of users and their organization memberships. */
export function registerUserWrites(app: FastifyInstance, store: () => HelpDeskStore, baseOf: () => string): void {
  app.post('/api/v2/organization_memberships', async (request, reply) => {
    const parsed = newMembership.safeParse(request.body);
    if (!parsed.success) return sendError(reply, 422);
    const { user_id: userId, organization_id: organizationId } = parsed.data.organization_membership;
    const user = store().get('users', userId);
    if (!user || !store().get('organizations', organizationId) || organizationsOf(user).includes(organizationId))
      return sendError(reply, 422);
    const isDefault = user.organization_id === null;
    store().put('users', {
      ...user,
      ...(isDefault
        ? { organization_id: organizationId }
        : { other_organization_ids: [...(user.other_organization_ids ?? []), organizationId] }),
    });
    return reply.code(201).send({
      organization_membership: {
        id: store().nextId(),
        user_id: userId,
        organization_id: organizationId,
        default: isDefault || null,
        created_at: now(),
        updated_at: now(),
      },
    });
  });

  app.post('/api/v2/users/create_or_update', async (request, reply) => {
    const parsed = newUser.safeParse(request.body);
    if (!parsed.success) return sendError(reply, 422);
    const { external_id: externalId, name, email, organization_id: organization } = parsed.data.user;
    const known = store()
      .all('users')
      .find((user) => user.external_id === externalId || (email !== undefined && user.email === email));
    const time = now();
    const user = known
      ? {
          ...known,
          external_id: externalId,
          name,
          ...(organization !== undefined && { organization_id: organization }),
          updated_at: time,
        }
      : {
          id: store().nextId(),
          external_id: externalId,
          name,
          email: email ?? null,
          role: 'end-user' as const,
          organization_id: organization ?? null,
          created_at: time,
          updated_at: time,
        };
    return reply.code(known ? 200 : 201).send({ user: presentUser(baseOf(), store().put('users', user)) });
  });
}
