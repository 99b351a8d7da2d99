import type { Readable } from 'node:stream';
import nodeZendesk from 'node-zendesk';
import { badInput, GraphError } from '../../shared/errors.ts';
import type { Upstream } from '../../shared/upstream/client.ts';
import { fetchThrough } from '../../shared/upstream/fetch.ts';
import type { PaceLimit } from '../../shared/upstream/pace.ts';

export interface ZendeskOptions {
  /** Of the help desk, without /api/v2. */
  readonly base: string;
  readonly email: string;
  readonly token: string;
  readonly upstream: Upstream;
}

/** Zendesk API, "Rate limits": all requests of an account, per minute, by plan. Everybody may read the help centre: half is kept for customers. */
export const zendeskLimits = (requestsPerMinute: number): PaceLimit[] => [
  { count: requestsPerMinute, windowMs: 60_000, keyOf: () => 'all' },
  {
    count: Math.ceil(requestsPerMinute / 2),
    windowMs: 60_000,
    keyOf: ({ path }) => (path.startsWith('/api/v2/help_center') ? 'help centre' : null),
  },
];

export type Query = Readonly<Record<string, string | number>>;

export interface WriteOptions {
  /** Zendesk API, "Idempotency": for the creation of tickets alone, for two hours. */
  readonly idempotencyKey?: string;
  /** Zendesk API, "Security and authentication": with an API token, whoever's address stands before it. What only customers may do is done as them. */
  readonly as?: string;
}

export interface Zendesk {
  /** What Zendesk answered, or null for 404. */
  get(path: string, query?: Query): Promise<Readonly<Record<string, unknown>> | null>;
  /** What Zendesk answered; null where it does not take a value (422), or where there is nothing to change (404). */
  write(
    method: 'POST' | 'PUT',
    path: string,
    body: object,
    options?: WriteOptions,
  ): Promise<Readonly<Record<string, unknown>> | null>;
  /** A file, as it comes. */
  upload(fileName: string, contentType: string, content: Readable): Promise<Readonly<Record<string, unknown>>>;
  /** One record: null also where the token's agent may not see it, which must not look different. */
  getOne(path: string, query?: Query): Promise<Readonly<Record<string, unknown>> | null>;
}

const basic = (email: string, token: string): string =>
  `Basic ${Buffer.from(`${email}/token:${token}`).toString('base64')}`;

/** Zendesk's refusals as errors of the closed table ("Response format, error responses"). Its words may quote what was sent: they are not kept. */
function refusalOf(status: number, path: string, query: Query): GraphError {
  const cause = new Error(`Zendesk answered ${status} at ${path.replace(/\d+/g, ':id')}`);
  // The graph's own token: nothing that the client could put right.
  if (status === 401 || status === 403)
    return new GraphError('UPSTREAM_UNAVAILABLE', { system: 'SUPPORT', retryable: false, cause });
  // A place in a list comes from the client, and may be invented.
  if ('page[after]' in query && (status === 400 || status === 422))
    return badInput('after is not a cursor of this list.');
  return new GraphError('INTERNAL', { system: 'SUPPORT', cause });
}

/**
 * Zendesk's SDK by its transport. Its own methods follow every page of a list, take 204 and 429 for results, and always ask for a hundred; a whole
 * URL goes through as it is, and the status comes back.
 */
export function createZendesk({ base, email, token, upstream }: ZendeskOptions): Zendesk {
  const endpointUri = `${base}/api/v2`;
  const send = fetchThrough(upstream);
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
  async function read(
    path: string,
    query: Query,
    absent: readonly number[],
  ): Promise<Readonly<Record<string, unknown>> | null> {
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
    return object(result);
  }

  const object = (value: unknown): Readonly<Record<string, unknown>> => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, unknown>>;
    throw new GraphError('UPSTREAM_INVALID_RESPONSE', {
      system: 'SUPPORT',
      cause: new TypeError('the answer is not an object'),
    });
  };

  /** The SDK's transport takes no header and no other user: these go the same way without it. */
  async function write(
    method: 'POST' | 'PUT',
    path: string,
    body: object,
    { idempotencyKey, as = email }: WriteOptions = {},
  ): Promise<Readonly<Record<string, unknown>> | null> {
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
    return answer.body === '' ? {} : object(JSON.parse(answer.body));
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
      return object(JSON.parse(answer.body));
    },

    get: (path, query = {}) => read(path, query, [404]),
    getOne: (path, query = {}) => read(path, query, [403, 404]),
  };
}
