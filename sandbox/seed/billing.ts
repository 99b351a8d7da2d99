import { createStripeStore, type StripeStore, type StripeStoreOptions } from '../stripe/store.ts';
import { seedCatalogue } from './catalogue.ts';
import type { SeedCompany } from './company.ts';
import { seedCustomer } from './customers.ts';
import { seedInvoices } from './invoices.ts';
import { day, today } from './periods.ts';
import { createRandom } from './random.ts';
import { seedBillingVariants } from './billing-variants.ts';
import { seedSubscription, type BillingMode } from './subscriptions.ts';

export const invoiceCount = 4_000;

export interface BillingSeedOptions extends StripeStoreOptions {
  readonly billingMode: BillingMode;
}

/** The Stripe account of the companies. */
export function seedBilling(companies: readonly SeedCompany[], options: BillingSeedOptions): StripeStore {
  const store = createStripeStore(options);
  const random = createRandom(4_000);
  const created = today() - 500 * day;
  seedCatalogue(store, created);
  const paying = companies.filter(({ subscription }) => subscription !== 'none' && subscription !== 'incomplete');
  let invoicesLeft = invoiceCount;
  for (const company of companies) {
    const customer = seedCustomer(store, company, created + company.index * 60);
    const subscription = seedSubscription(store, company, customer, random, options.billingMode);
    const position = paying.indexOf(company);
    if (position < 0 || !subscription) continue;
    const count = position === paying.length - 1 ? invoicesLeft : Math.floor(invoicesLeft / (paying.length - position));
    invoicesLeft -= count;
    seedInvoices(store, company, customer, subscription, count, random);
  }
  seedBillingVariants(store, companies, created);
  store.catchUpIndex();
  return store;
}
