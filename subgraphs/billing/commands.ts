import { refused } from '@customer-graph/protocol/outcome';
import type { Handlers } from '@customer-graph/subgraph-kit/handlers';
import { requireAccount } from '@customer-graph/subgraph-kit/mutation';
import type { Context } from './context.ts';
import type { billingCalls } from './contract.ts';
import type { Loaders } from './loaders.ts';
import type { BillingSource } from './port.ts';
import { billingFactsOf } from './services/billing-facts.ts';
import { noCustomer, type CustomerLinks, type LinkOwner } from './services/customer-links.ts';
import { cancelSubscription } from './services/subscription-cancellation.ts';
import { changeSubscription } from './services/subscription-change.ts';
import { resumeSubscription } from './services/subscription-resumption.ts';

export interface CommandsOptions {
  readonly source: BillingSource;
  readonly linkOwner: LinkOwner;
  readonly links: CustomerLinks;
}

type SubscriptionWrite<Request, Written> = (
  source: BillingSource,
  customerId: string,
  request: Request,
  context: Context,
) => Promise<Written>;

/** Implements the calls of `contract.ts`. */
export function createCommands({ source, linkOwner, links }: CommandsOptions): Handlers<typeof billingCalls, Loaders> {
  const forCustomer =
    <Request extends { readonly accountId: string }, Written>(write: SubscriptionWrite<Request, Written>) =>
    async (request: Request, context: Context): Promise<Written | ReturnType<typeof refused>> => {
      const customerId = await links.customerIdOf(requireAccount(request.accountId, context), context);
      return customerId === null ? refused(noCustomer()) : write(source, customerId, request, context);
    };

  return {
    billingFacts: ({ accountIds }, context) =>
      Promise.all(
        accountIds.map(async (id) =>
          billingFactsOf(await links.checkedLinkOf(requireAccount(id, context), context), context),
        ),
      ),

    async holderOfCustomer({ customerId: id }) {
      const customerId = await source.customerOfObject(id);
      if (linkOwner === 'CRM') return { isOwner: false, accountId: null, customerId };
      const accountId = customerId === null ? null : await source.accountOfCustomer(customerId);
      return { isOwner: true, accountId, customerId };
    },

    async customersChanged(position) {
      const { customerIds, next } = await source.customersChanged(position);
      return { customerIds: [...customerIds], next };
    },

    changeSubscription: forCustomer(changeSubscription),
    cancelSubscription: forCustomer(cancelSubscription),
    resumeSubscription: forCustomer(resumeSubscription),

    nextAction: ({ invoiceId }) => source.nextAction(invoiceId),
  };
}
