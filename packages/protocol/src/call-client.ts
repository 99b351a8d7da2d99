import { z } from 'zod';
import { parseJson } from '@customer-graph/process/parse-json';
import type { AssertionSigner } from './assertion.ts';
import type { CallInput, CallName, CallOutput, Calls } from './calls.ts';
import { GraphError, isErrorCode } from './errors.ts';
import { commandAudience, type SubgraphResponse } from './messages.ts';
import type { Assertion } from './principal.ts';
import { systemsOfRecord, type SystemOfRecord } from './system.ts';
import type { Transport } from './transport.ts';

/** Options of `createCallClient`. */
export interface CallClientOptions<Table extends Calls> {
  /** The subgraph's name in the supergraph: the audience of the assertions. */
  readonly name: string;
  /** The subgraph's `contract.ts`. */
  readonly calls: Table;
  /** The system that errors name while the subgraph is unavailable. */
  readonly system: SystemOfRecord | undefined;
  readonly transport: Transport;
  readonly signer: AssertionSigner;
}

/** Options of one call. */
export interface CallOptions {
  /** Receives the whole response, including the number of vendor calls that it took. */
  readonly onResponse?: (response: SubgraphResponse) => void;
  /** Time to wait past the assertion's deadline, in milliseconds, so that a started write can finish. Default: 0. */
  readonly extraTimeMs?: number;
}

/** Calls one subgraph and returns the parsed output. Each call gets its own signature. Rejects with a `GraphError`. */
export type CallClient<Table extends Calls> = <Name extends CallName<Table>>(
  name: Name,
  input: CallInput<Table, Name>,
  assertion: Assertion,
  options?: CallOptions,
) => Promise<CallOutput<Table, Name>>;

const failure = z.object({
  error: z.object({
    code: z.string(),
    retryable: z.boolean().optional(),
    system: z.enum(systemsOfRecord).optional().catch(undefined),
  }),
});

/** The error of a failed call. Any other response, such as a proxy's error page, means the subgraph is unavailable. */
export function failureOf(response: unknown, system: SystemOfRecord | undefined): GraphError {
  const error = failure.safeParse(response).data?.error;
  const code = isErrorCode(error?.code) ? error.code : 'UPSTREAM_UNAVAILABLE';
  const named = error?.system ?? system;
  return new GraphError(code, {
    ...(named && { system: named }),
    ...(error?.retryable !== undefined && { retryable: error.retryable }),
  });
}

/**
 * Returns a typed client for the unpublished calls of one subgraph.
 *
 * @example
 * const accounts = createCallClient({ name: 'accounts', calls: accountsCalls, system: 'CRM', transport, signer });
 * const members = await accounts('team', { accountId: '42' }, assertion);
 */
export function createCallClient<Table extends Calls>({
  name,
  calls,
  system,
  transport,
  signer,
}: CallClientOptions<Table>): CallClient<Table> {
  return async (call, input, assertion, { onResponse, extraTimeMs = 0 } = {}) => {
    const body = JSON.stringify(input);
    const token = signer.sign(assertion, commandAudience(name, call), body);
    const response = await transport.command(call, { body, assertion: token }, assertion.deadline + extraTimeMs);
    onResponse?.(response);
    if (response.status === 401)
      throw new GraphError('INTERNAL', { cause: new Error(`${name} does not accept the assertion`) });
    const parsed = parseJson(response.body);
    const output = response.status === 200 ? calls[call]?.output.safeParse(parsed) : undefined;
    if (output?.success) return output.data as CallOutput<Table, typeof call>;
    throw failureOf(parsed, system);
  };
}
