import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import type { CallLog } from '../calls.ts';
import { credentials } from '../credentials.ts';
import type { Faults } from '../faults.ts';
import type { SeedCompany } from '../seed/company.ts';
import type { Statement } from '@customer-graph/postgres/embedded';
import { startStandIn, type StandIn } from '../stand-in.ts';

export interface ProductWebhookOptions {
  readonly host: string;
  readonly port: number;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly product: () => ProductRecords;
  /** Executes a statement in the product database. */
  readonly execute: (statement: Statement) => Promise<void>;
}

/** An account as the received events describe it. */
interface Tenant {
  readonly id: string;
  plan: string | null;
  seats: number | null;
  status: string | null;
  occurredAt: string;
  /** The number of received subscription events. */
  told: number;
}

interface Person {
  readonly id: string;
  role: string | null;
  occurredAt: string;
}

/** The product's records from received events, and its sent invitations. */
export interface ProductRecords {
  readonly tenants: Map<string, Tenant>;
  /** Keyed by `tenant:contact`. */
  readonly members: Map<string, Person>;
  /** Keyed by contact id. */
  readonly invitations: Map<
    string,
    {
      readonly id: string;
      readonly tenantId: string;
      readonly email: string | null;
      readonly name: string | null;
      readonly role: string | null;
    }
  >;
  /** The number of deliveries of each event, keyed by event id. */
  readonly deliveries: Map<string, { readonly id: string; readonly type: string; count: number }>;
}

export function createProductRecords(companies: readonly SeedCompany[]): ProductRecords {
  const tenants = companies.map(({ tenantId, id, plan, seats }): [string, Tenant] => [
    tenantId ?? id,
    { id: tenantId ?? id, plan, seats, status: null, occurredAt: '', told: 0 },
  ]);
  return { tenants: new Map(tenants), members: new Map(), invitations: new Map(), deliveries: new Map() };
}

const shared = { accountId: z.string(), tenantId: z.string() };
const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('subscription.changed'),
    timestamp: z.string(),
    data: z.object({
      ...shared,
      planKey: z.string().nullable(),
      seats: z.number().nullable(),
      status: z.string().nullable(),
    }),
  }),
  z.object({
    type: z.enum(['member.invited', 'member.role_changed', 'member.removed']),
    timestamp: z.string(),
    data: z.object({
      ...shared,
      contactId: z.string(),
      role: z.string().nullable(),
      email: z.string().nullable(),
      name: z.string().nullable(),
    }),
  }),
]);

/** Starts the product's webhook receiver. It applies each event once, and ignores events older than its records. */
export function startProductWebhook(options: ProductWebhookOptions): Promise<StandIn> {
  const webhook = new Webhook(credentials.productWebhookSecret);

  async function receive(id: string, event: z.infer<typeof eventSchema>): Promise<void> {
    const { tenants, members, invitations, deliveries } = options.product();
    const known = deliveries.get(id);
    deliveries.set(id, { id, type: event.type, count: (known?.count ?? 0) + 1 });
    if (known) return;
    if (event.type === 'subscription.changed') {
      const { tenantId, planKey, seats, status } = event.data;
      const tenant = tenants.get(tenantId);
      const told = (tenant?.told ?? 0) + 1;
      if (tenant && tenant.occurredAt > event.timestamp) {
        tenant.told = told;
        return;
      }
      tenants.set(tenantId, { id: tenantId, plan: planKey, seats, status, occurredAt: event.timestamp, told });
      if (planKey !== null)
        await options.execute({ text: 'update tenants set plan = $1 where id = $2', parameters: [planKey, tenantId] });
      return;
    }
    const { tenantId, contactId, role, email, name } = event.data;
    const key = `${tenantId}:${contactId}`;
    if ((members.get(key)?.occurredAt ?? '') > event.timestamp) return;
    members.set(key, { id: key, role, occurredAt: event.timestamp });
    if (event.type === 'member.invited') invitations.set(contactId, { id: contactId, tenantId, email, name, role });
    const text =
      event.type === 'member.removed'
        ? 'delete from tenant_members where tenant_id = $1 and contact_id = $2'
        : 'insert into tenant_members (tenant_id, contact_id) values ($1, $2) on conflict do nothing';
    await options.execute({ text, parameters: [tenantId, contactId] });
  }

  return startStandIn({
    ...options,
    vendor: 'product',
    errorBody: () => ({ error: 'unavailable' }),
    register(app) {
      app.removeAllContentTypeParsers();
      app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
      app.post('/webhooks', async (request, reply) => {
        if (reply.sent) return undefined;
        const body = typeof request.body === 'string' ? request.body : '';
        try {
          webhook.verify(body, request.headers as Record<string, string>);
        } catch {
          return reply.code(401).send({ error: 'invalid signature' });
        }
        const event = eventSchema.safeParse(JSON.parse(body));
        if (!event.success) return reply.code(400).send({ error: 'unknown event' });
        await receive(String(request.headers['webhook-id']), event.data);
        return reply.send({ received: true });
      });
    },
  });
}
