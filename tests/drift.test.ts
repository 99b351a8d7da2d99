import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { companyId, customerId } from '../sandbox/seed/company.ts';
import { createRandom } from '../sandbox/seed/random.ts';
import { discrepancyKinds, type DiscrepancyKind } from '../subgraphs/consistency/domain/discrepancy.ts';
import { noPace, startTestSandbox } from './support/graph.ts';

const each = 20;
const seed = Number(process.env.DRIFT_SEED ?? Date.now());

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox({ searchLagMs: 0 });
});
afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
});

interface Subscription {
  readonly id: string;
  readonly status: string;
  readonly schedule: string | null;
  readonly items: { readonly data: readonly { readonly quantity: number }[] };
}
const subscriptionIdAt = (index: number): string => `sub_Sandbox${String(index).padStart(6, '0')}`;
const subscriptionAt = (index: number) =>
  sandbox.records.get('stripe', 'subscriptions', subscriptionIdAt(index)) as Subscription | undefined;
const crmAt = (index: number) =>
  (sandbox.records.get('hubspot', 'companies', companyId(index)) as { properties: Record<string, string | null> })
    .properties;
const setCrm = (index: number, properties: Record<string, unknown>) =>
  sandbox.records.change('hubspot', 'companies', companyId(index), { properties });

/** The discrepancies that `npm run drift -- --csv` prints, as "account KIND". */
async function found(): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, ['processes/tool.ts', 'drift', '--csv'], {
    env: { PATH: process.env.PATH, ...noPace, ...sandbox.environment },
  });
  const [header, ...lines] = stdout.trim().split('\n');
  expect(header).toBe('account,kind,severity,facts');
  return lines.map((line) => line.split(',').slice(0, 2).join(' '));
}

/** Changes one system so that the account at the index has the discrepancy; a duplicate link needs two accounts. */
const plant: Readonly<Record<DiscrepancyKind, (index: number, other: number) => unknown>> = {
  PLAN_MISMATCH: (index) => setCrm(index, { portal_plan: crmAt(index).portal_plan === 'scale' ? 'growth' : 'scale' }),
  SEATS_MISMATCH: (index) => setCrm(index, { portal_seats: Number(crmAt(index).portal_seats) + 3 }),
  STATUS_MISMATCH: (index) => setCrm(index, { portal_status: 'churned' }),
  PERIOD_MISMATCH: (index) =>
    setCrm(index, {
      portal_plan_renews_on: new Date(Date.parse(String(crmAt(index).portal_plan_renews_on)) + 2 * 86_400_000)
        .toISOString()
        .slice(0, 10),
    }),
  SEATS_EXCEEDED: (index) => {
    setCrm(index, { portal_seats: 1 });
    return sandbox.records.change('stripe', 'subscriptions', subscriptionIdAt(index), {
      items: { data: subscriptionAt(index)?.items.data.map((item) => ({ ...item, quantity: 1 })) },
    });
  },
  // The last paid period ended before the product's current one began, and the CRM knows that the customer left.
  USAGE_NOT_BILLED: (index) => {
    setCrm(index, { portal_status: 'churned', portal_plan: null, portal_seats: 0, portal_plan_renews_on: null });
    const ended = Math.floor(Date.now() / 1_000) - 90 * 86_400;
    return sandbox.records.change('stripe', 'subscriptions', subscriptionIdAt(index), {
      status: 'canceled',
      ended_at: ended,
      items: { data: subscriptionAt(index)?.items.data.map((item) => ({ ...item, current_period_end: ended })) },
    });
  },
  MISSING_LINK: (index) => setCrm(index, { product_tenant_id: `gone-${index}` }),
  DUPLICATE_LINK: (index, other) => setCrm(index, { stripe_customer_id: crmAt(other).stripe_customer_id }),
};

test(`finds exactly the twenty planted discrepancies of each kind (DRIFT_SEED=${seed})`, async () => {
  const random = createRandom(seed);
  const before = await found();
  const disagreeing = new Set(before.map((line) => line.split(' ')[0]));
  const candidates = Array.from({ length: 250 }, (_none, index) => index).filter((index) => {
    const { status, schedule } = subscriptionAt(index) ?? {};
    const isOnly = sandbox.records.get('stripe', 'subscriptions', `${subscriptionIdAt(index)}second`) === undefined;
    return (
      status === 'active' &&
      isOnly &&
      !schedule &&
      !disagreeing.has(companyId(index)) &&
      crmAt(index).stripe_customer_id === customerId(index) &&
      crmAt(index).portal_seats !== '1' &&
      // A cancelled plan has no renewal that could differ.
      Boolean(crmAt(index).portal_plan_renews_on)
    );
  });
  const take = (): number => candidates.splice(random.integer(0, candidates.length - 1), 1)[0] ?? -1;
  const planted: string[] = [];
  for (const kind of discrepancyKinds) {
    const isPair = kind === 'DUPLICATE_LINK';
    for (let count = 0; count < each; count += isPair ? 2 : 1) {
      const [index, other] = [take(), isPair ? take() : -1];
      expect(plant[kind](index, other)).toBeDefined();
      planted.push(`${companyId(index)} ${kind}`, ...(isPair ? [`${companyId(other)} ${kind}`] : []));
    }
  }
  expect(planted).toHaveLength(each * discrepancyKinds.length);
  const expected = [...before, ...planted].sort();
  const now = await found();
  expect({
    missed: expected.filter((line) => !now.includes(line)),
    more: now.filter((line) => !expected.includes(line)),
  }).toEqual({ missed: [], more: [] });
}, 60_000);
