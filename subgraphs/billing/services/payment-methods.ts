import { z } from 'zod';
import type { Outcome, StartedAttempt } from '@customer-graph/journal/idempotency';
import { noOutput } from '@customer-graph/protocol/calls';
import { refused } from '@customer-graph/protocol/outcome';
import { userError, type UserError } from '@customer-graph/protocol/user-error';
import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import type { Context } from '../context.ts';
import type { PaymentMethod } from '../domain/payment.ts';
import { chargedMethodIdOf, followersOf } from '../domain/customer.ts';
import { liveOnes, ownMethodIdOf } from '../domain/subscription.ts';
import type { BillingSource } from '../port.ts';
import { noCustomer } from './customer-links.ts';

export const setupDone = z.object({ setupId: z.string() });
export type SetupDone = z.infer<typeof setupDone>;

export const methodDone = noOutput;
export type MethodDone = z.infer<typeof methodDone>;

export interface DefaultChoice {
  readonly paymentMethodId: string;
  /** The subscriptions that follow; null: those that `followersOf` chooses. */
  readonly subscriptionIds: readonly string[] | null;
}

export interface PaymentMethods {
  /** Prepares a card entry. */
  startSetup(customerId: string, key: string): Promise<Outcome<SetupDone>>;
  /** Makes a method the default, and charges subscriptions with a method of their own to it. */
  setDefault(customerId: string, choice: DefaultChoice, key: string, context: Context): Promise<Outcome<MethodDone>>;
  /** Refuses to remove a method that a live subscription is charged to. */
  remove(
    customerId: string,
    paymentMethodId: string,
    attempt: StartedAttempt,
    context: Context,
  ): Promise<Outcome<MethodDone>>;
  /** The methods after a write. Also the customer's default is read again. */
  readBack(customerId: string, context: Context): Promise<readonly PaymentMethod[]>;
  /** A refusal if the customer does not have the method, else null. */
  refusalOf(customerId: string, paymentMethodId: string): Promise<UserError | null>;
}

export function createPaymentMethods(source: BillingSource): PaymentMethods {
  async function refusalOf(customerId: string, paymentMethodId: string): Promise<UserError | null> {
    const methods = await source.paymentMethods(customerId);
    if (methods.some(({ id }) => id === paymentMethodId)) return null;
    return userError('NOT_FOUND', 'The account has no such payment method.', 'paymentMethodId');
  }

  async function isCharged(customerId: string, methodId: string, { loaders }: Context): Promise<boolean> {
    const customer = await loaders.customer.load(customerId);
    return (
      customer !== null && liveOnes(customer.subscriptions).some((one) => chargedMethodIdOf(one, customer) === methodId)
    );
  }

  return {
    refusalOf,

    startSetup: async (customerId, key) => ({
      done: { setupId: await withMinimumDeadline('BILLING', () => source.startSetup(customerId, key)) },
    }),

    async setDefault(customerId, { paymentMethodId, subscriptionIds }, key, { loaders }) {
      const refusal = await refusalOf(customerId, paymentMethodId);
      if (refusal) return refused(refusal);
      const customer = await loaders.customer.load(customerId);
      if (!customer) return refused(noCustomer());
      const live = liveOnes(customer.subscriptions);
      if (subscriptionIds?.some((id) => !live.some((subscription) => subscription.id === id))) {
        const message = 'subscriptionIds names a subscription that is not a live one of the account.';
        return refused(userError('NOT_FOUND', message, 'subscriptionIds'));
      }
      const followers = subscriptionIds ? live.filter(({ id }) => subscriptionIds.includes(id)) : followersOf(customer);
      await withMinimumDeadline('BILLING', async () => {
        // The customer comes last: a repeat after a failure then still finds the former default.
        for (const subscription of followers)
          if (ownMethodIdOf(subscription) !== paymentMethodId)
            await source.setSubscriptionPaymentMethod(subscription.id, paymentMethodId, `${key}-${subscription.id}`);
        await source.setDefaultPaymentMethod(customerId, paymentMethodId, key);
      });
      return { done: {} };
    },

    async remove(customerId, paymentMethodId, { key, isRepeat }, context) {
      const refusal = await refusalOf(customerId, paymentMethodId);
      // The first attempt may have removed the method although its response was lost.
      if (refusal) return isRepeat ? { done: {} } : refused(refusal);
      if (await isCharged(customerId, paymentMethodId, context)) {
        const message = 'A subscription is charged to this payment method: make another one the default first.';
        return refused(userError('NOT_ALLOWED', message, 'paymentMethodId'));
      }
      await withMinimumDeadline('BILLING', () => source.removePaymentMethod(paymentMethodId, key));
      return { done: {} };
    },

    readBack(customerId, { loaders }) {
      loaders.customer.clear(customerId);
      loaders.paymentMethods.clear(customerId);
      return source.paymentMethods(customerId);
    },
  };
}
