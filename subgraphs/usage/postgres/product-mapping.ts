import { z } from 'zod';
import { aggregations } from '../domain/meter.ts';
import { isTimeZone } from '../domain/period.ts';

/** A table or view, with its schema if that is not on the search path. */
const table = z.string().regex(/^[^".\s]+(\.[^".\s]+)?$/, 'must be a table or schema.table');
const column = z.string().regex(/^[^".\s]+$/, 'must be a column');

/** SQL type of the account's id. Ids that do not fit the type are unknown accounts; the database would reject the statement. */
export const idTypes = ['text', 'bigint', 'uuid'] as const;
export type IdType = (typeof idTypes)[number];

/** The table of a meter's events, one row for each event. */
const events = z.strictObject({
  table,
  account: column,
  /** The event's meter. Omitted if the whole table belongs to one meter. */
  meter: column.optional(),
  /** SQL type of `meter`, for example the name of an enum. */
  meterType: z
    .string()
    .regex(/^[a-z_][\w.]*$/i, 'must be a type')
    .default('text'),
  /** Id of the member who caused the event. */
  member: column.optional(),
  at: column,
  /** SQL type of `at`. A timestamp without a time zone is UTC. */
  atType: z.enum(['timestamptz', 'timestamp']).default('timestamptz'),
  /** Input of SUM, MAX and LAST. */
  value: column.optional(),
  /** UNIQUE counts its distinct values. */
  subject: column.optional(),
  /** Orders events with the same `at`. */
  sequence: column.optional(),
  /** Restricts the rows to these column values. */
  where: z.record(column, z.union([z.string(), z.number(), z.boolean()])).default({}),
});

/** The column of events that an aggregation reads. */
export const inputOf = { SUM: 'value', COUNT: null, UNIQUE: 'subject', MAX: 'value', LAST: 'value' } as const;

const described = { name: z.string(), unit: z.string(), aggregation: z.enum(aggregations) };

/** Maps the product's own tables and columns to tenants, members, meters and events. The format of `PRODUCT_MAPPING`. */
export const productMapping = z
  .strictObject({
    accounts: z.strictObject({
      table,
      id: column,
      idType: z.enum(idTypes).default('text'),
      /** Omitted if the product has no plans. `overrides` are then the only limits. */
      plan: column.optional(),
      /** Start of a billing period. Omitted: calendar months. */
      anchor: column.optional(),
      /** "month" or "year". Omitted: month. */
      interval: column.optional(),
      timeZone: column.optional(),
      defaultTimeZone: z.string().refine(isTimeZone, 'must be an IANA time zone').default('UTC'),
    }),
    members: z.strictObject({
      table,
      account: column,
      /** The id that events refer to. */
      id: column,
      /** Id of the contact in the CRM. Omitted if `id` is that id. */
      contact: column.optional(),
      lastActiveAt: column,
    }),
    /** A table of meters, or a list. */
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
    /** Default for meters without `events`. */
    events: events.optional(),
    /** Included amount for each period by plan; null: unlimited. */
    allowances: z.strictObject({ table, plan: column, meter: column, included: column }).optional(),
    /** Allowances of single accounts. They replace those of the plan. */
    overrides: z.strictObject({ table, account: column, meter: column, included: column }).optional(),
    /** A view of 15-minute sums of `events`, as created by rollup.sql. Used while it exists. */
    rollup: z.strictObject({ table }).optional(),
  })
  .superRefine((mapping, context) => {
    const problem = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (Array.isArray(mapping.meters)) {
      for (const [index, { aggregation, events: own }] of mapping.meters.entries()) {
        const source = own ?? mapping.events;
        const needed = inputOf[aggregation];
        if (!source) problem(['meters', index, 'events'], 'is missing, and the mapping has no common events');
        else if (needed !== null && source[needed] === undefined)
          problem(['meters', index], `${aggregation} needs the column "${needed}" of its events`);
      }
    } else if (mapping.events?.meter === undefined) {
      problem(['events', 'meter'], 'must name the column of the meter if meters are a table');
    }
    if (mapping.allowances && mapping.accounts.plan === undefined)
      problem(['accounts', 'plan'], 'must name the column of the plan if plans have allowances');
    if (mapping.rollup && !mapping.events) problem(['rollup'], 'needs common events');
  });

export type ProductMapping = z.infer<typeof productMapping>;
export type EventsMapping = z.infer<typeof events>;
