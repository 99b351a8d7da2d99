import { Readable } from 'node:stream';
import * as client from '@customer-graph/upstream/client';
import * as refreshedValue from '@customer-graph/upstream/refreshed-value';
import type { SystemOfRecord } from '@customer-graph/protocol/system';
import { createResponse } from '@customer-graph/upstream/response';
import * as database from '../../../subgraphs/usage/postgres/client.ts';
import { applyMutation, type Mutation } from './mutations.ts';

/** One answer of a vendor. Identical requests have the same key and get the same answer. */
export interface Exchange {
  readonly key: string;
  readonly system: SystemOfRecord;
  readonly answer: unknown;
}

/** Records the answers of vendors under their SDKs, replays them, and changes one of them. */
export interface Recording {
  /** Changed modules for `importAnew`, by their exports. */
  readonly modules: { readonly client: object; readonly refreshedValue: object; readonly database: object };
  /** Runs with one changed answer. Returns what was answered meanwhile, and whether the changed answer was among it. */
  during<T>(
    change: { readonly key: string; readonly mutation: Mutation } | null,
    run: () => Promise<T>,
  ): Promise<{ readonly result: T; readonly exchanges: readonly Exchange[]; readonly isApplied: boolean }>;
}

/** Keys must not depend on the time of a request. */
const withoutTimes = (text: string): string => text.replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z|\b1\d{12}\b/g, 'time');

export function createRecording(): Recording {
  const stored = new Map<string, Promise<unknown>>();
  let change: { readonly key: string; readonly mutation: Mutation } | null = null;
  let seen = new Map<string, Exchange>();
  let isApplied = false;

  const replay = async <T>(key: string, fetchIt: () => Promise<T>): Promise<T> => {
    const answer = (stored.get(key) as Promise<T> | undefined) ?? fetchIt();
    stored.set(key, answer);
    answer.catch(() => stored.delete(key));
    return answer;
  };
  const altered = (system: SystemOfRecord, key: string, answer: unknown): unknown => {
    seen.set(key, { key, system, answer });
    if (change?.key !== key) return answer;
    isApplied = true;
    return applyMutation(answer, change.mutation);
  };

  return {
    modules: {
      client: {
        ...client,
        createUpstream(options: client.UpstreamOptions): client.Upstream {
          const upstream = client.createUpstream(options);
          return {
            async send(request) {
              if (request.body instanceof Readable) return upstream.send(request);
              const key = `${options.system} ${request.method} ${request.url}\n${request.body ?? ''}`;
              const response = await replay(key, () => upstream.send(request));
              if (response.status >= 300 || response.body === '') return response;
              // Made anew: adapters read the body as a text or as an object.
              const body = JSON.stringify(altered(options.system, key, JSON.parse(response.body)));
              return createResponse({ ...response, body }, options.system);
            },
            // Files pass unchanged.
            open: (request) => upstream.open(request),
            [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose](),
          };
        },
      },
      // Values that are kept for long would hide a changed answer.
      refreshedValue: {
        createRefreshedValue: <T>({
          read,
        }: refreshedValue.RefreshedValueOptions<T>): refreshedValue.RefreshedValue<T> => ({
          get: read,
          start: async () => undefined,
          [Symbol.dispose]: () => undefined,
        }),
      },
      database: {
        createDatabase(options: database.DatabaseOptions): database.Database {
          const original = database.createDatabase(options);
          return {
            async query(text, parameters) {
              const key = withoutTimes(`PRODUCT ${text}\n${JSON.stringify(parameters)}`);
              const rows = await replay(key, () => original.query(text, parameters));
              return altered('PRODUCT', key, rows) as database.Row[];
            },
            [Symbol.asyncDispose]: () => original[Symbol.asyncDispose](),
          };
        },
      },
    },

    async during(wanted, run) {
      change = wanted;
      seen = new Map();
      isApplied = false;
      try {
        const result = await run();
        return { result, exchanges: [...seen.values()], isApplied };
      } finally {
        change = null;
      }
    },
  };
}
