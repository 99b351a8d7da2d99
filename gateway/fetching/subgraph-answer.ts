import { z } from 'zod';
import { shorten } from '@customer-graph/process/shorten';
import { defaultMessages, GraphError, isErrorCode, type ErrorCode } from '@customer-graph/protocol/errors';
import type { SubgraphPermissions } from '@customer-graph/protocol/subgraph-entry';
import { systemsOfRecord, type SystemOfRecord } from '@customer-graph/protocol/system';

const pathElement = z.union([z.string(), z.number()]);
const answerShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(pathElement).nullish(),
        extensions: z
          .looseObject({ code: z.unknown(), system: z.unknown(), retryable: z.unknown() })
          .partial()
          .nullish(),
      }),
    )
    .nullish(),
});

/** An error of a subgraph with everything removed that its entry does not permit. */
export interface SubgraphError {
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly extensions: { readonly code: ErrorCode; readonly retryable: boolean; readonly system?: SystemOfRecord };
}

export interface SubgraphAnswer {
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors: readonly SubgraphError[];
}

/** The longest message of a subgraph that reaches a client, in characters. */
const longestMessage = 300;

/** Only BAD_USER_INPUT keeps the subgraph's own words: bounded, in one line, and without markup. */
const messageOf = (code: ErrorCode, message: string): string => {
  if (code !== 'BAD_USER_INPUT') return defaultMessages[code];
  const plain = message
    .replace(/<[^>]*>?/g, '')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  return plain === '' ? defaultMessages[code] : shorten(plain, longestMessage, '');
};

/** An error may name the subgraph's own system. A subgraph that calls others may name any system of the table. */
const systemOf = (system: unknown, permissions: SubgraphPermissions): SystemOfRecord | undefined => {
  if (system === undefined || system === null) return undefined;
  return (
    permissions.system ?? (permissions.calls.length > 0 ? systemsOfRecord.find((known) => known === system) : undefined)
  );
};

/** An answer without errors needs no schema's work: only `data` is read of it. */
function wholeAnswer(answer: unknown): SubgraphAnswer | null {
  if (!isRecord(answer) || !isRecord(answer.data) || (answer.errors ?? null) !== null) return null;
  return { data: answer.data, errors: [] };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Checks a subgraph's response. Throws UPSTREAM_INVALID_RESPONSE for anything that is not a GraphQL answer. */
export function parseAnswer(answer: unknown, permissions: SubgraphPermissions): SubgraphAnswer {
  const whole = wholeAnswer(answer);
  if (whole) return whole;
  const parsed = answerShape.safeParse(answer);
  if (!parsed.success) throw new GraphError('UPSTREAM_INVALID_RESPONSE', { cause: parsed.error });
  const { data, errors } = parsed.data;
  return {
    data,
    errors: (errors ?? []).map(({ message, path, extensions }) => {
      const code = isErrorCode(extensions?.code) ? extensions.code : 'INTERNAL';
      const system = systemOf(extensions?.system, permissions);
      return {
        message: messageOf(code, message),
        path: path ?? [],
        extensions: {
          code,
          retryable: typeof extensions?.retryable === 'boolean' ? extensions.retryable : false,
          ...(system && { system }),
        },
      };
    }),
  };
}
