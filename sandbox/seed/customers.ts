import { makeCustomer, makeTaxId } from '../stripe/objects/customers.ts';
import { makeCard, makeSepaDebit } from '../stripe/objects/payments.ts';
import type { StripeObject, StripeStore } from '../stripe/store.ts';
import { companyIndex, type SeedCompany } from './company.ts';
import { day } from './periods.ts';

/** Seeds the customer of a company, with payment methods and a tax id. */
export function seedCustomer(store: StripeStore, company: SeedCompany, created: number): StripeObject {
  const id = company.ownCustomerId;
  const hasMethod = company.subscription !== 'incomplete';
  const cardId = `pm_Sandbox${id.slice(-6)}card`;
  const { line1, line2, city, region, postalCode, country } = company.address;
  const customer = store.put(
    'customers',
    makeCustomer({
      id,
      created,
      name: company.name,
      email: `billing@${company.domain}`,
      currency: company.subscription === 'none' ? null : company.currency,
      balance: company.index === companyIndex.demo ? -1_250 : 0,
      address: { line1, line2, city, state: region, postal_code: postalCode, country },
      description: `CANARY-billing-description-${id}`,
      metadata: { account_id: company.id, internal: `CANARY-billing-metadata-${id}` },
      invoice_settings: {
        custom_fields: null,
        default_payment_method: hasMethod ? cardId : null,
        footer: null,
        rendering_options: null,
      },
    }),
  );
  if (hasMethod) {
    const last4 = company.subscription === 'past_due' || company.subscription === 'unpaid' ? '0002' : '4242';
    store.put(
      'payment_methods',
      makeCard({
        id: cardId,
        customer: id,
        created,
        brand: 'visa',
        last4,
        expMonth: 1 + (company.index % 12),
        expYear: 2030,
        name: company.name,
      }),
    );
  }
  if (company.index === companyIndex.demo || company.index % 5 === 0) {
    store.put(
      'payment_methods',
      makeSepaDebit({
        id: `pm_Sandbox${id.slice(-6)}sepa`,
        customer: id,
        created: created + day,
        last4: '3000',
        bankCode: '37040044',
      }),
    );
  }
  const status = company.index % 3 === 0 ? 'verified' : company.index % 3 === 1 ? 'pending' : 'unverified';
  store.put(
    'tax_ids',
    makeTaxId({
      id: `txi_Sandbox${id.slice(-6)}`,
      customer: id,
      type: 'eu_vat',
      value: `DE${100_000_000 + company.index}`,
      country: 'DE',
      status,
      created,
    }),
  );
  return customer;
}
