import type { Engine } from '../engine.ts';
import { missing } from '../errors.ts';
import { integerOf, recordOf, textOf } from '../parameters.ts';
import { fieldEquals, ofCustomer } from './filters.ts';
import { itemChanges } from './item-changes.ts';
import type { Router } from './router.ts';

/** Lists, previews, payment and voiding of invoices. */
export function registerInvoices(router: Router, engine: Engine): void {
  const { store, get, post, requireObject, respond, page } = router;
  get('/invoices', ({ input }) =>
    page(
      ofCustomer(router, 'invoices', input).filter(fieldEquals('status', textOf(input, 'status'))),
      input,
      '/v1/invoices',
    ),
  );
  get('/invoices/:id/lines', ({ params, input }) => {
    const id = params.id ?? '';
    const lines = store.linesOf(id);
    if (lines.length === 0) requireObject('invoices', id, 'invoice');
    return page(lines, input, `/v1/invoices/${id}/lines`);
  });
  post('/invoices/create_preview', ({ input }) => {
    const subscriptionId = textOf(input, 'subscription');
    const subscription =
      subscriptionId === undefined ? undefined : requireObject('subscriptions', subscriptionId, 'subscription');
    const customer = requireObject(
      'customers',
      textOf(input, 'customer') ?? (subscription ? String(subscription.customer) : ''),
      'customer',
    );
    if (subscription && subscription.customer !== customer.id)
      throw missing('subscription', subscription.id, 'subscription');
    const details = recordOf(input, 'subscription_details') ?? {};
    const date = integerOf(details, 'proration_date');
    const preview = engine.preview({
      customer,
      ...(subscription && { subscription }),
      changes: itemChanges(details),
      behavior: textOf(details, 'proration_behavior') ?? 'create_prorations',
      ...(date !== undefined && { prorationDate: date }),
    });
    return respond(preview, input);
  });
  post('/invoices/:id/pay', ({ params, input }) => {
    const invoice = requireObject('invoices', params.id ?? '', 'invoice');
    const method = textOf(input, 'payment_method');
    if (method !== undefined && store.get('payment_methods', method)?.customer !== invoice.customer)
      throw missing('payment method', method, 'payment_method');
    return respond(engine.pay(invoice, method ?? null), input);
  });

  post('/invoices/:id/void', ({ params, input }) =>
    respond(engine.void(requireObject('invoices', params.id ?? '', 'invoice')), input),
  );
  get('/invoice_payments', ({ input }) =>
    page(store.by('invoice_payments', 'invoice', textOf(input, 'invoice') ?? ''), input, '/v1/invoice_payments'),
  );
}
