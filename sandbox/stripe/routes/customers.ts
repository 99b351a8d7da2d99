import { invalid } from '../errors.ts';
import { makeCustomer } from '../objects/customers.ts';
import { recordOf, textOf, type Parameters } from '../parameters.ts';
import type { StripeObject } from '../store.ts';
import { nowSeconds } from '../subscription-items.ts';
import { mergeMetadata } from './metadata.ts';
import type { Router } from './router.ts';

/** Creation and changes of customers. */
export function registerCustomers(router: Router): void {
  const { store, post, requireObject, respond } = router;
  post('/customers', ({ input }) => {
    const created = makeCustomer({ id: store.nextId('cus'), created: nowSeconds() });
    return respond(store.put('customers', { ...created, ...customerFields(input, created) }), input);
  });
  post('/customers/:id', ({ params, input }) => {
    const current = requireObject('customers', params.id ?? '');
    const chosen = textOf(recordOf(input, 'invoice_settings') ?? {}, 'default_payment_method');
    if (chosen && store.get('payment_methods', chosen)?.customer !== current.id) {
      throw invalid(
        'The customer does not have a payment method with that ID.',
        'invoice_settings[default_payment_method]',
        'resource_missing',
      );
    }
    return respond(store.put('customers', { ...current, ...customerFields(input, current) }), input);
  });
}

function customerFields(input: Parameters, current: StripeObject): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name of ['name', 'email', 'phone', 'description']) {
    const value = textOf(input, name);
    if (value !== undefined) fields[name] = value || null;
  }
  const address = recordOf(input, 'address');
  if (address) {
    const line = (name: string) => textOf(address, name) || null;
    fields.address = {
      line1: line('line1'),
      line2: line('line2'),
      city: line('city'),
      state: line('state'),
      postal_code: line('postal_code'),
      country: line('country'),
    };
  }
  const metadata = recordOf(input, 'metadata');
  if (metadata) fields.metadata = mergeMetadata(current.metadata, metadata);
  const method = textOf(recordOf(input, 'invoice_settings') ?? {}, 'default_payment_method');
  if (method !== undefined)
    fields.invoice_settings = { ...(current.invoice_settings as object), default_payment_method: method || null };
  return fields;
}
