import { z } from 'zod';
import { linkState, accountsInput } from '@customer-graph/protocol/account-input';
import { defineCalls } from '@customer-graph/protocol/calls';
import { memberRoles } from '@customer-graph/protocol/roles';
import { aggregations } from './domain/meter.ts';

/** Calls that the usage subgraph answers to other subgraphs. Never published. */

/** Usage in the current period, by meter: values of different meters have different units. */
export const usageFacts = z.object({
  link: linkState,
  usage: z
    .object({
      activeMembers: z.number(),
      /** Milliseconds since the epoch. */
      periodStart: z.number(),
      meters: z.array(
        z.object({ key: z.string(), unit: z.string(), aggregation: z.enum(aggregations), used: z.number() }),
      ),
    })
    .nullable(),
});
export type UsageFacts = z.infer<typeof usageFacts>;

/** A notification to the product. It contains absolute values, so that it can be repeated. */
export const productNews = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('subscription.changed'),
    id: z.string(),
    accountId: z.string(),
    planKey: z.string().nullable(),
    seats: z.number().nullable(),
    /** The API's `SubscriptionStatus`. */
    status: z.string().nullable(),
    occurredAt: z.string(),
  }),
  z.object({
    type: z.enum(['member.invited', 'member.role_changed', 'member.removed']),
    id: z.string(),
    accountId: z.string(),
    contactId: z.string(),
    role: z.enum(memberRoles).nullable(),
    email: z.string().nullable(),
    name: z.string().nullable(),
    /** Whether the person must accept before they have access. */
    mustAccept: z.boolean(),
    occurredAt: z.string(),
  }),
]);
export type ProductNews = z.infer<typeof productNews>;

export const usageCalls = defineCalls({
  usageFacts: { input: accountsInput, output: z.array(usageFacts) },
  /** `told`: false where no product webhook is configured. */
  announce: { input: productNews, output: z.object({ told: z.boolean() }) },
});
