import type Stripe from 'stripe';
import type { BillingSource } from '../port.ts';
import { callStripe, fromStripeError, stripeCode } from './errors.ts';
import { withKey } from './client.ts';
import { toStripeAddress } from './mapping/address.ts';
import { customerExpansions, fromStripeCustomer } from './mapping/customer.ts';
import { fromStripeEntitlement } from './mapping/entitlement.ts';
import { expect } from './mapping/fields.ts';
import { toStripePortalFlow } from './mapping/portal-flow.ts';
import { fromStripeSubscription } from './mapping/subscription.ts';
import { emptyWithoutCustomer, nullIfMissing } from './missing.ts';
import { maxPageSize, readAllPages } from './pages.ts';

type Customers = Pick<
  BillingSource,
  'customersOfAccount' | 'accountOfCustomer' | 'customer' | 'entitlements' | 'updateDetails' | 'portalSession'
>;

/** Customers: links to accounts, details, entitlements and portal sessions. */
export function createStripeCustomers(stripe: Stripe, accountMetadata: string | null): Customers {
  return {
    async customersOfAccount(accountId) {
      // The id becomes part of a search query, so an id with other characters could change the query.
      if (accountMetadata === null || !/^\w+$/.test(accountId)) return [];
      const query = `metadata['${accountMetadata}']:'${accountId}'`;
      const matches = await callStripe(() => stripe.customers.search({ query, limit: 2 }));
      return expect.array(matches.data, 'data').map(({ id }) => expect.string(id, 'customer.id'));
    },

    async accountOfCustomer(customerId) {
      if (accountMetadata === null) return null;
      const customer = await nullIfMissing(() => stripe.customers.retrieve(customerId));
      if (customer === null || customer.deleted) return null;
      return expect.optionalString(customer.metadata[accountMetadata], 'customer.metadata');
    },

    async customer(id) {
      const raw = await nullIfMissing(() => stripe.customers.retrieve(id, { expand: customerExpansions }));
      if (raw === null || raw.deleted) return null;
      const customer = fromStripeCustomer(raw);
      if (!raw.subscriptions?.has_more) return customer;
      const subscriptions = await callStripe(() =>
        readAllPages((page) => stripe.subscriptions.list({ customer: id, ...page })),
      );
      return { ...customer, subscriptions: subscriptions.map(fromStripeSubscription) };
    },

    entitlements: (customer) =>
      emptyWithoutCustomer([], async () => {
        const list = await stripe.entitlements.activeEntitlements.list({
          customer,
          limit: maxPageSize,
          expand: ['data.feature'],
        });
        return expect.array(list.data, 'data').map(fromStripeEntitlement);
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
      return expect.string(session.url, 'session.url');
    },
  };
}
