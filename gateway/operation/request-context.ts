import { AsyncLocalStorage } from 'node:async_hooks';

/** Facts about the current request for the error formatter. Apollo Server does not pass the context to it. */
export interface RequestContext {
  /** The request id that the client sees in the header and in errors. */
  readonly requestId: string;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();
