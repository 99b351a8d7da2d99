import { accountOf, type AccountReference } from '../shared/account-reference.ts';
import { GraphError } from '../shared/errors.ts';
import { finishing } from '../shared/mutation.ts';
import {
  cancellation,
  invoiceQuestion,
  changedSince,
  customerQuestion,
  ofAccounts,
  resumption,
  subscriptionChange,
  type BillingFacts,
  type CancellationRequest,
  type InvoiceQuestion,
  type ChangedSince,
  type CustomerQuestion,
  type HolderOfCustomer,
  type OfAccounts,
  type ResumptionRequest,
  type SubscriptionChangeRequest,
} from '../shared/steps.ts';
import { defineCommand } from '../shared/subgraph.ts';
import { userError, type UserError } from '../shared/user-error.ts';
import type { Context } from './context.ts';
import { isLive, oldestFirst, planItem, seatsItem, seatsOf } from './domain/subscription.ts';
import type { Loaders } from './loaders.ts';
import { cancellationReasons, type BillingSource } from './port.ts';
import type { CustomerOf, LinkOf, LinkOwner } from './resolvers/account.ts';
import { liveSubscription, toChange } from './resolvers/change.ts';
import { productsOf } from './resolvers/products.ts';

const refused = (...userErrors: UserError[]) => ({ refused: userErrors });
const noCustomer = () =>
  refused(userError('CONFLICT', 'The account has no counterpart in the billing system.', 'accountId'));
const longestComment = 1_000;
/** By how much the billing system's clock may be behind ours, in milliseconds: it counts in seconds. */
const clockMs = 60_000;

export interface StepsOptions {
  readonly source: BillingSource;
  readonly linkOwner: LinkOwner;
  readonly linkOf: LinkOf;
  readonly customerOf: CustomerOf;
}

/** Billing's part of what goes over several systems. */
export function createSteps({ source, linkOwner, linkOf, customerOf }: StepsOptions) {
  const account = (id: string, { assertion }: Context): AccountReference => {
    const found = accountOf(assertion, id);
    if (!found) throw new GraphError('NOT_FOUND');
    return found;
  };
  const customer = (accountId: string, context: Context): Promise<string | null> =>
    customerOf(account(accountId, context), context);

  async function factsOf(accountId: string, context: Context): Promise<BillingFacts> {
    const link = await linkOf(account(accountId, context), context);
    if (link.state !== 'LINKED') return { link: link.state, live: [] };
    const found = await context.loaders.customer.load(link.id);
    if (!found) return { link: 'MISSING', live: [] };
    const live = oldestFirst(found.subscriptions).filter(isLive);
    return {
      link: 'LINKED',
      live: await Promise.all(
        live.map(async (subscription) => {
          const products = await productsOf(subscription, context);
          const { price, period } = planItem(subscription, products);
          const product = products.get(price.productId);
          // Without a key of its own no other system could name the plan.
          return {
            id: subscription.id,
            status: subscription.status,
            planKey: product?.planKey ?? null,
            seats: seatsOf(subscription, products),
            periodEnd: period.end,
          };
        }),
      ),
    };
  }

  /** The one that is named, or the only one: null where it has not ended since then. */
  async function endedSince(
    customerId: string,
    subscriptionId: string | null,
    begunAt: number,
  ): Promise<string | null> {
    const all = await source.subscriptions(customerId);
    if (subscriptionId === null && all.some(isLive)) return null;
    const ended = all.filter(
      (each) =>
        !isLive(each) &&
        (each.canceledAt ?? 0) >= begunAt - clockMs &&
        (subscriptionId === null || each.id === subscriptionId),
    );
    return ended[0]?.id ?? null;
  }

  return {
    billingFacts: defineCommand<Loaders, OfAccounts>(ofAccounts, ({ accountIds }, context): Promise<BillingFacts[]> =>
      Promise.all(accountIds.map((id) => factsOf(id, context))),
    ),

    holderOfCustomer: defineCommand<Loaders, CustomerQuestion>(
      customerQuestion,
      async ({ customerId }): Promise<HolderOfCustomer> =>
        linkOwner === 'BILLING'
          ? { isOwner: true, accountId: await source.accountOfCustomer(customerId) }
          : { isOwner: false, accountId: null },
    ),

    customersChanged: defineCommand<Loaders, ChangedSince>(changedSince, async ({ since }) => [
      ...(await source.customersChanged(since)),
    ]),

    changeSubscription: defineCommand<Loaders, SubscriptionChangeRequest>(
      subscriptionChange,
      async ({ accountId, key, isRepeat, isChosen, seatsInUse, ...wanted }, context) => {
        const customerId = await customer(accountId, context);
        if (customerId === null) return noCustomer();
        // Begun before, it may have moved the period already.
        const checked = await toChange({ ...wanted, isChosen: isChosen && !isRepeat }, customerId, context);
        if ('problem' in checked) return refused(checked.problem);
        const { change } = checked;
        const before = seatsItem(change.subscription, await productsOf(change.subscription, context))?.quantity ?? 0;
        if (change.seats !== null && change.seats < before) {
          if (seatsInUse === null)
            throw new GraphError('UPSTREAM_UNAVAILABLE', {
              system: 'PRODUCT',
              message: 'How many seats are in use cannot be found out: nothing was changed.',
            });
          if (change.seats < seatsInUse)
            return refused(userError('CONFLICT', 'More seats are in use than that.', 'change', 'seats'));
        }
        const payment = await finishing('BILLING', () => source.changeSubscription(customerId, change, key));
        if (payment.kind === 'DECLINED')
          return refused(userError('PAYMENT_REQUIRED', 'The payment was declined: nothing was changed.'));
        return {
          done: {
            subscriptionId: change.subscription.id,
            openInvoiceId: payment.kind === 'ACTION' ? payment.invoiceId : null,
          },
        };
      },
    ),

    cancelSubscription: defineCommand<Loaders, CancellationRequest>(
      cancellation,
      async ({ accountId, subscriptionId, immediately, reason, comment, key, isRepeat, begunAt }, context) => {
        const customerId = await customer(accountId, context);
        if (customerId === null) return noCustomer();
        const known = cancellationReasons.find((each) => each === reason) ?? null;
        if (reason !== null && known === null)
          return refused(
            userError('INVALID_INPUT', `reason must be one of ${cancellationReasons.join(', ')}.`, 'reason'),
          );
        if (comment !== null && comment.length > longestComment)
          return refused(
            userError('INVALID_INPUT', `comment must have at most ${longestComment} characters.`, 'comment'),
          );
        const chosen = await liveSubscription(subscriptionId, customerId, context);
        if ('problem' in chosen) {
          // Ended already, by the same request, which nobody heard the answer of.
          const ended = isRepeat && immediately ? await endedSince(customerId, subscriptionId, begunAt) : null;
          return ended === null ? refused(chosen.problem) : { done: { subscriptionId: ended, openInvoiceId: null } };
        }
        const { subscription } = chosen;
        await finishing('BILLING', () =>
          source.cancelSubscription(subscription.id, { immediately, reason: known, comment }, key),
        );
        return { done: { subscriptionId: subscription.id, openInvoiceId: null } };
      },
    ),

    resumeSubscription: defineCommand<Loaders, ResumptionRequest>(
      resumption,
      async ({ accountId, subscriptionId, key, isRepeat }, context) => {
        const customerId = await customer(accountId, context);
        if (customerId === null) return noCustomer();
        const chosen = await liveSubscription(subscriptionId, customerId, context);
        if ('problem' in chosen) return refused(chosen.problem);
        const { subscription } = chosen;
        const isRunning = subscription.cancelsAt === null && subscription.status !== 'PAUSED';
        if (isRunning && isRepeat) return { done: { subscriptionId: subscription.id, openInvoiceId: null } };
        if (isRunning)
          return refused(
            userError(
              'CONFLICT',
              'The subscription is neither paused nor about to end.',
              ...(subscriptionId === null ? [] : ['subscriptionId']),
            ),
          );
        const payment = await finishing('BILLING', () => source.resumeSubscription(subscription, key));
        return {
          done: {
            subscriptionId: subscription.id,
            openInvoiceId: payment.kind === 'ACTION' ? payment.invoiceId : null,
          },
        };
      },
    ),

    /** What the customer has to do: asked again each time, and kept nowhere. */
    nextAction: defineCommand<Loaders, InvoiceQuestion>(invoiceQuestion, ({ invoiceId }) =>
      source.nextAction(invoiceId),
    ),
  };
}
