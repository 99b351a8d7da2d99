import type { StripeGet } from './http.ts';

/** A read that the graph makes, by its permission on a restricted key. */
interface Read {
  readonly name: string;
  readonly path: string;
  /** The consequence if the key lacks the permission. */
  readonly breaks: string;
  /** Whether the inspection stops without it. */
  readonly isNeeded: boolean;
}

export interface ReadResult extends Read {
  readonly status: number;
  readonly body: string;
}

const reads: readonly Read[] = [
  { name: 'Customers', path: '/v1/customers?limit=1', breaks: 'all of billing fails', isNeeded: true },
  { name: 'Subscriptions', path: '/v1/subscriptions?limit=1', breaks: 'ended subscriptions fail', isNeeded: false },
  { name: 'Invoices', path: '/v1/invoices?limit=1', breaks: 'invoices and invoice search fail', isNeeded: false },
  { name: 'PaymentIntents', path: '/v1/payment_intents?limit=1', breaks: 'payments fail', isNeeded: false },
  { name: 'Credit notes', path: '/v1/credit_notes?limit=1', breaks: 'credit notes fail', isNeeded: false },
  { name: 'Prices', path: '/v1/prices?limit=1', breaks: 'plans and prices fail', isNeeded: true },
  { name: 'Products', path: '/v1/products?limit=1', breaks: 'plans fail', isNeeded: true },
];

const readsOfCustomer = (customerId: string): readonly Read[] => [
  {
    name: 'Payment Methods',
    path: `/v1/customers/${customerId}/payment_methods?limit=1`,
    breaks: 'payment methods fail',
    isNeeded: false,
  },
  {
    name: 'Entitlements',
    path: `/v1/entitlements/active_entitlements?customer=${customerId}&limit=1`,
    breaks: 'entitlements fail',
    isNeeded: false,
  },
];

const tryAll = (get: StripeGet, all: readonly Read[]): Promise<ReadResult[]> =>
  Promise.all(all.map(async (read) => ({ ...read, ...(await get(read.path)) })));

/** Tries every read that needs no customer. */
export const tryReads = (get: StripeGet): Promise<ReadResult[]> => tryAll(get, reads);

/** Tries every read of one customer's objects. */
export const tryReadsOfCustomer = (get: StripeGet, customerId: string): Promise<ReadResult[]> =>
  tryAll(get, readsOfCustomer(customerId));

export const isForbidden = ({ status }: ReadResult): boolean => status === 403;
