import { z } from 'zod';
import { aggregations } from './domain/meter.ts';
import { isTimeZone } from './domain/period.ts';

/** A table or view, with its schema where that is not on the search path. */
const table = z.string().regex(/^[^".\s]+(\.[^".\s]+)?$/, 'must be a table, or schema.table');
const column = z.string().regex(/^[^".\s]+$/, 'must be a column');

/** What an account's id is in the product: values of another shape are asked of nobody. */
export const idTypes = ['text', 'bigint', 'uuid'] as const;
export type IdType = (typeof idTypes)[number];

/** Where a meter's events are. */
const events = z.strictObject({
  table,
  account: column,
  /** Which meter the event is of. Left out where the whole table is one meter's. */
  meter: column.optional(),
  /** That column's type, where it is not text: an enumeration's name, say. */
  meterType: z
    .string()
    .regex(/^[a-z_][\w.]*$/i, 'must be a type')
    .default('text'),
  /** Who caused it: a member's id. */
  member: column.optional(),
  at: column,
  /** The moment's type. A timestamp without a time zone is UTC. */
  atType: z.enum(['timestamptz', 'timestamp']).default('timestamptz'),
  /** What SUM, MAX and LAST work on. */
  value: column.optional(),
  /** What UNIQUE counts. */
  subject: column.optional(),
  /** Which of two events at the same moment came later. */
  sequence: column.optional(),
  /** Only rows with these values. */
  where: z.record(column, z.union([z.string(), z.number(), z.boolean()])).default({}),
});

const described = { name: z.string(), unit: z.string(), aggregation: z.enum(aggregations) };

/** Which tables and columns of the product's own mean what. */
export const productMapping = z
  .strictObject({
    accounts: z.strictObject({
      table,
      id: column,
      idType: z.enum(idTypes).default('text'),
      /** Left out where the product knows no plans: then only `overrides` limit. */
      plan: column.optional(),
      /** When billing periods begin. Left out: with the calendar month. */
      anchor: column.optional(),
      /** "month" or "year". Left out: month. */
      interval: column.optional(),
      timeZone: column.optional(),
      defaultTimeZone: z.string().refine(isTimeZone, 'must be an IANA time zone').default('UTC'),
    }),
    members: z.strictObject({
      table,
      account: column,
      /** What events name members by. */
      id: column,
      /** The id of the contact in the CRM. Left out where the member's id is that. */
      contact: column.optional(),
      lastActiveAt: column,
    }),
    /** Either a table of them, or a list. */
    meters: z.union([
      z.strictObject({
        table,
        key: column,
        name: column,
        unit: column,
        aggregation: column,
        position: column.optional(),
      }),
      z.array(z.strictObject({ key: z.string(), ...described, events: events.optional() })).min(1),
    ]),
    /** Where events are unless a meter says otherwise. */
    events: events.optional(),
    /** What a plan includes in a period, null for no limit. */
    allowances: z.strictObject({ table, plan: column, meter: column, included: column }).optional(),
    /** What was agreed with one account. */
    overrides: z.strictObject({ table, account: column, meter: column, included: column }).optional(),
    /** A view that sums events up by quarters of an hour, as rollup.sql makes one. Used while it exists, for the meters of `events`. */
    rollup: z.strictObject({ table }).optional(),
  })
  .superRefine((mapping, context) => {
    const problem = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (!Array.isArray(mapping.meters)) {
      if (mapping.events?.meter === undefined)
        problem(['events', 'meter'], 'must name the column of the meter, where meters are a table');
    } else {
      for (const [index, meter] of mapping.meters.entries()) {
        const source = meter.events ?? mapping.events;
        if (!source) problem(['meters', index, 'events'], 'is missing, and there is no common one');
        else if (
          meter.aggregation === 'UNIQUE'
            ? source.subject === undefined
            : meter.aggregation !== 'COUNT' && source.value === undefined
        ) {
          problem(
            ['meters', index],
            `${meter.aggregation} needs the column "${meter.aggregation === 'UNIQUE' ? 'subject' : 'value'}" of its events`,
          );
        }
      }
    }
    if (mapping.allowances && mapping.accounts.plan === undefined)
      problem(['accounts', 'plan'], 'must name the column of the plan, where plans have allowances');
    if (mapping.rollup && !mapping.events) problem(['rollup'], 'sums up the common events, and there are none');
  });

export type ProductMapping = z.infer<typeof productMapping>;
export type EventsMapping = z.infer<typeof events>;
