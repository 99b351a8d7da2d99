import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import type { CallLog } from '../calls.ts';
import { credentials } from '../credentials.ts';
import type { Faults } from '../faults.ts';
import type { SeedCompany } from '../seed/company.ts';
import type { Statement } from '../seed/product.ts';
import { startStandIn, type StandIn } from '../stand-in.ts';

export interface ProductWebhookOptions {
  readonly host: string;
  readonly port: number;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly product: () => ProductRecords;
  /** Carries a statement out in the product's database. */
  readonly execute: (statement: Statement) => Promise<void>;
}

/** An account as the product has been told of it. */
interface Tenant {
  readonly id: string;
  plan: string | null;
  seats: number | null;
  status: string | null;
  occurredAt: string;
  /** How much news of its subscription came. */
  told: number;
}

interface Person {
  readonly id: string;
  role: string | null;
  occurredAt: string;
}

/** What the product knows of what it was told, and the invitations that it has sent. */
export interface ProductRecords {
  readonly tenants: Map<string, Tenant>;
  /** By `tenant:contact`. */
  readonly members: Map<string, Person>;
  /** By contact. */
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
  /** How often each piece of news came, by its id. */
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
const news = z.discriminatedUnion('type', [
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

/** What a product does with what it is told: takes it once, and nothing that is older than what it knows. */
export function startProductWebhook(options: ProductWebhookOptions): Promise<StandIn> {
  const webhook = new Webhook(credentials.productWebhookSecret);

  async function take(id: string, given: z.infer<typeof news>): Promise<void> {
    const { tenants, members, invitations, deliveries } = options.product();
    const known = deliveries.get(id);
    deliveries.set(id, { id, type: given.type, count: (known?.count ?? 0) + 1 });
    if (known) return;
    if (given.type === 'subscription.changed') {
      const { tenantId, planKey, seats, status } = given.data;
      const tenant = tenants.get(tenantId);
      const told = (tenant?.told ?? 0) + 1;
      if (tenant && tenant.occurredAt > given.timestamp) {
        tenant.told = told;
        return;
      }
      tenants.set(tenantId, { id: tenantId, plan: planKey, seats, status, occurredAt: given.timestamp, told });
      if (planKey !== null)
        await options.execute({ text: 'update tenants set plan = $1 where id = $2', parameters: [planKey, tenantId] });
      return;
    }
    const { tenantId, contactId, role, email, name } = given.data;
    const key = `${tenantId}:${contactId}`;
    if ((members.get(key)?.occurredAt ?? '') > given.timestamp) return;
    members.set(key, { id: key, role, occurredAt: given.timestamp });
    if (given.type === 'member.invited') invitations.set(contactId, { id: contactId, tenantId, email, name, role });
    const text =
      given.type === 'member.removed'
        ? 'delete from tenant_members where tenant_id = $1 and contact_id = $2'
        : 'insert into tenant_members (tenant_id, contact_id) values ($1, $2) on conflict do nothing';
    await options.execute({ text, parameters: [tenantId, contactId] });
  }

  return startStandIn({
    ...options,
    vendor: 'product',
    errorBody: () => ({ error: 'not now' }),
    register(app) {
      app.removeAllContentTypeParsers();
      app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
      app.post('/webhooks', async (request, reply) => {
        if (reply.sent) return undefined;
        const body = typeof request.body === 'string' ? request.body : '';
        try {
          webhook.verify(body, request.headers as Record<string, string>);
        } catch {
          return reply.code(401).send({ error: 'the signature is not good' });
        }
        const given = news.safeParse(JSON.parse(body));
        if (!given.success) return reply.code(400).send({ error: 'unknown news' });
        await take(String(request.headers['webhook-id']), given.data);
        return reply.send({ received: true });
      });
    },
  });
}
