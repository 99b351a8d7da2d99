import type { WithLock } from '@customer-graph/journal/locks';
import { withoutNulls } from '@customer-graph/subgraph-kit/mutation';
import type { MutationResolvers } from '../../generated/schema.ts';
import type { BillingSource } from '../../port.ts';
import { detailsDone, updateBillingDetails } from '../../services/billing-details.ts';
import type { CustomerWrites } from '../../services/customer-writes.ts';

export const updateBillingDetailsMutation =
  (
    writes: CustomerWrites,
    source: BillingSource,
    withLock: WithLock,
  ): Required<MutationResolvers>['updateBillingDetails'] =>
  async (_parent, { input }, context) => {
    const { name, email, address } = input;
    const change = { ...withoutNulls({ name, email }), ...(address && { address: withoutNulls(address) }) };
    const outcome = await writes('updateBillingDetails', input, context, detailsDone, (customerId, attempt) =>
      updateBillingDetails(source, withLock, customerId, change, attempt, context.assertion.deadline),
    );
    if ('refused' in outcome) return { details: null, userErrors: [...outcome.refused] };
    const { customerId } = outcome;
    if (customerId === null) return { details: null, userErrors: [] };
    const { customer } = context.loaders;
    return { details: (await customer.clear(customerId).load(customerId))?.details ?? null, userErrors: [] };
  };
