import { beforeDeadline } from '../../shared/before-deadline.ts';
import { GraphError } from '../../shared/errors.ts';
import { currentUpstreamContext } from '../../shared/upstream/context.ts';
import { createExpect } from '../../shared/upstream/expect.ts';
import type { Held } from '../../shared/held.ts';
import type { Meter } from '../domain/meter.ts';
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
const shapes: Record<IdType, RegExp> = {
  text: /^[^\0]{1,255}$/,
  bigint: /^\d{1,18}$/,
  uuid: /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i,
};

const unusable = (what: string): GraphError =>
  new GraphError('UPSTREAM_INVALID_RESPONSE', { system: 'PRODUCT', cause: new TypeError(what) });

/** One record that cannot be used costs itself, and nobody else's answer. */
function orError<T>(read: () => T): T | Error {
  try {
    return read();
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
}

export function createPostgresSource({ database, mapping, rollup }: PostgresSourceOptions): UsageSource {
  const isId = (id: string): boolean => shapes[mapping.accounts.idType].test(id);
  const listedMeters = Array.isArray(mapping.meters) ? mapping.meters : null;
  /** Whether there is one is looked up for everybody, and waited for no longer than the request may. */
  async function rollupTable(): Promise<string | null> {
    if (!mapping.rollup) return null;
    const deadline = currentUpstreamContext()?.deadline;
    const late = () => new GraphError('UPSTREAM_TIMEOUT', { system: 'PRODUCT' });
    const isUsable = await (deadline === undefined ? rollup.get() : beforeDeadline(deadline, rollup.get(), late));
    return isUsable ? mapping.rollup.table : null;
  }

  function eventsOf({ key }: Meter): EventsMapping {
    const events = listedMeters?.find((meter) => meter.key === key)?.events ?? mapping.events;
    if (!events) throw new Error(`the mapping has no events for ${key}`);
    return events;
  }

  function canMeasure(meter: Meter): boolean {
    const { value, subject } = eventsOf(meter);
    return meter.aggregation === 'COUNT' || (meter.aggregation === 'UNIQUE' ? subject : value) !== undefined;
  }

  return {
    async tenants(ids) {
      const table = await rollupTable();
      const [row] = await database.query(tenantsStatement(mapping, table), [ids.filter(isId)]);
      const given = expect.object(row, 'the answer');
      const rows = given.tenants === null ? [] : expect.array(given.tenants as readonly TenantRow[], 'tenants');
      const tenants = new Map(
        rows.map(
          (tenant) =>
            [
              expect.string(tenant.id, 'accounts.id'),
              orError(() => fromTenantRow(tenant, mapping.accounts.defaultTimeZone)),
            ] as const,
        ),
      );
      const meters =
        listedMeters ??
        (given.meters === null ? [] : expect.array(given.meters as readonly Row[], 'meters').map(fromMeterRow));
      return { meters, tenants, countedUntil: fromMoment(given.countedUntil) };
    },

    async figures(questions) {
      const table = await rollupTable();
      const parts = new Map<string, Part>();
      const steps = new Map<string, number>();
      const partOf = (question: Exclude<Question, { kind: 'ACTIVE_MEMBERS' }>): string => {
        const { kind, meter } = question;
        const own = listedMeters?.some(({ key, events }) => key === meter.key && events) ?? false;
        const id = `${kind} ${meter.aggregation} ${own ? meter.key : ''}`;
        const known = parts.get(id);
        if (known) return known.name;
        const name = `p${parts.size}`;
        parts.set(id, {
          name,
          kind,
          aggregation: meter.aggregation,
          events: eventsOf(meter),
          rollup: own ? null : table,
        });
        return name;
      };
      const stepsOf = (starts: readonly number[]): number => {
        const key = JSON.stringify(starts);
        const known = steps.get(key) ?? steps.size;
        steps.set(key, known);
        return known;
      };
      const asked = questions.flatMap((question, i) => {
        const { tenantId: account, from } = question;
        if (!isId(account)) return [];
        const within = { i, account, from: new Date(from).toISOString() };
        if (question.kind === 'ACTIVE_MEMBERS') return [{ ...within, part: 'active' }];
        const { meter, to } = question;
        if (from >= to || !canMeasure(meter)) return [];
        const series = question.kind === 'SERIES' ? { steps: stepsOf(question.steps) } : {};
        return [{ ...within, ...series, to: new Date(to).toISOString(), part: partOf(question), meter: meter.key }];
      });
      const answers = questions.map((question): Figure[] | Error =>
        question.kind === 'ACTIVE_MEMBERS' || canMeasure(question.meter)
          ? []
          : unusable(`the mapping has no column for ${question.meter.aggregation} of ${question.meter.key}`),
      );
      if (asked.length === 0) return answers;
      const statement = figuresStatement(
        [...parts.values()],
        asked.some(({ part }) => part === 'active'),
        mapping,
      );
      const rows = await database.query(statement, [JSON.stringify(asked), `[${[...steps.keys()].join()}]`]);
      for (const row of rows) {
        const i = expect.integer(row.i, 'i');
        const [answer, question] = [answers[i], questions[i]];
        // A level that nobody gave a value is not measured.
        if (row.value === null || !question || !Array.isArray(answer)) continue;
        const figure = orError(() => {
          const step = expect.optionalInteger(row.step, 'step');
          const start = step === null || question.kind !== 'SERIES' ? null : (question.steps[step - 1] ?? null);
          return { start, contactId: expect.optionalString(row.contact, 'contact'), value: fromNumber(row.value) };
        });
        if (figure instanceof Error) answers[i] = figure;
        else answer.push(figure);
      }
      return answers.map((answer) =>
        answer instanceof Error
          ? answer
          : answer.sort(
              (a, b) =>
                (a.start ?? 0) - (b.start ?? 0) ||
                b.value - a.value ||
                ((a.contactId ?? '') < (b.contactId ?? '') ? -1 : 1),
            ),
      );
    },

    async lastActive(keys) {
      const valid = keys.filter(({ tenantId }) => isId(tenantId));
      if (valid.length === 0) return keys.map(() => null);
      const rows = await database.query(lastActiveStatement(mapping), [
        valid.map(({ tenantId }) => tenantId),
        valid.map(({ contactId }) => contactId),
      ]);
      const moments = new Map(rows.map((row) => [valid[Number(row.i) - 1], orError(() => fromMoment(row.at))]));
      return keys.map((key) => moments.get(key) ?? null);
    },

    async [Symbol.asyncDispose]() {
      rollup[Symbol.dispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}
