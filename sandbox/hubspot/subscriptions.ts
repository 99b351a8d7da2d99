import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { HubSpotBehaviour } from './behaviour.ts';
import { sendError } from './errors.ts';
import { now } from './objects.ts';
import type { SubscriptionType } from './portal.ts';
import { created } from './settings.ts';
import type { PortalStore } from './store.ts';

const legalBasis = z.enum([
  'LEGITIMATE_INTEREST_PQL',
  'LEGITIMATE_INTEREST_CLIENT',
  'PERFORMANCE_OF_CONTRACT',
  'CONSENT_WITH_NOTICE',
  'NON_GDPR',
  'PROCESS_AND_STORE',
  'LEGITIMATE_INTEREST_OTHER',
]);
const basis = { legalBasis: legalBasis.optional(), legalBasisExplanation: z.string().optional() };
const oldChange = z.object({ emailAddress: z.string(), subscriptionId: z.string(), ...basis });
const change = z.object({
  channel: z.literal('EMAIL'),
  subscriptionId: z.number().int(),
  statusState: z.enum(['SUBSCRIBED', 'UNSUBSCRIBED', 'NOT_SPECIFIED']),
  ...basis,
});

const root = '/communication-preferences/2026-09';

/** Subscription types, and the choices of e-mail addresses. */
export function registerSubscriptions(
  app: FastifyInstance,
  store: () => PortalStore,
  behaviour: () => HubSpotBehaviour,
): void {
  const typeOf = (id: string): SubscriptionType | undefined =>
    store().portal.subscriptionTypes.find((type) => type.id === id);
  const invalid = (reply: FastifyReply, message = 'Invalid input JSON') =>
    sendError(reply, 400, 'VALIDATION_ERROR', message);
  /** HubSpot, "Update a contact's subscription status": with data privacy on, a change states its legal basis. */
  const lacksBasis = (given: Pick<z.infer<typeof change>, 'legalBasis' | 'legalBasisExplanation'>): boolean =>
    behaviour().dataPrivacy && (!given.legalBasis || !given.legalBasisExplanation);

  const presentOldStatus = (email: string, { id, name, description }: SubscriptionType) => ({
    id,
    name,
    description,
    status: store().isSubscribed(email, id) ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED',
    sourceOfStatus: 'SUBSCRIPTION_STATUS',
  });
  const presentStatus = (email: string, { id, name }: SubscriptionType) => {
    const isSubscribed = store().isSubscribed(email, id);
    return {
      channel: 'EMAIL',
      subscriberIdString: email,
      subscriptionId: Number(id),
      subscriptionName: name,
      status: isSubscribed === undefined ? 'NOT_SPECIFIED' : isSubscribed ? 'SUBSCRIBED' : 'UNSUBSCRIBED',
      source: 'PublicAPI',
      timestamp: created,
    };
  };
  const complete = (results: readonly object[]) => ({
    status: 'COMPLETE',
    results,
    startedAt: now(),
    completedAt: now(),
  });

  app.get<{ Params: { email: string } }>(`${root}/status/email/:email`, async ({ params }, reply) =>
    reply.send({
      recipient: params.email,
      subscriptionStatuses: store().portal.subscriptionTypes.map((type) => presentOldStatus(params.email, type)),
    }),
  );

  app.get(`${root}/definitions`, async (_request, reply) =>
    reply.send({
      subscriptionDefinitions: store().portal.subscriptionTypes.map((type) => ({
        ...type,
        isActive: true,
        isDefault: false,
        isInternal: false,
        createdAt: created,
        updatedAt: created,
      })),
    }),
  );

  // HubSpot, "Subscriptions v3": subscribe does not resubscribe a contact who has opted out.
  for (const [path, subscribed] of [
    ['subscribe', true],
    ['unsubscribe', false],
  ] as const) {
    app.post(`${root}/${path}`, async (request, reply) => {
      const body = oldChange.safeParse(request.body);
      const type = body.success ? typeOf(body.data.subscriptionId) : undefined;
      if (!body.success || !type) return invalid(reply);
      const { emailAddress } = body.data;
      if (lacksBasis(body.data)) return invalid(reply, 'A legal basis is required.');
      if (subscribed && store().isSubscribed(emailAddress, type.id) === false)
        return invalid(reply, `Subscription ${type.id} cannot be updated because the contact has unsubscribed`);
      store().setSubscribed(emailAddress, type.id, subscribed);
      return reply.send(presentOldStatus(emailAddress, type));
    });
  }

  app.get<{ Params: { email: string }; Querystring: { channel?: string } }>(
    `${root}/statuses/:email`,
    async ({ params, query }, reply) =>
      query.channel === 'EMAIL'
        ? reply.send(complete(store().portal.subscriptionTypes.map((type) => presentStatus(params.email, type))))
        : invalid(reply, 'channel is required'),
  );

  app.post<{ Params: { email: string } }>(`${root}/statuses/:email`, async (request, reply) => {
    const body = change.safeParse(request.body);
    const type = body.success ? typeOf(String(body.data.subscriptionId)) : undefined;
    if (!body.success || !type) return invalid(reply);
    if (lacksBasis(body.data)) return invalid(reply, 'A legal basis is required.');
    store().setSubscribed(request.params.email, type.id, body.data.statusState === 'SUBSCRIBED');
    return reply.send(complete([presentStatus(request.params.email, type)]));
  });
}
