import { z } from 'zod';

/** What a vendor sent, as it came: its signature is over the bytes. */
export const webhookRequest = z.object({
  headers: z.record(z.string(), z.string()),
  /** In base64. */
  body: z.string(),
  /** The address that the vendor sent it to. */
  url: z.string(),
});
export type WebhookRequest = z.infer<typeof webhookRequest>;

/** Something that a vendor told of: its own id for it, and what it is about, as `kind:id`. What else it said is not believed, and not kept. */
export const vendorEvent = z.object({
  id: z.string().max(200),
  subject: z.string().regex(/^(customer|account|ticket):[\w-]{1,64}$/),
});
export type VendorEvent = z.infer<typeof vendorEvent>;

export const webhookAnswer = z.object({
  /** False: not the vendor's, or too old. */
  isGenuine: z.boolean(),
  events: z.array(vendorEvent),
  /** Whose memberships may have changed, and which accounts' links. */
  contactIds: z.array(z.string()),
  accountIds: z.array(z.string()),
});
export type WebhookAnswer = z.infer<typeof webhookAnswer>;

export const notGenuine: WebhookAnswer = { isGenuine: false, events: [], contactIds: [], accountIds: [] };
export const genuine = (events: readonly VendorEvent[]): WebhookAnswer => ({
  isGenuine: true,
  events: [...events],
  contactIds: [],
  accountIds: [],
});

export const webhookSystems = { stripe: 'BILLING', hubspot: 'CRM', zendesk: 'SUPPORT' } as const;
export type WebhookVendor = keyof typeof webhookSystems;

/** What is handed over to be looked after: stored before anybody is told that it came. */
export const deliveries = z.object({
  system: z.enum(['BILLING', 'CRM', 'SUPPORT']),
  events: z.array(vendorEvent).max(100),
});
export type Deliveries = z.infer<typeof deliveries>;

/** How old a signature may be, in milliseconds: as long as each vendor says. */
export const webhookToleranceMs = 300_000;
