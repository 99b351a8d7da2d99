import type { Readable } from 'node:stream';
import nodeZendesk from 'node-zendesk';
import { badInput, GraphError } from '@customer-graph/protocol/errors';
import { parseJson } from '@customer-graph/process/parse-json';
import type { Upstream } from '@customer-graph/upstream/client';
import { createUpstreamFetch } from '@customer-graph/upstream/fetch';
import type { RateLimit } from '@customer-graph/upstream/rate-limiter';
import type { Written } from '../port.ts';
import { parseAnswer, zendeskObject, type ZendeskObject } from './answers.ts';

export interface ZendeskOptions {
  /** The help desk's URL, without /api/v2. */
  readonly base: string;
  readonly email: string;
  readonly token: string;
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
  /** E-mail address of the user to act as (Zendesk API, "Security and authentication"). Default: the configured agent. */
  readonly as?: string;
}

export interface Zendesk {
  /** Null: 404. */
  get(path: string, query?: Query): Promise<ZendeskObject | null>;
  /** Null: Zendesk rejected a value (422), or the object does not exist (404). */
  write(method: 'POST' | 'PUT', path: string, body: object, options?: WriteOptions): Promise<ZendeskObject | null>;
  /** Streams a file. */
  upload(fileName: string, contentType: string, content: Readable): Promise<ZendeskObject>;
  /** Null: 404 or 403. An object that the agent may not see must look like a missing one. */
  getOne(path: string, query?: Query): Promise<ZendeskObject | null>;
}

/** The result of a write that returns nothing else. */
export const writtenAs = (answer: ZendeskObject | null): Written => (answer === null ? 'REFUSED' : 'DONE');

const basic = (email: string, token: string): string =>
  `Basic ${Buffer.from(`${email}/token:${token}`).toString('base64')}`;

/** Converts an error response (Zendesk API, "Error responses"). Zendesk's message may quote customer data, so only the status is kept. */
function refusalOf(status: number, path: string, query: Query): GraphError {
  const cause = new Error(`Zendesk answered ${status} at ${path.replace(/\d+/g, ':id')}`);
  // The configured token lacks a permission: a retry does not help.
  if (status === 401 || status === 403)
    return new GraphError('UPSTREAM_UNAVAILABLE', { system: 'SUPPORT', retryable: false, cause });
  // The cursor comes from the client and may be forged.
  if ('page[after]' in query && (status === 400 || status === 422))
    return badInput('after is not a cursor of this list.');
  return new GraphError('INTERNAL', { system: 'SUPPORT', cause });
}

/**
 * Uses the transport of Zendesk's SDK. The SDK's own methods read all pages of a list, always with 100 elements, and
 * treat 204 and 429 as results. The transport accepts a complete URL and returns the status.
 */
export function createZendesk({ base, email, token, upstream }: ZendeskOptions): Zendesk {
  const endpointUri = `${base}/api/v2`;
  const send = createUpstreamFetch(upstream);
  const client = nodeZendesk.createClient({
    username: email,
    token,
    endpointUri,
    throwOriginalException: true,
    transportConfig: {
      transportFn: (uri: string, { method, headers, body }: RequestInit) =>
        send(uri, { ...(method && { method }), ...(headers && { headers }), ...(body && { body }) }),
      responseAdapter: (answer: Response) => answer,
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
    return parseAnswer(zendeskObject, result, 'answer');
  }

  /** Bypasses the SDK's transport, which accepts neither additional headers nor another user. */
  async function write(
    method: 'POST' | 'PUT',
    path: string,
    body: object,
    { idempotencyKey, as = email }: WriteOptions = {},
  ): Promise<ZendeskObject | null> {
    const answer = await upstream.send({
      method,
      url: `${endpointUri}/${path}`,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        authorization: basic(as, token),
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      body: JSON.stringify(body),
    });
    if (answer.status === 404 || answer.status === 422) return null;
    if (answer.status >= 400) throw refusalOf(answer.status, path, {});
    return answer.body === '' ? {} : parseAnswer(zendeskObject, parseJson(answer.body), 'answer');
  }

  return {
    write,

    async upload(fileName, contentType, content) {
      const headers = { 'content-type': contentType, accept: 'application/json', authorization: basic(email, token) };
      const answer = await upstream.send({
        method: 'POST',
        url: `${endpointUri}/uploads?${new URLSearchParams({ filename: fileName }).toString()}`,
        headers,
        body: content,
      });
      if (answer.status >= 400) throw refusalOf(answer.status, 'uploads', {});
      return parseAnswer(zendeskObject, parseJson(answer.body), 'answer');
    },

    get: (path, query = {}) => read(path, query, [404]),
    getOne: (path, query = {}) => read(path, query, [403, 404]),
  };
}
