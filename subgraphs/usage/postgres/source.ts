import { createExpect } from '../../shared/upstream/expect.ts';
import type { Held } from '../../shared/held.ts';
import type { Meter } from '../domain/meter.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { Figure, Question, UsageSource } from '../port.ts';
import type { EventsMapping, IdType, ProductMapping } from '../product-mapping.ts';
import type { Database, Row } from './client.ts';
import { fromMeterRow, fromMoment, fromNumber, fromTenantRow, type TenantRow } from './mapping.ts';
import { figuresStatement, lastActiveStatement, tenantsStatement, type Part } from './statements.ts';

export interface PostgresSourceOptions {
  /** Owned by the source from here on. */
  readonly database: Database;
  readonly mapping: ProductMapping;
  /** Whether the rollup that the mapping names is there. */
  readonly rollup: Held<boolean>;
}

const expect = createExpect('PRODUCT');

/** What cannot be an id is asked of nobody: the server would refuse the whole statement. */
const shapes: Record<IdType, RegExp> = { text: /^[^\0]{1,255}$/, bigint: /^\d{1,18}$/, uuid: /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i };

const units = { HOUR: 'hour', DAY: 'day', MONTH: 'month' } as const;

export function createPostgresSource({ database, mapping, rollup }: PostgresSourceOptions): UsageSource {
  const isId = (id: string): boolean => shapes[mapping.accounts.idType].test(id);
  const listedMeters = Array.isArray(mapping.meters) ? mapping.meters : null;
  const rollupTable = async (): Promise<string | null> => (mapping.rollup && (await rollup.get()) ? mapping.rollup.table : null);

  function eventsOf({ key }: Meter): EventsMapping {
    const events = listedMeters?.find((meter) => meter.key === key)?.events ?? mapping.events;
    if (!events) throw new Error(`the mapping has no events for ${key}`);
    return events;
  }

  return {
    async tenants(ids) {
      const table = await rollupTable();
      const [row] = await database.query(tenantsStatement(mapping, table), [ids.filter(isId)]);
      const given = expect.object(row, 'the answer');
      const rows = given.tenants === null ? [] : expect.array(given.tenants as readonly TenantRow[], 'tenants');
      const tenants = new Map<string, Tenant>(rows.map((tenant) => fromTenantRow(tenant, mapping.accounts.defaultTimeZone)).map((tenant) => [tenant.id, tenant]));
      const meters = listedMeters ?? (given.meters === null ? [] : expect.array(given.meters as readonly Row[], 'meters').map(fromMeterRow));
      return { meters, tenants, countedUntil: fromMoment(given.countedUntil) };
    },

    async figures(questions) {
      const table = await rollupTable();
      const parts = new Map<string, Part>();
      const partOf = (question: Exclude<Question, { kind: 'ACTIVE_MEMBERS' }>): string => {
        const { kind, meter } = question;
        const own = listedMeters?.some(({ key, events }) => key === meter.key && events) ?? false;
        const id = `${kind} ${meter.aggregation} ${own ? meter.key : ''}`;
        const known = parts.get(id);
        if (known) return known.name;
        const name = `p${parts.size}`;
        parts.set(id, { name, kind, aggregation: meter.aggregation, events: eventsOf(meter), rollup: own ? null : table });
        return name;
      };
      const asked = questions.flatMap((question, i) => {
        const { tenantId: account, from, to } = question;
        if (!isId(account) || from >= to) return [];
        const within = { i, account, from: new Date(from).toISOString(), to: new Date(to).toISOString() };
        if (question.kind === 'ACTIVE_MEMBERS') return [{ ...within, part: 'active' }];
        const series = question.kind === 'SERIES' ? { unit: units[question.granularity], zone: question.timeZone } : {};
        return [{ ...within, ...series, part: partOf(question), meter: question.meter.key }];
      });
      const figures = questions.map((): Figure[] => []);
      if (asked.length === 0) return figures;
      const statement = figuresStatement([...parts.values()], asked.some(({ part }) => part === 'active'), mapping);
      for (const row of await database.query(statement, [JSON.stringify(asked)])) {
        const contactId = expect.optionalString(row.contact, 'contact');
        // A level that nobody gave a value is not measured.
        if (row.value !== null) figures[expect.integer(row.i, 'i')]?.push({ start: fromMoment(row.start), contactId, value: fromNumber(row.value) });
      }
      return figures.map((own) => own.sort((a, b) => (a.start ?? 0) - (b.start ?? 0) || b.value - a.value || ((a.contactId ?? '') < (b.contactId ?? '') ? -1 : 1)));
    },

    async lastActive(keys) {
      const valid = keys.filter(({ tenantId }) => isId(tenantId));
      if (valid.length === 0) return keys.map(() => null);
      const rows = await database.query(lastActiveStatement(mapping), [valid.map(({ tenantId }) => tenantId), valid.map(({ contactId }) => contactId)]);
      const moments = new Map(rows.map((row) => [valid[Number(row.i) - 1], fromMoment(row.at)]));
      return keys.map((key) => moments.get(key) ?? null);
    },

    async [Symbol.asyncDispose]() {
      rollup[Symbol.dispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}
