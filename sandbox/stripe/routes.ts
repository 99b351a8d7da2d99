import { createEngine, isLive, nowSeconds, withoutTiers, type ItemChange } from './engine.ts';
import { invalid, missing } from './errors.ts';
import { expand } from './expand.ts';
import * as make from './objects.ts';
import { bagOf, integerOf, listOf, textOf, textsOf, type Parameters } from './parameters.ts';
import type { Webhooks } from '../webhooks.ts';
import type { Collection, StripeObject, StripeStore } from './store.ts';

export interface StripeRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly given: Parameters;
}

export type StripeHandler = (request: StripeRequest) => unknown;

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly handle: StripeHandler;
}

/** Stripe's API over one account: every route that the graph uses or its writes will. */
export function createRoutes(store: StripeStore, webhooks: Webhooks): readonly Route[] {
  const engine = createEngine(store);
  const routes: Route[] = [];
  const get = (path: string, handle: StripeHandler) => routes.push({ method: 'GET', path: `/v1${path}`, handle });
  const post = (path: string, handle: StripeHandler) => routes.push({ method: 'POST', path: `/v1${path}`, handle });
  const remove = (path: string, handle: StripeHandler) => routes.push({ method: 'DELETE', path: `/v1${path}`, handle });

  const singular = (collection: Collection): string =>
    collection.replace(/ies$/, 'y').replace(/s$/, '').replace('_', ' ');
  const need = (collection: Collection, id: string, param = 'id'): StripeObject => {
    const found = store.get(collection, id);
    if (!found) throw missing(singular(collection), id, param);
    return found;
  };
  const answer = <T>(object: T, given: Parameters): T => expand(object, textsOf(given, 'expand'), store);

  function page(all: readonly StripeObject[], given: Parameters, url: string): unknown {
    const limit = integerOf(given, 'limit') ?? 10;
    if (limit < 1 || limit > 100)
      throw invalid('This value must be between 1 and 100.', 'limit', 'parameter_invalid_integer');
    const after = textOf(given, 'starting_after');
    const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
    if (after !== undefined && start === 0)
      throw invalid(`No such object: '${after}'`, 'starting_after', 'resource_missing');
    const list = { object: 'list', data: all.slice(start, start + limit), has_more: all.length > start + limit, url };
    return answer(list, given);
  }

  /** Of the customer, where one is named: one that does not exist is refused. */
  const ofCustomer = (collection: Collection, given: Parameters): StripeObject[] => {
    const id = textOf(given, 'customer');
    if (id === undefined) return store.list(collection);
    need('customers', id, 'customer');
    return store.by(collection, 'customer', id);
  };
  const withField = (field: string, value: unknown) => (object: StripeObject) =>
    value === undefined || object[field] === value;

  const readable: readonly (readonly [Collection, string])[] = [
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

  get('/customers/search', ({ given }) => {
    const [, key, value] = /^metadata\['([^']+)'\]:'([^']*)'$/.exec(textOf(given, 'query') ?? '') ?? [];
    if (key === undefined) throw invalid('We were unable to parse your search query.', 'query');
    const limit = integerOf(given, 'limit') ?? 10;
    const found = store.customersWith(key, value ?? '');
    return {
      object: 'search_result',
      data: found.slice(0, limit),
      has_more: found.length > limit,
      url: '/v1/customers/search',
      next_page: null,
    };
  });
  for (const [collection, path] of readable)
    get(`${path}/:id`, ({ params, given }) => answer(need(collection, params.id ?? ''), given));

  get('/customers', ({ given }) =>
    page(store.list('customers', withField('email', textOf(given, 'email'))), given, '/v1/customers'),
  );
  get('/customers/:id/payment_methods', ({ params, given }) => {
    const owner = need('customers', params.id ?? '', 'customer');
    const methods = store.by('payment_methods', 'customer', owner.id).filter(withField('type', textOf(given, 'type')));
    return page(methods, given, `/v1/customers/${owner.id}/payment_methods`);
  });
  get('/payment_methods', ({ given }) => page(ofCustomer('payment_methods', given), given, '/v1/payment_methods'));
  get('/products', ({ given }) => {
    const ids = textsOf(given, 'ids');
    const active = textOf(given, 'active');
    const found = store.list(
      'products',
      (object) =>
        (ids.length === 0 || ids.includes(object.id)) && (active === undefined || String(object.active) === active),
    );
    return page(found, given, '/v1/products');
  });
  get('/prices', ({ given }) => {
    const active = textOf(given, 'active');
    const found = store
      .list('prices', (object) => active === undefined || String(object.active) === active)
      .filter(withField('type', textOf(given, 'type')))
      .filter(withField('product', textOf(given, 'product')))
      .filter(withField('currency', textOf(given, 'currency')));
    return page(found.map(withoutTiers), given, '/v1/prices');
  });
  get('/subscriptions', ({ given }) => {
    const status = textOf(given, 'status');
    const wanted = (object: StripeObject) =>
      status === 'all' ||
      (status === undefined
        ? object.status !== 'canceled'
        : status === 'ended'
          ? !isLive(object)
          : object.status === status);
    return page(ofCustomer('subscriptions', given).filter(wanted), given, '/v1/subscriptions');
  });
  get('/invoices', ({ given }) =>
    page(ofCustomer('invoices', given).filter(withField('status', textOf(given, 'status'))), given, '/v1/invoices'),
  );
  get('/invoices/:id/lines', ({ params, given }) => {
    const id = params.id ?? '';
    const lines = store.linesOf(id);
    if (lines.length === 0) need('invoices', id, 'invoice');
    return page(lines, given, `/v1/invoices/${id}/lines`);
  });
  get('/payment_intents', ({ given }) => page(ofCustomer('payment_intents', given), given, '/v1/payment_intents'));
  get('/charges', ({ given }) => page(ofCustomer('charges', given), given, '/v1/charges'));
  get('/credit_notes', ({ given }) =>
    page(
      ofCustomer('credit_notes', given).filter(withField('invoice', textOf(given, 'invoice'))),
      given,
      '/v1/credit_notes',
    ),
  );
  get('/setup_intents', ({ given }) => page(ofCustomer('setup_intents', given), given, '/v1/setup_intents'));
  get('/entitlements/features', ({ given }) => page(store.list('features'), given, '/v1/entitlements/features'));
  get('/entitlements/active_entitlements', ({ given }) => {
    const owner = need('customers', textOf(given, 'customer') ?? '', 'customer');
    const present = ({ customer: _customer, ...rest }: StripeObject): StripeObject => rest;
    return page(
      store.by('active_entitlements', 'customer', owner.id).map(present),
      given,
      '/v1/entitlements/active_entitlements',
    );
  });

  get('/events', ({ given }) => {
    const since = integerOf(bagOf(given, 'created') ?? {}, 'gte') ?? 0;
    const types = textsOf(given, 'types');
    const wanted = textOf(given, 'delivery_success');
    const refused = new Set(webhooks.sent('stripe').flatMap(({ id, isTaken }) => (isTaken ? [] : [id])));
    const isWanted = (id: string) => wanted === undefined || refused.has(id) === (wanted === 'false');
    return page(
      webhooks
        .stripeEvents()
        .filter(
          ({ id, created, type }) => created >= since && isWanted(id) && (types.length === 0 || types.includes(type)),
        ),
      given,
      '/v1/events',
    );
  });
  get('/webhook_endpoints', ({ given }) => {
    const url = webhooks.addressOf('stripe');
    const endpoint = {
      id: 'we_Sandbox',
      object: 'webhook_endpoint',
      api_version: null,
      application: null,
      created: 1_767_600_000,
      description: null,
      enabled_events: ['*'],
      livemode: false,
      metadata: {},
      status: 'enabled',
      url: url ?? '',
    };
    return page(url === null ? [] : [endpoint], given, '/v1/webhook_endpoints');
  });

  post('/customers', ({ given }) => {
    const made = make.customer({ id: store.nextId('cus'), created: nowSeconds() });
    return answer(store.put('customers', { ...made, ...customerFields(given, made) }), given);
  });
  post('/customers/:id', ({ params, given }) => {
    const known = need('customers', params.id ?? '');
    const chosen = textOf(bagOf(given, 'invoice_settings') ?? {}, 'default_payment_method');
    if (chosen && store.get('payment_methods', chosen)?.customer !== known.id) {
      throw invalid(
        'The customer does not have a payment method with that ID.',
        'invoice_settings[default_payment_method]',
        'resource_missing',
      );
    }
    return answer(store.put('customers', { ...known, ...customerFields(given, known) }), given);
  });

  post('/subscriptions/:id', ({ params, given }) => {
    const subscription = need('subscriptions', params.id ?? '');
    if (!isLive(subscription)) throw missing('subscription', subscription.id);
    const changes = itemChanges(given);
    if (changes.length > 0) {
      engine.changeItems(subscription, changes, {
        behavior: textOf(given, 'proration_behavior') ?? 'create_prorations',
        date: integerOf(given, 'proration_date') ?? nowSeconds(),
        paymentBehavior: textOf(given, 'payment_behavior') ?? 'allow_incomplete',
      });
    }
    const ending = textOf(given, 'cancel_at_period_end');
    if (ending !== undefined) {
      const end = Math.max(
        ...(subscription.items as { data: StripeObject[] }).data.map((item) => Number(item.current_period_end)),
      );
      const scheduled = ending === 'true';
      Object.assign(subscription, {
        cancel_at_period_end: scheduled,
        cancel_at: scheduled ? end : null,
        canceled_at: scheduled ? nowSeconds() : null,
      });
    }
    const details = bagOf(given, 'cancellation_details');
    if (details)
      subscription.cancellation_details = {
        comment: textOf(details, 'comment') ?? null,
        feedback: textOf(details, 'feedback') ?? null,
        feedback_option: null,
        reason: null,
      };
    const metadata = bagOf(given, 'metadata');
    if (metadata) subscription.metadata = merged(subscription.metadata, metadata);
    const method = textOf(given, 'default_payment_method');
    if (method !== undefined) subscription.default_payment_method = method || null;
    return answer(store.put('subscriptions', subscription), given);
  });
  post('/subscriptions/:id/resume', ({ params, given }) => {
    const subscription = need('subscriptions', params.id ?? '');
    if (subscription.status !== 'paused') throw invalid('Only a paused subscription can be resumed.');
    engine.resume(subscription);
    return answer(subscription, given);
  });
  remove('/subscriptions/:id', ({ params, given }) => {
    const subscription = need('subscriptions', params.id ?? '');
    if (!isLive(subscription)) throw missing('subscription', subscription.id);
    const details = bagOf(given, 'cancellation_details');
    if (details)
      subscription.cancellation_details = {
        comment: textOf(details, 'comment') ?? null,
        feedback: textOf(details, 'feedback') ?? null,
        feedback_option: null,
        reason: 'cancellation_requested',
      };
    engine.cancel(subscription);
    return answer(subscription, given);
  });

  post('/invoices/create_preview', ({ given }) => {
    const named = textOf(given, 'subscription');
    const subscription = named === undefined ? undefined : need('subscriptions', named, 'subscription');
    const owner = need(
      'customers',
      textOf(given, 'customer') ?? (subscription ? String(subscription.customer) : ''),
      'customer',
    );
    if (subscription && subscription.customer !== owner.id)
      throw missing('subscription', subscription.id, 'subscription');
    const details = bagOf(given, 'subscription_details') ?? {};
    const date = integerOf(details, 'proration_date');
    const preview = engine.preview({
      customer: owner,
      ...(subscription && { subscription }),
      changes: itemChanges(details),
      behavior: textOf(details, 'proration_behavior') ?? 'create_prorations',
      ...(date !== undefined && { prorationDate: date }),
    });
    return answer(preview, given);
  });
  post('/invoices/:id/pay', ({ params, given }) => {
    const invoiced = need('invoices', params.id ?? '', 'invoice');
    const method = textOf(given, 'payment_method');
    if (method !== undefined && store.get('payment_methods', method)?.customer !== invoiced.customer)
      throw missing('payment method', method, 'payment_method');
    return answer(engine.pay(invoiced, method ?? null), given);
  });

  post('/invoices/:id/void', ({ params, given }) =>
    answer(engine.void(need('invoices', params.id ?? '', 'invoice')), given),
  );
  get('/invoice_payments', ({ given }) =>
    page(store.by('invoice_payments', 'invoice', textOf(given, 'invoice') ?? ''), given, '/v1/invoice_payments'),
  );

  post('/payment_methods/:id/attach', ({ params, given }) => {
    const method = need('payment_methods', params.id ?? '', 'payment_method');
    method.customer = need('customers', textOf(given, 'customer') ?? '', 'customer').id;
    return answer(method, given);
  });
  post('/payment_methods/:id/detach', ({ params, given }) => {
    const method = need('payment_methods', params.id ?? '', 'payment_method');
    const owner = typeof method.customer === 'string' ? store.get('customers', method.customer) : undefined;
    const settings = owner?.invoice_settings as { default_payment_method: string | null } | undefined;
    if (settings?.default_payment_method === method.id) settings.default_payment_method = null;
    method.customer = null;
    return answer(method, given);
  });

  post('/setup_intents', ({ given }) => {
    const owner = textOf(given, 'customer');
    if (owner !== undefined) need('customers', owner, 'customer');
    return answer(
      store.put(
        'setup_intents',
        make.setupIntent({ id: store.nextId('seti'), customer: owner ?? null, created: nowSeconds() }),
      ),
      given,
    );
  });
  post('/billing_portal/sessions', ({ given }) => {
    const owner = need('customers', textOf(given, 'customer') ?? '', 'customer');
    const id = store.nextId('bps');
    return {
      id,
      object: 'billing_portal.session',
      configuration: 'bpc_sandbox',
      created: nowSeconds(),
      customer: owner.id,
      customer_account: null,
      flow: null,
      livemode: false,
      locale: 'auto',
      on_behalf_of: null,
      return_url: textOf(given, 'return_url') ?? null,
      url: `https://billing.sandbox.example/p/session/${id}`,
    };
  });

  return routes;
}

const merged = (known: unknown, given: Parameters): Record<string, string> => {
  const next = {
    ...(known as Record<string, string>),
    ...Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)])),
  };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== ''));
};

function itemChanges(given: Parameters): ItemChange[] {
  return listOf(given, 'items').map((entry) => {
    const item = entry as Parameters;
    const id = textOf(item, 'id');
    const price = textOf(item, 'price');
    const quantity = integerOf(item, 'quantity');
    return {
      ...(id !== undefined && { id }),
      ...(price !== undefined && { price }),
      ...(quantity !== undefined && { quantity }),
      ...(textOf(item, 'deleted') === 'true' && { deleted: true }),
    };
  });
}

function customerFields(given: Parameters, known: StripeObject): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name of ['name', 'email', 'phone', 'description']) {
    const value = textOf(given, name);
    if (value !== undefined) fields[name] = value || null;
  }
  const address = bagOf(given, 'address');
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
  const metadata = bagOf(given, 'metadata');
  if (metadata) fields.metadata = merged(known.metadata, metadata);
  const method = textOf(bagOf(given, 'invoice_settings') ?? {}, 'default_payment_method');
  if (method !== undefined)
    fields.invoice_settings = { ...(known.invoice_settings as object), default_payment_method: method || null };
  return fields;
}
