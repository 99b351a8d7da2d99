import { z } from 'zod';
import { finishing, given, named } from '../../shared/mutation.ts';
import type { Attempt, Once } from '../../shared/journal/once.ts';
import type { Turns } from '../../shared/journal/turns.ts';
import { userError, type UserError } from '../../shared/user-error.ts';
import type { Context } from '../context.ts';
import { refusalsOfDetails } from '../domain/details-change.ts';
import { isLive } from '../domain/subscription.ts';
import type { MutationResolvers } from '../generated/schema.ts';
import type { BillingSource, PortalFlow } from '../port.ts';
import type { CustomerOf } from './account.ts';
import type { PaymentMethodParent } from './payment-method.ts';

export interface MutationOptions {
  readonly source: BillingSource;
  readonly customerOf: CustomerOf;
  readonly once: Once;
  readonly inTurn: Turns;
  /** Origins that people may be sent back to. */
  readonly returnOrigins: readonly string[];
}

const refused = (...userErrors: UserError[]) => ({ refused: userErrors });
const nothing = z.object({});
const done = { done: {} };
const setUp = z.object({ setupId: z.string() });
const paid = z.object({ invoiceId: z.string(), action: z.boolean() });

const noCustomer = (): UserError =>
  userError('CONFLICT', 'The account has no counterpart in the billing system.', 'accountId');
const noMethod = (): UserError => userError('NOT_FOUND', 'The account has no such payment method.', 'paymentMethodId');

export function createMutationResolvers({
  source,
  customerOf,
  once,
  inTurn,
  returnOrigins,
}: MutationOptions): MutationResolvers {
  const attempt = (
    mutation: string,
    tenant: string,
    input: { readonly idempotencyKey?: string | null },
    { assertion }: Context,
  ): Attempt => ({
    mutation,
    tenant,
    input,
    principal: assertion.principal,
    deadline: assertion.deadline,
  });

  /** The account's customer; null where it has none, also where the one that is named is gone. */
  async function customer(accountId: string, context: Context): Promise<string | null> {
    const id = await customerOf(named(accountId, context), context);
    return id !== null && (await context.loaders.customer.load(id)) ? id : null;
  }

  const isOwn = async (customerId: string, paymentMethodId: string): Promise<boolean> =>
    (await source.paymentMethods(customerId)).some(({ id }) => id === paymentMethodId);

  async function methodsOf(customerId: string, { loaders }: Context): Promise<PaymentMethodParent[]> {
    loaders.customer.clear(customerId);
    return (await source.paymentMethods(customerId)).map((method) => ({ ...method, customerId }));
  }

  return {
    async startPaymentMethodSetup(_parent, { input }, context) {
      const customerId = await customer(input.accountId, context);
      const outcome = await once(
        attempt('startPaymentMethodSetup', named(input.accountId, context).id, input, context),
        setUp,
        async ({ key }) =>
          customerId === null
            ? refused(noCustomer())
            : { done: { setupId: await finishing('BILLING', () => source.startSetup(customerId, key)) } },
      );
      return 'refused' in outcome
        ? { clientSecret: null, userErrors: [...outcome.refused] }
        : { clientSecret: await source.setupSecret(outcome.done.setupId), userErrors: [] };
    },

    async setDefaultPaymentMethod(_parent, { input }, context) {
      const customerId = await customer(input.accountId, context);
      const outcome = await once(
        attempt('setDefaultPaymentMethod', named(input.accountId, context).id, input, context),
        nothing,
        async ({ key }) => {
          if (customerId === null) return refused(noCustomer());
          if (!(await isOwn(customerId, input.paymentMethodId))) return refused(noMethod());
          await finishing('BILLING', () => source.setDefaultPaymentMethod(customerId, input.paymentMethodId, key));
          return done;
        },
      );
      if ('refused' in outcome) return { paymentMethods: null, userErrors: [...outcome.refused] };
      return { paymentMethods: customerId === null ? null : await methodsOf(customerId, context), userErrors: [] };
    },

    async removePaymentMethod(_parent, { input }, context) {
      const customerId = await customer(input.accountId, context);
      const outcome = await once(
        attempt('removePaymentMethod', named(input.accountId, context).id, input, context),
        nothing,
        async ({ key, isRepeat }) => {
          if (customerId === null) return refused(noCustomer());
          if (!(await isOwn(customerId, input.paymentMethodId))) return isRepeat ? done : refused(noMethod());
          const known = await context.loaders.customer.load(customerId);
          const live = known?.subscriptions.filter(isLive) ?? [];
          const isCharged = live.some(
            ({ isInvoiced, paymentMethodId }) =>
              !isInvoiced && (paymentMethodId ?? known?.defaultPaymentMethod?.id) === input.paymentMethodId,
          );
          if (isCharged)
            return refused(
              userError(
                'NOT_ALLOWED',
                'A subscription is charged to it: make another one the default first.',
                'paymentMethodId',
              ),
            );
          await finishing('BILLING', () => source.removePaymentMethod(input.paymentMethodId, key));
          return done;
        },
      );
      if ('refused' in outcome) return { paymentMethods: null, userErrors: [...outcome.refused] };
      return { paymentMethods: customerId === null ? null : await methodsOf(customerId, context), userErrors: [] };
    },

    async payInvoice(_parent, { input }, context) {
      const customerId = await customer(input.accountId, context);
      const { invoiceId, paymentMethodId = null } = input;
      const outcome = await once(
        attempt('payInvoice', named(input.accountId, context).id, input, context),
        paid,
        async ({ key, isRepeat }) => {
          if (customerId === null) return refused(noCustomer());
          const invoice = /^in_\w{1,64}$/.test(invoiceId) ? await source.invoice(customerId, invoiceId) : null;
          if (!invoice) return refused(userError('NOT_FOUND', 'The account has no such invoice.', 'invoiceId'));
          if (isRepeat && invoice.status === 'PAID') return { done: { invoiceId, action: false } };
          if (invoice.status !== 'OPEN')
            return refused(userError('CONFLICT', 'Only an open invoice can be paid.', 'invoiceId'));
          if (paymentMethodId !== null && !(await isOwn(customerId, paymentMethodId))) return refused(noMethod());
          const payment = await finishing('BILLING', () => source.payInvoice(invoiceId, paymentMethodId, key));
          if (payment.kind === 'DECLINED')
            return refused(
              userError(
                'PAYMENT_REQUIRED',
                'The payment was declined: nothing was charged.',
                ...(paymentMethodId === null ? [] : ['paymentMethodId']),
              ),
            );
          return { done: { invoiceId, action: payment.kind === 'ACTION' } };
        },
      );
      if ('refused' in outcome) return { invoice: null, nextAction: null, userErrors: [...outcome.refused] };
      const [invoice, nextAction] = await Promise.all([
        customerId === null ? null : source.invoice(customerId, outcome.done.invoiceId),
        outcome.done.action ? source.nextAction(outcome.done.invoiceId) : null,
      ]);
      // Done since, elsewhere: then nothing is left to do.
      return { invoice, nextAction: invoice?.status === 'OPEN' ? nextAction : null, userErrors: [] };
    },

    async updateBillingDetails(_parent, { input }, context) {
      const customerId = await customer(input.accountId, context);
      const { name, email, address } = input;
      const change = { ...given({ name, email }), ...(address && { address: given(address) }) };
      const outcome = await once(
        attempt('updateBillingDetails', named(input.accountId, context).id, input, context),
        nothing,
        async ({ key, isRepeat }) => {
          if (customerId === null) return refused(noCustomer());
          const userErrors = refusalsOfDetails(change);
          if (userErrors.length > 0) return refused(...userErrors);
          // What is read must not be overtaken before it is written: the billing system takes an address as a whole.
          return inTurn(`details ${customerId}`, context.assertion.deadline, async () => {
            const before = change.address ? ((await source.customer(customerId))?.details.address ?? null) : null;
            const none = { line1: null, line2: null, city: null, region: null, postalCode: null, countryCode: null };
            const { address: part, ...rest } = change;
            const whole = { ...rest, ...(part && { address: { ...none, ...before, ...part } }) };
            // Begun anew after somebody else has written, it is another request.
            const isTaken = await finishing('BILLING', () =>
              source.updateDetails(customerId, whole, isRepeat ? `${key}-${Date.now()}` : key),
            );
            return isTaken
              ? done
              : refused(userError('INVALID_INPUT', 'The billing system does not take one of these values.'));
          });
        },
      );
      if ('refused' in outcome) return { details: null, userErrors: [...outcome.refused] };
      if (customerId !== null) context.loaders.customer.clear(customerId);
      const details = customerId === null ? null : (await context.loaders.customer.load(customerId))?.details;
      return { details: details ? { ...details, taxIds: [...details.taxIds] } : null, userErrors: [] };
    },

    async createBillingPortalSession(_parent, { input }, context) {
      const customerId = await customer(input.accountId, context);
      const { returnUrl, flow = null } = input;
      const chosen = z.object({ subscriptionId: z.string().nullable() });
      const outcome = await once(
        attempt('createBillingPortalSession', named(input.accountId, context).id, input, context),
        chosen,
        async () => {
          if (customerId === null) return refused(noCustomer());
          if (!returnOrigins.includes(new URL(returnUrl).origin))
            return refused(userError('INVALID_INPUT', 'returnUrl must be an address of the portal.', 'returnUrl'));
          if (flow === null || flow === 'PAYMENT_METHOD_UPDATE') return { done: { subscriptionId: null } };
          const [subscription, second] = (
            (await context.loaders.customer.load(customerId))?.subscriptions ?? []
          ).filter(isLive);
          if (!subscription) return refused(userError('CONFLICT', 'The account has no live subscription.', 'flow'));
          if (second)
            return refused(
              userError(
                'CONFLICT',
                'The account has several live subscriptions: choose among them in the overview.',
                'flow',
              ),
            );
          return { done: { subscriptionId: subscription.id } };
        },
      );
      if ('refused' in outcome || customerId === null)
        return { url: null, userErrors: 'refused' in outcome ? [...outcome.refused] : [noCustomer()] };
      const { subscriptionId } = outcome.done;
      const target: PortalFlow | null =
        flow === null
          ? null
          : flow === 'PAYMENT_METHOD_UPDATE'
            ? { kind: flow }
            : { kind: flow, subscriptionId: subscriptionId ?? '' };
      // Not kept: with the same key the same page is answered again.
      return {
        url: await finishing('BILLING', () => source.portalSession(customerId, returnUrl, target, outcome.vendorKey)),
        userErrors: [],
      };
    },
  };
}
