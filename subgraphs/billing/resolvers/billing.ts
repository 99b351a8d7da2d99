import { cursorsOf, pageSize, toConnection } from '../../shared/connections.ts';
import { badInput } from '../../shared/errors.ts';
import { toDateTime } from '../../shared/scalars.ts';
import type { Context } from '../context.ts';
import { toMoney } from '../domain/money.ts';
import { isLive, oldestFirst } from '../domain/subscription.ts';
import type { BillingResolvers } from '../generated/schema.ts';
import type { BillingSource } from '../port.ts';
import { toChange } from './change.ts';
import type { PaymentMethodParent } from './payment-method.ts';

/** An account's customer. Nothing of it has been read yet. */
export interface BillingParent {
  readonly accountId: string;
  readonly customerId: string;
}

const customerOf = ({ customerId }: BillingParent, { loaders }: Context) => loaders.customer.load(customerId);

const ofCustomer =
  ({ customerId }: BillingParent) =>
  <T extends object>(method: T): T & { customerId: string } => ({ ...method, customerId });

const idOf = ({ id }: { readonly id: string }): string => id;

export const createBillingResolvers = (source: BillingSource): BillingResolvers => ({
  id: ({ accountId }) => accountId,

  async subscription(billing, _arguments, context) {
    const customer = await customerOf(billing, context);
    return oldestFirst(customer?.subscriptions ?? []).find(isLive) ?? null;
  },

  async subscriptions(billing, { ended }, context) {
    if (ended) return oldestFirst(await context.loaders.subscriptions.load(billing.customerId));
    const customer = await customerOf(billing, context);
    return oldestFirst(customer?.subscriptions ?? []).filter(isLive);
  },

  upcomingInvoice: ({ customerId }) => source.upcomingInvoice(customerId),

  async invoices({ accountId, customerId }, { first, after, status }) {
    const cursors = cursorsOf(`invoices:${status ?? ''}`, accountId);
    const position = cursors.decode(after);
    const page = await source.invoices(customerId, { first: pageSize(first), after: position, status: status ?? null });
    return toConnection(page, idOf, cursors, position !== null);
  },

  // Whatever is no id of Stripe's shape belongs to nobody, and no call would say more.
  invoice: ({ customerId }, { id }) => (/^in_\w{1,64}$/.test(id) ? source.invoice(customerId, id) : null),

  async payments({ accountId, customerId }, { first, after }) {
    const cursors = cursorsOf('payments', accountId);
    const position = cursors.decode(after);
    const page = await source.payments(customerId, { first: pageSize(first), after: position });
    const nodes = page.nodes.map((payment) => ({ ...payment, customerId }));
    return toConnection({ ...page, nodes }, idOf, cursors, position !== null);
  },

  async creditNotes({ accountId, customerId }, { first, after }) {
    const cursors = cursorsOf('creditNotes', accountId);
    const position = cursors.decode(after);
    const page = await source.creditNotes(customerId, { first: pageSize(first), after: position });
    const nodes = page.nodes.map((note) => ({
      ...note,
      amount: toMoney(note.amount),
      createdAt: toDateTime(note.createdAt),
    }));
    return toConnection({ ...page, nodes }, idOf, cursors, position !== null);
  },

  paymentMethods: async (billing): Promise<PaymentMethodParent[]> =>
    (await source.paymentMethods(billing.customerId)).map(ofCustomer(billing)),

  async defaultPaymentMethod(billing, _arguments, context) {
    const method = (await customerOf(billing, context))?.defaultPaymentMethod;
    return method ? ofCustomer(billing)(method) : null;
  },

  entitlements: async ({ customerId }) => [...(await source.entitlements(customerId))],

  async previewChange(billing, { change }, context) {
    const { subscriptionId = null, priceId = null, seats = null, prorationAt } = change;
    const wanted = await toChange(
      {
        subscriptionId,
        priceId,
        seats,
        prorationAt: prorationAt ? Date.parse(prorationAt) : Date.now(),
        isChosen: Boolean(prorationAt),
      },
      billing.customerId,
      context,
    );
    if ('problem' in wanted) throw badInput(wanted.problem.message);
    return source.previewChange(billing.customerId, wanted.change);
  },

  async details(billing, _arguments, context) {
    const details = (await customerOf(billing, context))?.details;
    return details ? { ...details, taxIds: [...details.taxIds] } : null;
  },

  async balance(billing, _arguments, context) {
    const balance = (await customerOf(billing, context))?.balance;
    return balance ? toMoney(balance) : null;
  },

  async source(billing, _arguments, context) {
    if ((await customerOf(billing, context)) === null) return null;
    return { system: 'BILLING', asOf: toDateTime(context.startedAt) };
  },
});
