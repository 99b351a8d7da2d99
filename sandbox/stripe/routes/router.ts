import { invalid, missing } from '../errors.ts';
import { expand } from '../expand.ts';
import { integerOf, textOf, textsOf, type Parameters } from '../parameters.ts';
import type { Collection, StripeObject, StripeStore } from '../store.ts';

export interface StripeRequest {
  /** Parameters in the path. */
  readonly params: Readonly<Record<string, string>>;
  /** Parameters in the query and the body. */
  readonly input: Parameters;
}

/** Returns the response body, or throws a StripeError. */
export type StripeHandler = (request: StripeRequest) => unknown;

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly handle: StripeHandler;
}

/** Collects the routes of one account, with helpers for their handlers. */
export interface Router {
  readonly store: StripeStore;
  readonly routes: readonly Route[];
  /** Paths start after /v1. */
  readonly get: (path: string, handle: StripeHandler) => void;
  readonly post: (path: string, handle: StripeHandler) => void;
  readonly remove: (path: string, handle: StripeHandler) => void;
  /** Throws a StripeError if the object does not exist. `param` is the parameter that the error names. */
  readonly requireObject: (collection: Collection, id: string, param?: string) => StripeObject;
  /** The object with the fields that `expand` names. */
  readonly respond: <T>(object: T, input: Parameters) => T;
  /** Stripe API, "Pagination". */
  readonly page: (objects: readonly StripeObject[], input: Parameters, url: string) => unknown;
}

export function createRouter(store: StripeStore): Router {
  const routes: Route[] = [];
  const register = (method: Route['method']) => (path: string, handle: StripeHandler) =>
    void routes.push({ method, path: `/v1${path}`, handle });
  const singular = (collection: Collection): string =>
    collection.replace(/ies$/, 'y').replace(/s$/, '').replace('_', ' ');
  const respond = <T>(object: T, input: Parameters): T => expand(object, textsOf(input, 'expand'), store);

  function page(all: readonly StripeObject[], input: Parameters, url: string): unknown {
    const limit = integerOf(input, 'limit') ?? 10;
    if (limit < 1 || limit > 100)
      throw invalid('This value must be between 1 and 100.', 'limit', 'parameter_invalid_integer');
    const after = textOf(input, 'starting_after');
    const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
    if (after !== undefined && start === 0)
      throw invalid(`No such object: '${after}'`, 'starting_after', 'resource_missing');
    const list = { object: 'list', data: all.slice(start, start + limit), has_more: all.length > start + limit, url };
    return respond(list, input);
  }

  return {
    store,
    routes,
    get: register('GET'),
    post: register('POST'),
    remove: register('DELETE'),
    requireObject(collection, id, param = 'id') {
      const found = store.get(collection, id);
      if (!found) throw missing(singular(collection), id, param);
      return found;
    },
    respond,
    page,
  };
}
