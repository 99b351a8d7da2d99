import { z } from 'zod';
import { catalogueQuery } from '../catalogue.ts';
import { entitlementExpansions } from '../customers.ts';
import { customerExpansions } from '../mapping/customer.ts';
import { paymentExpansions } from '../payments.ts';
import { subscriptionListExpansions } from '../subscriptions.ts';
import type { StripeGet } from './http.ts';

/** A read that the graph makes, with the same expansions, by the permissions that it needs on a restricted key. */
interface Read {
  /** The permissions as Stripe's screen "API keys" names them. */
  readonly name: string;
  readonly path: string;
  /** The consequence if the key lacks a permission. */
  readonly breaks: string;
  /** Whether the inspection stops without it. */
  readonly isNeeded: boolean;
}

export interface ReadResult extends Read {
  readonly status: number;
  readonly body: string;
  /** The permission that Stripe names in its refusal; null: none. */
  readonly missing: string | null;
}

function query(parameters: Readonly<Record<string, string>>, expand: readonly string[] = []): string {
  const all = new URLSearchParams(parameters);
  for (const [index, field] of expand.entries()) all.append(`expand[${index}]`, field);
  return all.toString();
}

const inList = (fields: readonly string[]): string[] => fields.map((field) => `data.${field}`);

const reads: readonly Read[] = [
  {
    name: 'Customers',
    path: `/v1/customers?${query({ limit: '1' })}`,
    breaks: 'all of billing fails',
    isNeeded: true,
  },
  {
    name: 'Customers, Subscriptions and PaymentMethods',
    path: `/v1/customers?${query({ limit: '1' }, inList(customerExpansions.filter((field) => !field.includes('.data.'))))}`,
    breaks: 'subscriptions, billing details, balance and the default payment method fail',
    isNeeded: false,
  },
  {
    name: 'Subscriptions, Invoices and PaymentMethods',
    path: `/v1/subscriptions?${query({ limit: '1', status: 'all' }, subscriptionListExpansions)}`,
    breaks: 'ended subscriptions fail',
    isNeeded: false,
  },
  {
    name: 'Invoices',
    path: `/v1/invoices?${query({ limit: '1' })}`,
    breaks: 'invoices and invoice search fail',
    isNeeded: false,
  },
  {
    name: 'PaymentIntents, Charges and PaymentMethods',
    path: `/v1/payment_intents?${query({ limit: '1' }, paymentExpansions)}`,
    breaks: 'payments fail',
    isNeeded: false,
  },
  {
    name: 'Credit notes',
    path: `/v1/credit_notes?${query({ limit: '1' })}`,
    breaks: 'credit notes fail',
    isNeeded: false,
  },
  {
    name: 'Prices and Products',
    path: `/v1/prices?${query({ limit: '1', active: 'true', type: catalogueQuery.type }, catalogueQuery.expand)}`,
    breaks: 'plans and prices fail',
    isNeeded: true,
  },
  { name: 'Products', path: `/v1/products?${query({ limit: '1' })}`, breaks: 'plans fail', isNeeded: true },
  {
    name: 'Events',
    path: `/v1/events?${query({ limit: '1' })}`,
    breaks: 'changes whose webhook was lost are not found',
    isNeeded: false,
  },
];

const readsOfCustomer = (customerId: string): readonly Read[] => [
  {
    name: 'PaymentMethods',
    path: `/v1/customers/${customerId}/payment_methods?${query({ limit: '1' })}`,
    breaks: 'payment methods fail',
    isNeeded: false,
  },
  {
    name: 'Entitlements',
    path: `/v1/entitlements/active_entitlements?${query({ customer: customerId, limit: '1' }, entitlementExpansions)}`,
    breaks: 'entitlements fail',
    isNeeded: false,
  },
];

const refusal = z.object({ error: z.object({ message: z.string() }) });

/**
 * The permission in a refusal, as Stripe's screen has it: "Charges: Read" of rak_charge_read. Stripe names it in the text of
 * the error only.
 */
export function missingPermissionIn(body: string): string | null {
  const [, resource, access] = /'rak_(\w+)_(read|write)'/.exec(messageIn(body)) ?? [];
  if (resource === undefined || access === undefined) return null;
  return `${resource.replaceAll('_', ' ')}: ${access} (rak_${resource}_${access})`;
}

function messageIn(body: string): string {
  try {
    return refusal.safeParse(JSON.parse(body)).data?.error.message ?? '';
  } catch {
    return '';
  }
}

const tryAll = (get: StripeGet, all: readonly Read[]): Promise<ReadResult[]> =>
  Promise.all(
    all.map(async (read) => {
      const { status, body } = await get(read.path);
      return { ...read, status, body, missing: status === 403 ? missingPermissionIn(body) : null };
    }),
  );

/** Tries every read that needs no customer. */
export const tryReads = (get: StripeGet): Promise<ReadResult[]> => tryAll(get, reads);

/** Tries every read of one customer's objects. */
export const tryReadsOfCustomer = (get: StripeGet, customerId: string): Promise<ReadResult[]> =>
  tryAll(get, readsOfCustomer(customerId));

export const isForbidden = ({ status }: ReadResult): boolean => status === 403;
