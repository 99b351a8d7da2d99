import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sendError } from './errors.ts';
import type { PropertyDefinition } from './portal.ts';
import type { PortalStore } from './store.ts';

const created = '2024-01-15T08:00:00.000Z';

const presentProperty = (property: PropertyDefinition) => ({
  name: property.name,
  label: property.label,
  type: property.type,
  fieldType: property.fieldType,
  groupName: property.groupName,
  description: '',
  options: (property.options ?? []).map((option, displayOrder) => ({ ...option, hidden: false, displayOrder })),
  hasUniqueValue: property.hasUniqueValue ?? false,
  hidden: false,
  createdAt: created,
  updatedAt: created,
});

const newProperty = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(['string', 'number', 'date', 'datetime', 'enumeration', 'bool']),
  fieldType: z.string(),
  groupName: z.string(),
  hasUniqueValue: z.boolean().optional(),
  options: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
});

const subscriptionChange = z.object({ emailAddress: z.string(), subscriptionId: z.string() });

/** Settings of a portal: properties, owners, files, subscription types, account details. */
export function registerSettings(app: FastifyInstance, store: () => PortalStore): void {
  const propertiesOf = (type: string): PropertyDefinition[] | undefined =>
    type === 'companies' || type === 'contacts' ? store().portal.properties[type] : undefined;

  app.get<{ Params: { type: string } }>('/crm/v3/properties/:type', async ({ params }, reply) => {
    const properties = propertiesOf(params.type);
    return properties
      ? reply.send({ results: properties.map(presentProperty) })
      : sendError(reply, 404, 'OBJECT_NOT_FOUND', 'resource not found');
  });

  app.post<{ Params: { type: string } }>('/crm/v3/properties/:type', async (request, reply) => {
    const properties = propertiesOf(request.params.type);
    const body = newProperty.safeParse(request.body);
    if (!properties || !body.success) return sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input JSON');
    const { options, hasUniqueValue, ...rest } = body.data;
    const property = { ...rest, ...(options && { options }), ...(hasUniqueValue !== undefined && { hasUniqueValue }) };
    properties.push(property);
    return reply.code(201).send(presentProperty(property));
  });

  app.get<{ Querystring: { after?: string; limit?: string; email?: string } }>(
    '/crm/v3/owners',
    async ({ query }, reply) => {
      const limit = Math.min(Number(query.limit ?? 100), 500);
      const start = Number(query.after ?? 0);
      const all = store().portal.owners.filter(({ email }) => query.email === undefined || email === query.email);
      const results = all.slice(start, start + limit).map((owner) => ({
        ...owner,
        type: 'PERSON',
        userId: Number(owner.id) + 1_000,
        createdAt: created,
        updatedAt: created,
        archived: false,
      }));
      return reply.send({
        results,
        ...(all.length > start + limit && { paging: { next: { after: String(start + limit) } } }),
      });
    },
  );

  app.get<{ Querystring: Record<string, string | string[] | undefined> }>(
    '/files/v3/files/search',
    async ({ query }, reply) => {
      const many = (value: string | string[] | undefined) =>
        value === undefined ? [] : Array.isArray(value) ? value : [value];
      const ids = many(query.ids);
      const folders = many(query.parentFolderIds);
      const results = store()
        .portal.files.filter(({ id }) => ids.length === 0 || ids.includes(id))
        .filter(({ parentFolderId }) => folders.length === 0 || folders.includes(parentFolderId))
        .slice(0, Math.min(Number(query.limit ?? 10), 100))
        .map((file) => ({
          ...file,
          archived: false,
          access: 'PRIVATE',
          type: 'DOCUMENT',
          updatedAt: file.createdAt,
          isUsableInContent: false,
        }));
      return reply.send({ results });
    },
  );

  app.get<{ Params: { id: string }; Querystring: { expirationSeconds?: string } }>(
    '/files/v3/files/:id/signed-url',
    async ({ params, query }, reply) => {
      const file = store().portal.files.find(({ id }) => id === params.id);
      if (!file) return sendError(reply, 404, 'OBJECT_NOT_FOUND', 'resource not found');
      const expires = Math.floor(Date.now() / 60_000) * 60_000 + Number(query.expirationSeconds ?? 300) * 1_000;
      return reply.send({
        url: `https://files.sandbox.example/${file.id}/${encodeURIComponent(file.name)}?expires=${expires}&signature=sandbox`,
        expiresAt: new Date(expires).toISOString(),
        name: file.name,
        extension: file.extension,
        type: 'DOCUMENT',
        size: file.size,
      });
    },
  );

  const presentStatus = (
    email: string,
    { id, name, description }: { id: string; name: string; description: string },
  ) => ({
    id,
    name,
    description,
    status: store().isSubscribed(email, id) ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED',
    sourceOfStatus: 'SUBSCRIPTION_STATUS',
  });

  app.get<{ Params: { email: string } }>(
    '/communication-preferences/v3/status/email/:email',
    async ({ params }, reply) =>
      reply.send({
        recipient: params.email,
        subscriptionStatuses: store().portal.subscriptionTypes.map((type) => presentStatus(params.email, type)),
      }),
  );

  app.get('/communication-preferences/v3/definitions', async (_request, reply) =>
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

  for (const [path, subscribed] of [
    ['subscribe', true],
    ['unsubscribe', false],
  ] as const) {
    app.post(`/communication-preferences/v3/${path}`, async (request, reply) => {
      const body = subscriptionChange.safeParse(request.body);
      const type = body.success
        ? store().portal.subscriptionTypes.find(({ id }) => id === body.data.subscriptionId)
        : undefined;
      if (!body.success || !type) return sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input JSON');
      store().setSubscribed(body.data.emailAddress, type.id, subscribed);
      return reply.send(presentStatus(body.data.emailAddress, type));
    });
  }

  app.get('/account-info/v3/details', async (_request, reply) =>
    reply.send({
      portalId: 4_100_101,
      accountType: 'DEVELOPER_TEST',
      timeZone: 'Europe/Berlin',
      companyCurrency: 'EUR',
      uiDomain: 'app.hubspot.com',
      dataHostingLocation: 'eu1',
    }),
  );
}
