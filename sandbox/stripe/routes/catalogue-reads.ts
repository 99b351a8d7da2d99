import { textOf, textsOf } from '../parameters.ts';
import { withoutExpandables } from '../pricing.ts';
import type { StripeObject } from '../store.ts';
import { fieldEquals } from './filters.ts';
import type { Router } from './router.ts';

/** Lists of products, prices, features and active entitlements. */
export function registerCatalogueReads(router: Router): void {
  const { store, get, requireObject, page } = router;
  get('/products', ({ input }) => {
    const ids = textsOf(input, 'ids');
    const active = textOf(input, 'active');
    const found = store.list(
      'products',
      (object) =>
        (ids.length === 0 || ids.includes(object.id)) && (active === undefined || String(object.active) === active),
    );
    return page(found, input, '/v1/products');
  });
  get('/prices', ({ input }) => {
    const active = textOf(input, 'active');
    const found = store
      .list('prices', (object) => active === undefined || String(object.active) === active)
      .filter(fieldEquals('type', textOf(input, 'type')))
      .filter(fieldEquals('product', textOf(input, 'product')))
      .filter(fieldEquals('currency', textOf(input, 'currency')));
    return page(found.map(withoutExpandables), input, '/v1/prices');
  });
  get('/entitlements/features', ({ input }) => page(store.list('features'), input, '/v1/entitlements/features'));
  get('/entitlements/active_entitlements', ({ input }) => {
    const customer = requireObject('customers', textOf(input, 'customer') ?? '', 'customer');
    const withoutCustomer = ({ customer: _customer, ...rest }: StripeObject): StripeObject => rest;
    return page(
      store.by('active_entitlements', 'customer', customer.id).map(withoutCustomer),
      input,
      '/v1/entitlements/active_entitlements',
    );
  });
}
