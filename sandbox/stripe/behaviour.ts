import { z } from 'zod';

/** Switches for differences between accounts of the vendor. The defaults describe a new account of today. */
export const stripeBehaviour = z.strictObject({
  /** Stripe, "Compare billing modes": the mode of the subscriptions. It decides how a cancellation is recorded. */
  billingMode: z.enum(['flexible', 'classic']).default('flexible'),
  /**
   * Permissions that the key lacks, as Stripe's error messages name them without `rak_`: `charge_read`. A request, or an
   * expansion in it, that needs one of them gets 403.
   */
  missingPermissions: z.array(z.string()).default([]),
  /** The account that requests must name in Stripe-Account or Stripe-Context; null: the key's own account. */
  account: z.string().nullable().default(null),
  /** The kind of the events that webhooks deliver. Thin events name the changed object only. */
  events: z.enum(['snapshot', 'thin']).default('snapshot'),
  /** The API version of the events. Their objects have the shape of that version. */
  eventsVersion: z.string().default('2026-10-28.endive'),
});

export type StripeBehaviour = z.output<typeof stripeBehaviour>;
