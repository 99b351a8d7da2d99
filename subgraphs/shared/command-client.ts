import { z } from 'zod';
import type { AssertionSigner } from './assertion/assertion.ts';
import { GraphError, isErrorCode } from './errors.ts';
import type { Assertion } from './principal.ts';
import { commandAudience, type SubgraphResponse } from './subgraph.ts';
import { systemsOfRecord, type SystemOfRecord } from './system.ts';
import type { Transport } from './transport/transport.ts';

export interface CommandClientOptions {
  /** The subgraph. */
  readonly name: string;
  /** Whose facts are unknown while it is away, and where it names no other. */
  readonly system: SystemOfRecord;
  readonly transport: Transport;
  readonly signer: AssertionSigner;
}

/** The unpublished calls of one subgraph: signed, each for itself. What fails is an error of the closed table. */
export type CommandClient = <T>(
  command: string,
  input: unknown,
  shape: z.ZodType<T>,
  assertion: Assertion,
  options?: CommandOptions,
) => Promise<T>;

export interface CommandOptions {
  readonly onAnswer?: (answer: SubgraphResponse) => void;
  /** How long past the assertion's deadline it is waited for, in milliseconds: a change that has begun is finished. Default: not. */
  readonly patienceMs?: number;
}

const failure = z.object({
  error: z.object({ code: z.string(), retryable: z.boolean().optional(), system: z.enum(systemsOfRecord).optional() }),
});

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What a subgraph said instead of an answer. Whatever is not its own, a page of something in between say, means that it is away. */
export function failureOf(said: unknown, system: SystemOfRecord): GraphError {
  const error = failure.safeParse(said).data?.error;
  const code = isErrorCode(error?.code) ? error.code : 'UPSTREAM_UNAVAILABLE';
  return new GraphError(code, {
    system: error?.system ?? system,
    ...(error?.retryable !== undefined && { retryable: error.retryable }),
  });
}

export function createCommandClient({ name, system, transport, signer }: CommandClientOptions): CommandClient {
  return async (command, input, shape, assertion, { onAnswer, patienceMs = 0 } = {}) => {
    const body = JSON.stringify(input);
    const token = await signer.sign(assertion, commandAudience(name, command), body);
    const answer = await transport.command(command, { body, assertion: token }, assertion.deadline + patienceMs);
    onAnswer?.(answer);
    if (answer.status === 401)
      throw new GraphError('INTERNAL', { cause: new Error(`${name} does not accept the assertion`) });
    const parsed = parseJson(answer.body);
    const shaped = answer.status === 200 ? shape.safeParse(parsed) : undefined;
    if (shaped?.success) return shaped.data;
    throw failureOf(parsed, system);
  };
}
