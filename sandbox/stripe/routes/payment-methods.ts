import { makeSetupIntent } from '../objects/payments.ts';
import { textOf } from '../parameters.ts';
import { nowSeconds } from '../subscription-items.ts';
import type { Router } from './router.ts';

/** Payment methods, setup intents and the billing portal. */
export function registerPaymentMethods(router: Router): void {
  const { store, post, requireObject, respond } = router;
  post('/payment_methods/:id/attach', ({ params, input }) => {
    const method = requireObject('payment_methods', params.id ?? '', 'payment_method');
    method.customer = requireObject('customers', textOf(input, 'customer') ?? '', 'customer').id;
    return respond(method, input);
  });
  post('/payment_methods/:id/detach', ({ params, input }) => {
    const method = requireObject('payment_methods', params.id ?? '', 'payment_method');
    const owner = typeof method.customer === 'string' ? store.get('customers', method.customer) : undefined;
    const settings = owner?.invoice_settings as { default_payment_method: string | null } | undefined;
    if (settings?.default_payment_method === method.id) settings.default_payment_method = null;
    if (owner?.default_source === method.id) owner.default_source = null;
    method.customer = null;
    return respond(method, input);
  });

  post('/setup_intents', ({ input }) => {
    const customer = textOf(input, 'customer');
    if (customer !== undefined) requireObject('customers', customer, 'customer');
    return respond(
      store.put(
        'setup_intents',
        makeSetupIntent({ id: store.nextId('seti'), customer: customer ?? null, created: nowSeconds() }),
      ),
      input,
    );
  });
  post('/billing_portal/sessions', ({ input }) => {
    const customer = requireObject('customers', textOf(input, 'customer') ?? '', 'customer');
    const id = store.nextId('bps');
    return {
      id,
      object: 'billing_portal.session',
      configuration: 'bpc_sandbox',
      created: nowSeconds(),
      customer: customer.id,
      customer_account: null,
      flow: null,
      livemode: false,
      locale: 'auto',
      on_behalf_of: null,
      return_url: textOf(input, 'return_url') ?? null,
      url: `https://billing.sandbox.example/p/session/${id}`,
    };
  });
}
