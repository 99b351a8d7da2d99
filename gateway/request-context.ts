import { AsyncLocalStorage } from 'node:async_hooks';

/** What an error needs to know of its request, wherever it is formatted. */
export interface RequestContext {
  /** As the client sees it, in the header and in errors. */
  readonly requestId: string;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();
