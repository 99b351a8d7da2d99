import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Figure, Tenants, UsageSource } from '../../subgraphs/usage/port.ts';

/** A product database with the data of the suite and simulated outages. */
export interface UsageUnderTest {
  readonly source: UsageSource;
  /** A tenant with events of every meter, members, and allowances for some. */
  readonly tenantId: string;
  readonly limited: { readonly meter: string; readonly included: number };
  /** A meter without an allowance for the tenant; null if there is none. */
  readonly unlimited: string | null;
  /** A member of the tenant. */
  readonly contactId: string;
  readonly unknownId: string;
  setAway(away: boolean): Promise<void>;
  close(): Promise<void>;
}

/** The tests that every implementation of UsageSource must pass. */
export function describeUsageSource(name: string, start: () => Promise<UsageUnderTest>): void {
  describe(`UsageSource: ${name}`, () => {
    let usage: UsageUnderTest;
    let known: Tenants;
    beforeAll(async () => {
      usage = await start();
      known = await usage.source.tenants([usage.tenantId, usage.unknownId, 'no\u0000id', "'; drop table x; --"]);
    });
    afterAll(() => usage.close());

    const now = Date.now();
    const within = () => ({ tenantId: usage.tenantId, from: now - 20 * 86_400_000, to: now });
    const figures = async (...questions: Parameters<UsageSource['figures']>[0][number][]) =>
      (await usage.source.figures(questions)) as (readonly Figure[])[];

    test('returns tenants with their allowances, and leaves out unknown tenants', () => {
      expect([...known.tenants.keys()]).toEqual([usage.tenantId]);
      const tenant = known.tenants.get(usage.tenantId);
      expect(tenant).toMatchObject({ id: usage.tenantId, interval: 'MONTH' });
      if (!tenant || tenant instanceof Error) throw new Error('no tenant');
      expect(tenant.allowances.get(usage.limited.meter)).toBe(usage.limited.included);
      if (usage.unlimited !== null) expect(tenant.allowances.get(usage.unlimited) ?? null).toBeNull();
    });

    test('returns a value for a meter of every kind', async () => {
      expect(known.meters.map(({ aggregation }) => aggregation).sort()).toEqual([
        'COUNT',
        'LAST',
        'MAX',
        'SUM',
        'UNIQUE',
      ]);
      for (const [total] of await figures(
        ...known.meters.map((meter) => ({ kind: 'TOTAL', meter, ...within() }) as const),
      )) {
        expect(total).toMatchObject({ start: null, contactId: null, value: expect.any(Number) });
      }
    });

    test('a series adds up to its total, and member values to the attributed total', async () => {
      for (const meter of known.meters.filter(({ aggregation }) => aggregation === 'SUM' || aggregation === 'COUNT')) {
        const buckets = [within().from, within().from + 5_000_000, within().from + 900_000_000];
        const [total, series, members] = await figures(
          { kind: 'TOTAL', meter, ...within() },
          { kind: 'SERIES', meter, buckets, ...within() },
          { kind: 'MEMBERS', meter, ...within() },
        );
        const sum = (given: readonly Figure[] | undefined) => (given ?? []).reduce((all, { value }) => all + value, 0);
        expect(sum(series)).toBeCloseTo(total?.[0]?.value ?? NaN, 6);
        expect(sum(members)).toBeCloseTo(total?.[0]?.value ?? NaN, 6);
        expect(series?.every(({ start }) => buckets.includes(start ?? 0))).toBe(true);
        expect(members?.map(({ value }) => value)).toEqual(members?.map(({ value }) => value).sort((a, b) => b - a));
        expect(members?.every(({ contactId }) => /^120000000\d\d$/.test(contactId ?? ''))).toBe(true);
      }
    });

    test('returns no value where nothing was measured, never another tenant’s', async () => {
      const [meter] = known.meters;
      if (!meter) throw new Error('no meter');
      const past = { from: 0, to: 86_400_000 };
      expect(
        await figures(
          { kind: 'TOTAL', meter, tenantId: usage.tenantId, ...past },
          { kind: 'TOTAL', meter, ...within(), tenantId: usage.unknownId },
          { kind: 'SERIES', meter, buckets: [0], tenantId: usage.tenantId, ...past },
        ),
      ).toEqual([[], [], []]);
    });

    test('returns the last activity of members', async () => {
      const [active] = await figures({ kind: 'ACTIVE_MEMBERS', tenantId: usage.tenantId, from: 0 });
      expect(active?.[0]?.value).toBeGreaterThan(0);
      expect(await figures({ kind: 'ACTIVE_MEMBERS', tenantId: usage.tenantId, from: now + 86_400_000 })).toEqual([
        [{ start: null, contactId: null, value: 0 }],
      ]);
      const moments = await usage.source.lastActive([
        { tenantId: usage.tenantId, contactId: usage.contactId },
        { tenantId: usage.unknownId, contactId: usage.contactId },
        { tenantId: usage.tenantId, contactId: '999' },
      ]);
      expect(moments).toEqual([expect.any(Number), null, null]);
    });

    test('every call fails with a documented code while the system is unavailable', async () => {
      await usage.setAway(true);
      const [meter] = known.meters;
      if (!meter) throw new Error('no meter');
      for (const asked of [
        () => usage.source.tenants([usage.tenantId]),
        () => usage.source.figures([{ kind: 'TOTAL', meter, ...within() }]),
        () => usage.source.lastActive([{ tenantId: usage.tenantId, contactId: '1' }]),
      ]) {
        await expect(asked()).rejects.toMatchObject({
          code: 'UPSTREAM_UNAVAILABLE',
          extensions: { system: 'PRODUCT', retryable: true },
        });
      }
      await usage.setAway(false);
      expect((await usage.source.tenants([usage.tenantId])).tenants.size).toBe(1);
    });
  });
}
