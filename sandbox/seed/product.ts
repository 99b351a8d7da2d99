import { readFileSync } from 'node:fs';
import type { Statement } from '@customer-graph/postgres/embedded';
import { runningPeriod, today } from './periods.ts';
import { companyIndex, planKeys, type SeedCompany } from './company.ts';

/** The statements that fill the product database: its tables, the companies as tenants, and 90 days of usage for each. */
export interface ProductSeed {
  /** Takes seconds and is the same for a whole day, so its result is kept. */
  readonly base: readonly Statement[];
  /** What `base` depends on beside its text. */
  readonly version: string;
  /** Adds what changes during the day. */
  readonly current: readonly Statement[];
}

/** The read-only role of the graph. */
export const readerRole = 'graph_reader';

const timeZones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'UTC',
  'Asia/Tokyo',
  'Pacific/Auckland',
  'America/Sao_Paulo',
] as const;

export const meters = [
  ['api-requests', 'API requests', 'request', 'SUM'],
  ['exports', 'Exports', 'export', 'COUNT'],
  ['active-projects', 'Active projects', 'project', 'UNIQUE'],
  ['concurrent-users', 'People at once', 'person', 'MAX'],
  ['storage', 'Storage', 'GB', 'LAST'],
] as const;

const included: Readonly<Record<(typeof planKeys)[number], readonly (number | null)[]>> = {
  starter: [5_000, 20, 10, 5, 25],
  growth: [20_000, 100, 20, 25, 50],
  scale: [80_000, 400, null, 100, 200],
  enterprise: [null, null, null, null, 1_000],
};

const sql = (name: string): string => readFileSync(new URL(`../product/${name}`, import.meta.url), 'utf8');

/** Billing anchors that do not exist in every month or year: on the 31st, and on a leap day. */
const oddAnchors = ['2024-01-31T09:30:00Z', '2024-02-29T23:15:00Z', '2023-08-31T00:00:00Z'] as const;

function anchorOf(company: SeedCompany): string {
  const odd =
    company.index >= 50 && company.index % 7 === 3 ? oddAnchors[company.index % oddAnchors.length] : undefined;
  const running = runningPeriod(company);
  return odd ?? new Date((running?.start ?? Date.UTC(2025, 0, 1) / 1_000) * 1_000).toISOString();
}

export function seedProduct(companies: readonly SeedCompany[]): ProductSeed {
  const known = companies.filter(({ index }) => index !== companyIndex.noTenant);
  const tenants = new Map(
    known.map((company) => [
      company.tenantId ?? company.id,
      {
        id: company.tenantId ?? company.id,
        ordinal: company.index,
        plan: company.plan,
        billing_anchor: anchorOf(company),
        billing_interval: company.index % 40 === 39 ? 'year' : 'month',
        time_zone: company.index === companyIndex.demo ? 'UTC' : timeZones[company.index % timeZones.length],
      },
    ]),
  );
  const members = known.flatMap((company) =>
    company.people
      .filter(({ role }) => role !== null)
      .map(({ id, invited }) => ({
        tenant_id: company.tenantId ?? company.id,
        contact_id: id,
        note: invited ? 'invited' : 'CANARY-product-note',
      })),
  );
  const allowances = planKeys.flatMap((plan) =>
    meters.map(([meter], index) => ({ plan, meter, included: included[plan][index] ?? null })),
  );
  const own = (place: number, meter: string, limit: number | null) => {
    const company = companies[place];
    return { tenant_id: company?.tenantId ?? company?.id, meter, included: limit };
  };
  const overrides = [own(companyIndex.demo, 'api-requests', 60_000), own(companyIndex.partner[0], 'storage', null)];
  const insert = (table: string, columns: string, rows: readonly object[]): Statement => ({
    text: `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1::json)`,
    parameters: [JSON.stringify(rows)],
  });
  const numbers: readonly Statement[] = [
    { text: 'create temp table seed_tenants (id text primary key, ordinal int not null)' },
    insert('seed_tenants', 'id, ordinal', [...tenants.values()]),
  ];
  const events = (firstDay: number, lastDay: number): Statement => ({
    text: sql('generate.sql').replaceAll(':first_day', String(firstDay)).replaceAll(':last_day', String(lastDay)),
  });
  return {
    base: [
      { text: sql('tables.sql') },
      ...numbers,
      insert('tenants', 'id, plan, billing_anchor, billing_interval, time_zone', [...tenants.values()]),
      insert('tenant_members', 'tenant_id, contact_id, note', members),
      insert(
        'meters',
        'key, name, unit, aggregation, position',
        meters.map(([key, name, unit, aggregation], position) => ({ key, name, unit, aggregation, position })),
      ),
      insert('plan_allowances', 'plan, meter, included', allowances),
      insert('tenant_allowances', 'tenant_id, meter, included', overrides),
      events(1, 89),
      { text: 'create index usage_events_by_meter on usage_events (tenant_id, meter, occurred_at)' },
      { text: 'analyze' },
      { text: `do $$ begin create role ${readerRole} login; exception when duplicate_object then null; end $$` },
      { text: `grant select on all tables in schema public to ${readerRole}` },
      { text: 'drop table seed_tenants' },
    ],
    version: new Date(today() * 1_000).toISOString(),
    current: [...numbers, events(0, 0), { text: 'drop table seed_tenants' }],
  };
}
