import { invalid } from '../errors.ts';
import { integerOf, textOf } from '../parameters.ts';
import { withoutExpandables } from '../pricing.ts';
import type { Collection } from '../store.ts';
import { fieldEquals, ofCustomer } from './filters.ts';
import type { Router } from './router.ts';

/** Reads of one object by its id, and lists of customers, their payment methods and payments. */
export function registerReads(router: Router): void {
  const { store, get, requireObject, respond, page } = router;
  const collections: readonly (readonly [Collection, string])[] = [
    ['customers', '/customers'],
    ['products', '/products'],
    ['prices', '/prices'],
    ['subscriptions', '/subscriptions'],
    ['invoices', '/invoices'],
    ['payment_methods', '/payment_methods'],
    ['payment_intents', '/payment_intents'],
    ['charges', '/charges'],
    ['credit_notes', '/credit_notes'],
    ['setup_intents', '/setup_intents'],
    ['features', '/entitlements/features'],
    ['active_entitlements', '/entitlements/active_entitlements'],
  ];

  get('/customers/search', ({ input }) => {
    const [, key, value] = /^metadata\['([^']+)'\]:'([^']*)'$/.exec(textOf(input, 'query') ?? '') ?? [];
    if (key === undefined) throw invalid('We were unable to parse your search query.', 'query');
    const limit = integerOf(input, 'limit') ?? 10;
    const found = store.customersWith(key, value ?? '');
    return {
      object: 'search_result',
      data: found.slice(0, limit),
      has_more: found.length > limit,
      url: '/v1/customers/search',
      next_page: null,
    };
  });
  for (const [collection, path] of collections)
    get(`${path}/:id`, ({ params, input }) => {
      const object = requireObject(collection, params.id ?? '');
      return respond(collection === 'prices' ? withoutExpandables(object) : object, input);
    });

  get('/customers', ({ input }) =>
    page(store.list('customers', fieldEquals('email', textOf(input, 'email'))), input, '/v1/customers'),
  );
  get('/customers/:id/payment_methods', ({ params, input }) => {
    const owner = requireObject('customers', params.id ?? '', 'customer');
    const methods = store
      .by('payment_methods', 'customer', owner.id)
      .filter(fieldEquals('type', textOf(input, 'type')));
    return page(methods, input, `/v1/customers/${owner.id}/payment_methods`);
  });
  get('/customers/:id/tax_ids', ({ params, input }) => {
    const owner = requireObject('customers', params.id ?? '', 'customer');
    return page(store.by('tax_ids', 'customer', owner.id), input, `/v1/customers/${owner.id}/tax_ids`);
  });
  get('/payment_methods', ({ input }) =>
    page(ofCustomer(router, 'payment_methods', input), input, '/v1/payment_methods'),
  );
  get('/payment_intents', ({ input }) =>
    page(ofCustomer(router, 'payment_intents', input), input, '/v1/payment_intents'),
  );
  get('/charges', ({ input }) => page(ofCustomer(router, 'charges', input), input, '/v1/charges'));
  get('/credit_notes', ({ input }) =>
    page(
      ofCustomer(router, 'credit_notes', input).filter(fieldEquals('invoice', textOf(input, 'invoice'))),
      input,
      '/v1/credit_notes',
    ),
  );
  get('/setup_intents', ({ input }) => page(ofCustomer(router, 'setup_intents', input), input, '/v1/setup_intents'));
}
