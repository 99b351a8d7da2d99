import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Meter, MeterAggregation } from '../../subgraphs/usage/domain/meter.ts';
import { periodAt } from '../../subgraphs/usage/domain/period.ts';
import { seriesOf, timeBucketsBetween } from '../../subgraphs/usage/domain/series.ts';
import type { Figure, UsageSource } from '../../subgraphs/usage/port.ts';
import { changedMapping, mappingFile, openProduct, readRows } from '../support/product.ts';

interface Event {
  readonly meter: string;
  readonly member: string | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly value: number | null;
  readonly subject: string | null;
  readonly id: number;
}

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Pacific/Auckland',
  'America/Sao_Paulo',
  'America/Havana',
  'Australia/Lord_Howe',
  'Pacific/Apia',
] as const;
const day = 86_400_000;

/* An independent computation: the calendar with Intl only, and figures from the raw events. */

const formats = new Map<string, Intl.DateTimeFormat>();
function localParts(
  moment: number,
  timeZone: string,
): [year: number, month: number, day: number, hour: number, minute: number, second: number] {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  formats.set(timeZone, format);
  const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  return [parts.year ?? 0, parts.month ?? 0, parts.day ?? 0, parts.hour ?? 0, parts.minute ?? 0, parts.second ?? 0];
}

const localDay = (moment: number, timeZone: string): string => localParts(moment, timeZone).slice(0, 3).join('-');

/** The moment with this local time in the time zone. */
function momentOf([year, month, date, hour, minute, second]: ReturnType<typeof localParts>, timeZone: string): number {
  const wanted = Date.UTC(year, month - 1, date, hour, minute, second);
  let moment = wanted;
  for (let tried = 0; tried < 4; tried += 1) {
    const [y, m, d, h, i, s] = localParts(moment, timeZone);
    moment += wanted - Date.UTC(y, m - 1, d, h, i, s);
  }
  return moment;
}

/** The monthly period of the moment. Counts months from the anchor, because counting from the previous month loses days. */
function naivePeriod(moment: number, anchor: number, timeZone: string): { start: number; end: number } {
  const [year, month, date, ...time] = localParts(anchor, timeZone);
  const nth = (count: number): number => {
    const months = month - 1 + count;
    const [y, m] = [year + Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
    const lastDay = new Date(Date.UTC(y, m, 0)).getUTCDate();
    return momentOf([y, m, Math.min(date, lastDay), ...time], timeZone);
  };
  let count = 0;
  while (nth(count + 1) <= moment) count += 1;
  while (nth(count) > moment) count -= 1;
  return { start: nth(count), end: nth(count + 1) };
}

function naiveFigure(events: readonly Event[], aggregation: MeterAggregation): number | null {
  if (events.length === 0) return null;
  const values = events.map(({ value }) => value ?? 0);
  switch (aggregation) {
    case 'COUNT':
      return events.length;
    case 'SUM':
      return values.reduce((sum, value) => sum + value, 0);
    case 'UNIQUE':
      return new Set(events.map(({ subject }) => subject)).size;
    case 'MAX':
      return Math.max(...values);
    case 'LAST':
      return [...events].sort((a, b) => a.at - b.at || a.id - b.id).at(-1)?.value ?? null;
    default:
      return aggregation satisfies never;
  }
}

const groupBy = <Key>(events: readonly Event[], keyOf: (event: Event) => Key): Map<Key, Event[]> => {
  const groups = new Map<Key, Event[]>();
  for (const event of events) groups.set(keyOf(event), [...(groups.get(keyOf(event)) ?? []), event]);
  return groups;
};

describe('usage figures', () => {
  const tenantIds = [
    'tenant-8800000001',
    '8800000002',
    'tenant-8800000003',
    'tenant-8800000005',
    '8800000016',
    'tenant-8800000021',
    '8800000100',
    'tenant-8800000201',
  ];
  const events = new Map<string, Event[]>();
  let meters: readonly Meter[];
  let source: UsageSource;
  let rolled: UsageSource;

  beforeAll(async () => {
    source = openProduct(mappingFile('tenants'));
    rolled = openProduct(
      changedMapping('tenants', (mapping) => ({ ...mapping, rollup: { table: 'rolled.usage_rollup' } })),
    );
    meters = (await source.tenants([])).meters;
    for (const id of tenantIds) {
      const rows = await readRows<{
        meter: string;
        member: string | null;
        at: Date;
        value: string | null;
        subject: string | null;
        id: string;
      }>(
        'select meter, member_id as member, occurred_at as at, value, subject, id from usage_events where tenant_id = $1',
        [id],
      );
      events.set(
        id,
        rows.map((row) => ({
          ...row,
          at: row.at.getTime(),
          value: row.value === null ? null : Number(row.value),
          id: Number(row.id),
        })),
      );
    }
  }, 60_000);
  afterAll(async () => {
    await source[Symbol.asyncDispose]();
    await rolled[Symbol.asyncDispose]();
  });

  const now = Math.floor(Date.now() / 60_000) * 60_000;
  const aCase = fc.record({
    tenantId: fc.constantFrom(...tenantIds),
    meter: fc.nat(4),
    timeZone: fc.constantFrom(...zones),
    // Excludes the hours in which clocks change, because a local time can then occur twice.
    anchor: fc.tuple(
      fc.integer({ min: 2019, max: 2026 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 31 }),
      fc.integer({ min: 4, max: 22 }),
      fc.integer({ min: 0, max: 59 }),
    ),
    moment: fc.integer({ min: now - 89 * day, max: now }),
  });
  type Case = typeof aCase extends fc.Arbitrary<infer T> ? T : never;

  const periodOf = ({ timeZone, anchor: [year, month, date, hour, minute], moment }: Case) => {
    const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const anchor = momentOf([year, month, Math.min(date, lastDay), hour, minute, 0], timeZone);
    return {
      period: periodAt(moment, { anchor: new Date(anchor).toISOString(), interval: 'MONTH', timeZone }),
      naive: naivePeriod(moment, anchor, timeZone),
    };
  };

  const ask = async (from: UsageSource, cases: readonly Case[]) => {
    const questions = cases.flatMap((each) => {
      const meter = meters[each.meter];
      if (!meter) throw new Error('there are five meters');
      const within = { meter, tenantId: each.tenantId, from: periodOf(each).period.start, to: each.moment };
      const buckets = timeBucketsBetween(within.from, within.to, 'DAY', each.timeZone);
      return [
        { kind: 'TOTAL', ...within },
        { kind: 'SERIES', buckets, ...within },
        { kind: 'MEMBERS', ...within },
      ] as const;
    });
    const answers = (await from.figures(questions)) as (readonly Figure[])[];
    return cases.map((_each, index) => {
      const [total, series, members] = answers.slice(3 * index, 3 * index + 3);
      return { total: total?.[0]?.value ?? null, series: series ?? [], members: members ?? [] };
    });
  };

  test('equal a naive computation over the raw events for 1,000 combinations of account, meter, period and time zone', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(aCase, { minLength: 25, maxLength: 25 }), async (cases) => {
        const answers = await ask(source, cases);
        for (const [index, each] of cases.entries()) {
          const meter = meters[each.meter];
          const answer = answers[index];
          if (!meter || !answer) throw new Error('no answer');
          const { period, naive } = periodOf(each);
          expect(period).toEqual(naive);
          const own = (events.get(each.tenantId) ?? []).filter(
            (event) => event.meter === meter.key && event.at >= naive.start && event.at < each.moment,
          );
          expect(answer.total).toBe(naiveFigure(own, meter.aggregation));
          const byDay = new Map(
            [...groupBy(own, ({ at }) => localDay(at, each.timeZone))].map(([key, group]) => [
              key,
              naiveFigure(group, meter.aggregation),
            ]),
          );
          expect(
            new Map(answer.series.map(({ start, value }) => [localDay(start ?? 0, each.timeZone), value])),
          ).toEqual(byDay);
          const named = own.filter(({ member }) => member !== null);
          const byMember = [...groupBy(named, ({ member }) => member)].map(([contactId, group]) => [
            contactId,
            naiveFigure(group, meter.aggregation),
          ]);
          expect(new Map(answer.members.map(({ contactId, value }) => [contactId, value]))).toEqual(
            new Map(byMember as [string, number][]),
          );
          compared += 1;
        }
      }),
      { numRuns: 40 },
    );
    expect(compared).toBe(1_000);
  }, 60_000);

  test('from a rollup are equal, up to its watermark', async () => {
    const { countedUntil } = await rolled.tenants([]);
    expect(countedUntil).not.toBeNull();
    await fc.assert(
      fc.asyncProperty(fc.array(aCase, { minLength: 10, maxLength: 10 }), async (given) => {
        const cases = given.map((each) => ({ ...each, moment: Math.min(each.moment, countedUntil ?? 0) }));
        expect(await ask(rolled, cases)).toEqual(await ask(source, cases));
      }),
      { numRuns: 20 },
    );
  }, 60_000);

  test('periods are correct over short months, leap days and clock changes', () => {
    const at = (moment: string, anchor: string | null, timeZone = 'UTC', interval: 'MONTH' | 'YEAR' = 'MONTH') => {
      const { start, end } = periodAt(Date.parse(moment), { anchor, interval, timeZone });
      return [new Date(start).toISOString(), new Date(end).toISOString()];
    };
    expect(at('2026-02-15T00:00:00Z', '2024-01-31T09:30:00Z')).toEqual([
      '2026-01-31T09:30:00.000Z',
      '2026-02-28T09:30:00.000Z',
    ]);
    expect(at('2026-03-01T00:00:00Z', '2024-01-31T09:30:00Z')).toEqual([
      '2026-02-28T09:30:00.000Z',
      '2026-03-31T09:30:00.000Z',
    ]);
    expect(at('2028-02-29T12:00:00Z', '2024-02-29T00:00:00Z', 'UTC', 'YEAR')).toEqual([
      '2028-02-29T00:00:00.000Z',
      '2029-02-28T00:00:00.000Z',
    ]);
    // A date without a time zone starts at midnight in the account's time zone, also across clock changes.
    expect(at('2026-04-10T00:00:00Z', '2026-01-15', 'Europe/Berlin')).toEqual([
      '2026-03-14T23:00:00.000Z',
      '2026-04-14T22:00:00.000Z',
    ]);
    expect(at('2026-04-10T00:00:00Z', null, 'America/New_York')).toEqual([
      '2026-04-01T04:00:00.000Z',
      '2026-05-01T04:00:00.000Z',
    ]);
    // A period includes its start.
    expect(at('2026-01-31T09:30:00Z', '2024-01-31T09:30:00Z')[0]).toBe('2026-01-31T09:30:00.000Z');
  });

  test('series cover a range without gaps or overlaps, also over clock changes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom('HOUR', 'DAY', 'MONTH'),
        fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2027, 0, 1) }),
        fc.integer({ min: 1, max: 40 * day }),
        (timeZone, granularity, from, length) => {
          const buckets = timeBucketsBetween(from, from + length, granularity, timeZone);
          expect(buckets[0]).toBe(from);
          expect(buckets.every((start, index) => index === 0 || start > (buckets[index - 1] ?? 0))).toBe(true);
          expect(buckets.at(-1)).toBeLessThan(from + length);
        },
      ),
      { numRuns: 500 },
    );
    expect(timeBucketsBetween(5, 5, 'DAY', 'UTC')).toEqual([]);
    expect(seriesOf([1, 2], [{ start: 2, value: 7 }], 'COUNT')).toEqual([
      { start: 1, value: 0 },
      { start: 2, value: 7 },
    ]);
    expect(seriesOf([1, 2], [{ start: 2, value: 7 }], 'LAST')).toEqual([{ start: 2, value: 7 }]);
  });
});
