import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sendError } from './errors.ts';
import type { PropertyDefinition } from './portal.ts';
import type { PortalStore } from './store.ts';

/** When everything of the portal was created. */
export const created = '2024-01-15T08:00:00.000Z';

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

/** Settings of a portal: properties, owners, account details. */
export function registerSettings(app: FastifyInstance, store: () => PortalStore): void {
  const propertiesOf = (type: string): PropertyDefinition[] | undefined =>
    type === 'companies' || type === 'contacts' ? store().portal.properties[type] : undefined;

  app.get<{ Params: { type: string } }>('/crm/properties/2026-09/:type', async ({ params }, reply) => {
    const properties = propertiesOf(params.type);
    return properties
      ? reply.send({ results: properties.map(presentProperty) })
      : sendError(reply, 404, 'OBJECT_NOT_FOUND', 'resource not found');
  });

  app.post<{ Params: { type: string } }>('/crm/properties/2026-09/:type', async (request, reply) => {
    const properties = propertiesOf(request.params.type);
    const body = newProperty.safeParse(request.body);
    if (!properties || !body.success) return sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input JSON');
    const { options, hasUniqueValue, ...rest } = body.data;
    const property = { ...rest, ...(options && { options }), ...(hasUniqueValue !== undefined && { hasUniqueValue }) };
    properties.push(property);
    return reply.code(201).send(presentProperty(property));
  });

  app.get<{ Querystring: { after?: string; limit?: string; email?: string } }>(
    '/crm/owners/2026-09',
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

  app.get('/account-info/2026-09/details', async (_request, reply) =>
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
