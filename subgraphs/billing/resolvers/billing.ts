import { badInput } from '@customer-graph/protocol/errors';
import { createCursors, pageSize, toConnection } from '@customer-graph/subgraph-kit/connections';
import { toDateTime } from '@customer-graph/subgraph-kit/scalars';
import type { Context } from '../context.ts';
import { toMoney } from '../domain/money.ts';
import { publishedPlans } from '../domain/catalogue.ts';
import { mainOne, oldestFirst } from '../domain/subscription.ts';
import type { BillingResolvers } from '../generated/schema.ts';
import type { BillingSource } from '../port.ts';
import { liveSubscriptionsOf, mainSubscriptionOf } from '../services/live-subscription.ts';
import { defaultMethodOf } from '../services/charged-method.ts';
import { checkChange, notAccepted } from '../services/subscription-change.ts';

/** An account and its customer's id. The customer itself is not read yet. */
export interface BillingParent {
  readonly accountId: string;
  readonly customerId: string;
}

const customerOf = ({ customerId }: BillingParent, { loaders }: Context) => loaders.customer.load(customerId);

const idOf = ({ id }: { readonly id: string }): string => id;

export const createBillingResolvers = (source: BillingSource): BillingResolvers => ({
  id: ({ accountId }) => accountId,

  subscription: ({ customerId }, _arguments, context) => mainSubscriptionOf(customerId, context),

  async subscriptions({ customerId }, { ended }, context) {
    if (ended) return oldestFirst(await context.loaders.subscriptions.load(customerId));
    return liveSubscriptionsOf(customerId, context);
  },

  upcomingInvoice: ({ customerId }) => source.upcomingInvoice(customerId),

  async invoices({ accountId, customerId }, { first, after, status }) {
    const cursors = createCursors(`invoices:${status ?? ''}`, accountId);
    const position = cursors.decode(after);
    const page = await source.invoices(customerId, { first: pageSize(first), after: position, status: status ?? null });
    return toConnection(page, idOf, cursors, position !== null);
  },

  invoice: ({ customerId }, { id }) => source.invoice(customerId, id),

  async payments({ accountId, customerId }, { first, after }) {
    const cursors = createCursors('payments', accountId);
    const position = cursors.decode(after);
    const page = await source.payments(customerId, { first: pageSize(first), after: position });
    return toConnection(page, idOf, cursors, position !== null);
  },

  async creditNotes({ accountId, customerId }, { first, after }) {
    const cursors = createCursors('creditNotes', accountId);
    const position = cursors.decode(after);
    const page = await source.creditNotes(customerId, { first: pageSize(first), after: position });
    return toConnection(page, idOf, cursors, position !== null);
  },

  paymentMethods: async ({ customerId }, _arguments, { loaders }) => [
    ...(await loaders.paymentMethods.load(customerId)),
  ],

  async defaultPaymentMethod(billing, _arguments, context) {
    const customer = await customerOf(billing, context);
    return customer && defaultMethodOf(customer, context);
  },

  async plans(billing, _arguments, context) {
    const customer = await customerOf(billing, context);
    const main = customer && mainOne(customer.subscriptions);
    return publishedPlans(await context.loaders.catalogue(), main?.currency ?? customer?.currency ?? null);
  },

  entitlements: async ({ customerId }) => [...(await source.entitlements(customerId))],

  async previewChange({ customerId }, { change }, context) {
    const { subscriptionId = null, priceId = null, seats = null, prorationAt } = change;
    const request = {
      subscriptionId,
      priceId,
      seats,
      prorationAt: prorationAt ? Date.parse(prorationAt) : Date.now(),
      isChosen: Boolean(prorationAt),
    };
    const checked = await checkChange(request, customerId, context);
    if ('refusal' in checked) throw badInput(checked.refusal.message);
    const preview = await source.previewChange(customerId, checked.change);
    if (!preview) throw badInput(notAccepted().message);
    return preview;
  },

  details: async (billing, _arguments, context) => (await customerOf(billing, context))?.details ?? null,

  async balance(billing, _arguments, context) {
    const balance = (await customerOf(billing, context))?.balance;
    return balance ? toMoney(balance) : null;
  },

  async source(billing, _arguments, context) {
    if ((await customerOf(billing, context)) === null) return null;
    return { system: 'BILLING', asOf: toDateTime(context.startedAt) };
  },
});
