import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import type { MutationResolvers } from '../../generated/schema.ts';
import type { BillingSource } from '../../port.ts';
import { noCustomer } from '../../services/customer-links.ts';
import type { CustomerWrites } from '../../services/customer-writes.ts';
import { portalDone, portalFlow, preparePortalSession, returnUrlOf } from '../../services/portal-session.ts';

export const createBillingPortalSessionMutation =
  (
    writes: CustomerWrites,
    source: BillingSource,
    returnOrigins: readonly string[],
  ): Required<MutationResolvers>['createBillingPortalSession'] =>
  async (_parent, { input }, context) => {
    const { flow = null } = input;
    const returnUrl = returnUrlOf(input.returnUrl, returnOrigins);
    const request = { returnUrl, flow };
    const outcome = await writes('createBillingPortalSession', input, context, portalDone, (customerId) =>
      preparePortalSession(customerId, request, context),
    );
    if ('refused' in outcome) return { url: null, userErrors: [...outcome.refused] };
    const { customerId, done, vendorKey } = outcome;
    if (customerId === null || returnUrl === null) return { url: null, userErrors: [noCustomer()] };
    // The journal does not keep the URL. With the same key Stripe returns the same session for a repeat.
    const url = await withMinimumDeadline('BILLING', () =>
      source.portalSession(customerId, returnUrl, portalFlow(request, done), vendorKey),
    );
    return { url, userErrors: [] };
  };
