import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { clientHeaders } from './client-name.ts';

export interface CorsOptions {
  /** Origins of pages that may call the API, beside the gateway's own. */
  readonly corsOrigins: readonly string[];
  /** Headers that pages may send, beside the usual ones. */
  readonly corsHeaders: readonly string[];
}

/**
 * Headers that GraphQL clients and tracing libraries send by themselves. A browser sends none of a page's requests if one
 * header is missing here. None of them carries a permission.
 */
const usualHeaders = [
  'authorization',
  'content-type',
  'x-account-id',
  'x-request-id',
  'x-request-timeout',
  'x-requested-with',
  // GraphQL clients
  'apollo-require-preflight',
  'x-apollo-operation-id',
  'x-apollo-operation-name',
  ...clientHeaders,
  // W3C Trace Context and Baggage
  'baggage',
  'traceparent',
  'tracestate',
  // Sentry, Zipkin, Application Insights, New Relic, Datadog
  'sentry-trace',
  'b3',
  'x-b3-flags',
  'x-b3-parentspanid',
  'x-b3-sampled',
  'x-b3-spanid',
  'x-b3-traceid',
  'request-context',
  'request-id',
  'newrelic',
  'x-datadog-origin',
  'x-datadog-parent-id',
  'x-datadog-sampling-priority',
  'x-datadog-tags',
  'x-datadog-trace-id',
];

/** Lets pages of listed origins call the API and read its headers. */
export async function registerCors(app: FastifyInstance, { corsOrigins, corsHeaders }: CorsOptions): Promise<void> {
  await app.register(cors, {
    origin: [...corsOrigins],
    methods: ['GET', 'POST'],
    allowedHeaders: [...usualHeaders, ...corsHeaders],
    exposedHeaders: ['x-request-id', 'ratelimit', 'ratelimit-policy', 'retry-after', 'www-authenticate'],
    maxAge: 600,
  });
}
