import type { Readable } from 'node:stream';
import nodeZendesk from 'node-zendesk';
import { badInput, GraphError } from '@customer-graph/protocol/errors';
import { parseJson } from '@customer-graph/process/parse-json';
import { sendWithToken } from '@customer-graph/upstream/access-token';
import type { Upstream, UpstreamRequest } from '@customer-graph/upstream/client';
import type { UpstreamResponse } from '@customer-graph/upstream/context';
import type { RateLimit } from '@customer-graph/upstream/rate-limiter';
import type { Rejected, Written } from '../port.ts';
import { parse, zendeskObject, type ZendeskObject } from './answers.ts';
import type { Authentication } from './authentication.ts';
import { rejectionOf } from './rejection.ts';

export interface ZendeskOptions {
  /** The help desk's URL, without /api/v2. */
  readonly base: string;
  readonly authentication: Authentication;
  readonly upstream: Upstream;
}

/** Zendesk API, "Rate limits": requests per minute, by plan. The help centre is public, so it gets at most half of them. */
export const zendeskLimits = (requestsPerMinute: number): RateLimit[] => [
  { count: requestsPerMinute, windowMs: 60_000, keyOf: () => 'all' },
  {
    count: Math.ceil(requestsPerMinute / 2),
    windowMs: 60_000,
    keyOf: ({ path }) => (path.startsWith('/api/v2/help_center') ? 'help centre' : null),
  },
];

export type Query = Readonly<Record<string, string | number>>;

export interface WriteOptions {
  /** Zendesk API, "Idempotency": supported for new tickets only, for two hours. */
  readonly idempotencyKey?: string;
  /** E-mail address of the end user to act as. Default: the configured agent. */
  readonly as?: string;
}

export type WriteAnswer = { readonly answer: ZendeskObject } | Rejected;

export interface Zendesk {
  /** Null: 404. */
  get(path: string, query?: Query): Promise<ZendeskObject | null>;
  /** Rejected: Zendesk refused a value (422), the object does not exist (404), or `as` may not act (401, 403). */
  write(method: 'POST' | 'PUT', path: string, body: object, options?: WriteOptions): Promise<WriteAnswer>;
  /** Streams a file. */
  upload(fileName: string, contentType: string, content: Readable): Promise<ZendeskObject>;
  /** Null: 404 or 403. An object that the agent may not see must look like a missing one. */
  getOne(path: string, query?: Query): Promise<ZendeskObject | null>;
}

/** The result of a write that returns nothing else. */
export const writtenAs = (answer: WriteAnswer): Written => ('rejected' in answer ? answer : 'DONE');

/** Converts an error response (Zendesk API, "Error responses"). Zendesk's message may quote customer data, so only the status is kept. */
export function refusalOf(status: number, path: string, query: Query): GraphError {
  const cause = new Error(`Zendesk answered ${status} at ${path.replace(/\d+/g, ':id')}`);
  // The configured credentials lack a permission: a retry does not help.
  if (status === 401 || status === 403)
    return new GraphError('UPSTREAM_UNAVAILABLE', { system: 'SUPPORT', retryable: false, cause });
  // The cursor comes from the client and may be forged.
  if ('page[after]' in query && (status === 400 || status === 422))
    return badInput('after is not a cursor of this list.');
  return new GraphError('INTERNAL', { system: 'SUPPORT', cause });
}

const lowerCased = (headers: UpstreamRequest['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const json = { 'content-type': 'application/json', accept: 'application/json' } as const;

/**
 * Uses the transport of Zendesk's SDK. The SDK's own methods read all pages of a list, always with 100 elements, and
 * treat 204 and 429 as results. The transport accepts a complete URL and returns the status.
 */
export function createZendesk({ base, authentication, upstream }: ZendeskOptions): Zendesk {
  const endpointUri = `${base}/api/v2`;
  const { accessToken } = authentication;
  const sendAs = (request: UpstreamRequest, as?: string): Promise<UpstreamResponse> =>
    sendWithToken(accessToken, (token) =>
      upstream.send({ ...request, headers: { ...request.headers, ...authentication.headers(token, as) } }),
    );
  const client = nodeZendesk.createClient({
    // Replaced for each request, because tokens expire.
    oauth: true,
    token: 'none',
    endpointUri,
    throwOriginalException: true,
    transportConfig: {
      transportFn: (url: string, { method, headers }: Pick<UpstreamRequest, 'method' | 'headers'>) =>
        // With names in lower case, so that the own credentials replace those of the SDK.
        sendAs({ method, url, headers: lowerCased(headers) }),
      // In the form of a `Response`, of which the SDK reads no more.
      responseAdapter: (answer: UpstreamResponse) => ({
        status: answer.status,
        headers: { get: (name: string) => answer.headers[name] ?? null },
        json: () => answer.json(),
      }),
    },
  });
  async function read(path: string, query: Query, absent: readonly number[]): Promise<ZendeskObject | null> {
    const search = new URLSearchParams(
      Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
    ).toString();
    const { response, result } = (await client.tickets.transporter.request(
      'GET',
      `${endpointUri}/${path}${search && `?${search}`}`,
    )) as {
      response: { status: number };
      result: unknown;
    };
    if (absent.includes(response.status)) return null;
    if (response.status >= 400) throw refusalOf(response.status, path, query);
    return parse(zendeskObject, result, 'answer');
  }

  /** Bypasses the SDK's transport, which accepts neither additional headers nor another user. */
  async function write(
    method: 'POST' | 'PUT',
    path: string,
    body: object,
    { idempotencyKey, as }: WriteOptions = {},
  ): Promise<WriteAnswer> {
    const headers = { ...json, ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }) };
    const { status, body: text } = await sendAs(
      { method, url: `${endpointUri}/${path}`, headers, body: JSON.stringify(body) },
      as,
    );
    if (status === 404) return { rejected: [{ kind: 'VALUE' }] };
    if (status === 422) return { rejected: rejectionOf(text) };
    // Both statuses are documented for a user who may not act; the configured credentials may act at all if the token says so.
    if (as !== undefined && (status === 401 || status === 403) && authentication.mayImpersonate())
      return { rejected: [{ kind: 'NOT_VERIFIED' }] };
    if (status >= 400) throw refusalOf(status, path, {});
    return { answer: text === '' ? {} : parse(zendeskObject, parseJson(text), 'answer') };
  }

  return {
    write,

    async upload(fileName, contentType, content) {
      const token = await accessToken.current();
      const answer = await upstream.send({
        method: 'POST',
        url: `${endpointUri}/uploads?${new URLSearchParams({ filename: fileName }).toString()}`,
        headers: { 'content-type': contentType, accept: 'application/json', ...authentication.headers(token) },
        body: content,
      });
      // A stream cannot be sent again; the client's next attempt has a new token.
      if (answer.status === 401 && (await accessToken.renewAfterRefusal(token)) !== null)
        throw new GraphError('UPSTREAM_UNAVAILABLE', { system: 'SUPPORT', cause: new Error('the token was refused') });
      if (answer.status >= 400) throw refusalOf(answer.status, 'uploads', {});
      return parse(zendeskObject, answer.json(), 'answer');
    },

    get: (path, query = {}) => read(path, query, [404]),
    getOne: (path, query = {}) => read(path, query, [403, 404]),
  };
}
