import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ZendeskBehaviour } from './behaviour.ts';
import { sendError, sendInvalidRecord } from './errors.ts';
import { presentUser } from './present.ts';
import type { HelpDeskStore, User } from './store.ts';
import { now } from './timestamp.ts';
import { organizationsOf } from './users.ts';

const newMembership = z.object({
  organization_membership: z.object({ user_id: z.number(), organization_id: z.number() }),
});
const userFields = z.object({
  external_id: z.string().optional(),
  name: z.string().min(1).optional(),
  email: z.string().optional(),
  role: z.string().optional(),
  organization_id: z.number().optional(),
  verified: z.boolean().optional(),
  skip_verify_email: z.boolean().optional(),
});
const newUser = z.object({ user: userFields.extend({ name: z.string().min(1) }) });
const userChange = z.object({ user: userFields });

type Route = { Params: { id: string } };

/** Changes of users and their organization memberships. */
export function registerUserWrites(
  app: FastifyInstance,
  store: () => HelpDeskStore,
  baseOf: () => string,
  behaviour: () => ZendeskBehaviour,
): void {
  const show = (user: User) => presentUser(baseOf(), user, behaviour());
  const find = (is: (user: User) => boolean): User | undefined => store().all('users').find(is);
  const isEqual = (a: string | null, b: string | undefined): boolean =>
    a !== null && b !== undefined && a.toLowerCase() === b.toLowerCase();

  /** Zendesk API, "Users": a new address is mailed unless the request says `skip_verify_email`. */
  function mail(user: User, { skip_verify_email: skips = false }: z.output<typeof userFields>): void {
    if (user.email === null || skips) return;
    store().put('mails', { id: store().nextId(), user_id: user.id, to: user.email });
  }

  /** Values that another user has. */
  const duplicates = (id: number | null, { external_id: key, email }: z.output<typeof userFields>) => ({
    ...(find((user) => user.id !== id && isEqual(user.email, email)) && {
      email: [{ description: `Email: ${email ?? ''} is already being used by another user`, error: 'DuplicateValue' }],
    }),
    ...(find((user) => user.id !== id && isEqual(user.external_id, key)) && {
      external_id: [{ description: 'External has already been taken', error: 'DuplicateValue' }],
    }),
  });

  const create = ({ external_id: key, name, email, organization_id: organization, verified }: NamedUser): User => ({
    id: store().nextId(),
    external_id: key ?? null,
    name,
    email: email ?? null,
    role: 'end-user',
    ...(verified !== undefined && { verified }),
    organization_id: organization ?? null,
    created_at: now(),
    updated_at: now(),
  });

  const merge = (
    user: User,
    { skip_verify_email: _skips, role: _role, ...given }: z.output<typeof userFields>,
  ): User => {
    const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    return { ...user, ...changes, email: user.email ?? given.email ?? null, updated_at: now() };
  };

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

  app.post('/api/v2/users', async (request, reply) => {
    const parsed = newUser.safeParse(request.body);
    if (!parsed.success) return sendError(reply, 422);
    const problems = duplicates(null, parsed.data.user);
    if (Object.keys(problems).length > 0) return sendInvalidRecord(reply, problems);
    const user = store().put('users', create(parsed.data.user));
    mail(user, parsed.data.user);
    return reply.code(201).send({ user: show(user) });
  });

  app.put<Route>('/api/v2/users/:id', async (request, reply) => {
    const user = store().get('users', Number(request.params.id));
    if (!user) return sendError(reply, 404);
    const parsed = userChange.safeParse(request.body);
    if (!parsed.success) return sendError(reply, 422);
    const problems = duplicates(user.id, parsed.data.user);
    if (Object.keys(problems).length > 0) return sendInvalidRecord(reply, problems);
    const changed = store().put('users', merge(user, parsed.data.user));
    if (parsed.data.user.email !== undefined) mail(changed, parsed.data.user);
    return reply.send({ user: show(changed) });
  });

  // It overwrites the name and the external id of whoever has the address or the external id, agents included.
  app.post('/api/v2/users/create_or_update', async (request, reply) => {
    const parsed = newUser.safeParse(request.body);
    if (!parsed.success) return sendError(reply, 422);
    const { user: given } = parsed.data;
    const known = find((user) => isEqual(user.external_id, given.external_id) || isEqual(user.email, given.email));
    const user = store().put('users', known ? merge(known, given) : create(given));
    mail(user, given);
    return reply.code(known ? 200 : 201).send({ user: show(user) });
  });
}

type NamedUser = z.output<typeof newUser>['user'];
