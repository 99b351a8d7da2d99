import type Stripe from 'stripe';
import { identifier } from '@customer-graph/upstream/shapes';
import { z } from 'zod';
import type { TaxId } from '../domain/customer.ts';
import type { BillingSource } from '../port.ts';
import { callStripe, fromStripeError, stripeCode } from './errors.ts';
import { withKey } from './client.ts';
import { toStripeAddress } from './mapping/address.ts';
import { customerExpansions, fromStripeCustomer, fromStripeTaxId } from './mapping/customer.ts';
import { fromStripeEntitlement } from './mapping/entitlement.ts';
import { completeList, deferred, fieldsOf, listOf, parse } from './mapping/fields.ts';
import { toStripePortalFlow } from './mapping/portal-flow.ts';
import { metadataOf } from './mapping/product.ts';
import { emptyWithoutCustomer, nullIfMissing } from './missing.ts';
import { readAllPages } from './pages.ts';
import type { CompleteSubscriptions } from './whole-subscriptions.ts';

type Customers = Pick<
  BillingSource,
  'customersOfAccount' | 'accountOfCustomer' | 'customer' | 'entitlements' | 'updateDetails' | 'portalSession'
>;

/** The read of a customer's entitlements. The diagnosis makes the same one. */
export const entitlementExpansions = ['data.feature'];

/** Customers: links to accounts, details, entitlements and portal sessions. */
export function createStripeCustomers(
  stripe: Stripe,
  accountMetadata: string | null,
  subscriptions: CompleteSubscriptions,
): Customers {
  async function taxIdsOf(id: string, embedded: unknown): Promise<readonly TaxId[]> {
    const all = await completeList(embedded, 'tax_ids', () =>
      callStripe(() => readAllPages((page) => stripe.customers.listTaxIds(id, page))),
    );
    return all.map(fromStripeTaxId);
  }

  return {
    async customersOfAccount(accountId) {
      // The id becomes part of a search query, so an id with other characters could change the query.
      if (accountMetadata === null || !/^\w+$/.test(accountId)) return [];
      const query = `metadata['${accountMetadata}']:'${accountId}'`;
      const matches = await callStripe(() => stripe.customers.search({ query, limit: 2 }));
      return listOf(matches.data, 'data').map((raw) =>
        parse(identifier, fieldsOf<Stripe.Customer>(raw, 'customer').id, 'customer.id'),
      );
    },

    async accountOfCustomer(customerId) {
      if (accountMetadata === null) return null;
      const customer = await nullIfMissing(() => stripe.customers.retrieve(customerId));
      if (customer === null || customer.deleted) return null;
      return metadataOf(customer.metadata, accountMetadata);
    },

    async customer(id) {
      const raw = await nullIfMissing(() => stripe.customers.retrieve(id, { expand: customerExpansions }));
      if (raw === null || raw.deleted) return null;
      const [taxIds, live] = await Promise.all([
        deferred(() => taxIdsOf(id, raw.tax_ids)),
        deferred(() => subscriptions.embeddedIn(raw.subscriptions, id)),
      ]);
      return fromStripeCustomer(raw, { taxIds, subscriptions: live });
    },

    entitlements: (customer) =>
      emptyWithoutCustomer([], async () => {
        const query = { customer, expand: entitlementExpansions };
        const all = await readAllPages((page) => stripe.entitlements.activeEntitlements.list({ ...query, ...page }));
        return all.map(fromStripeEntitlement);
      }),

    async updateDetails(customer, { name, email, address }, key) {
      const details = {
        ...(name !== undefined && { name }),
        ...(email !== undefined && { email }),
        ...(address && { address: toStripeAddress(address) }),
      };
      try {
        await stripe.customers.update(customer, details, withKey(key));
        return true;
      } catch (error) {
        const code = stripeCode(error);
        if (code === 'email_invalid' || code === 'parameter_invalid_string_blank') return false;
        throw fromStripeError(error);
      }
    },

    async portalSession(customer, returnUrl, flow, key) {
      const session = await callStripe(() =>
        stripe.billingPortal.sessions.create(
          { customer, return_url: returnUrl, ...(flow && { flow_data: toStripePortalFlow(flow) }) },
          withKey(key),
        ),
      );
      return parse(z.string(), session.url, 'session.url');
    },
  };
}
