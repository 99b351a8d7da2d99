import type { GraphQLDataSource } from '@apollo/gateway';
import { parse } from 'graphql';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { AssertionSigner } from '../../subgraphs/shared/assertion/assertion.ts';
import { GraphError, isErrorCode } from '../../subgraphs/shared/errors.ts';
import type { SystemOfRecord } from '../../subgraphs/shared/system.ts';
import type { GatewayContext } from '../context.ts';
import { answerForAway } from './away.ts';
import type { Transport } from './transport.ts';

export interface DataSourceOptions {
  /** The subgraph's name in the supergraph: the audience of its assertions. */
  readonly name: string;
  /** Whose facts are unknown while the subgraph is away. */
  readonly system: SystemOfRecord | undefined;
  readonly transport: Transport;
  readonly signer: AssertionSigner;
  readonly log: Logger;
}

const pathElement = z.union([z.string(), z.number()]);
const answerShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(pathElement).nullish(),
        extensions: z.looseObject({ code: z.string(), system: z.string().nullish(), retryable: z.boolean().nullish() }).nullish(),
      }),
    )
    .nullish(),
});
type Answer = z.infer<typeof answerShape>;
type AnswerError = NonNullable<Answer['errors']>[number];

/** Of a subgraph's extensions only what the closed table knows: anything else could steer the gateway or leak. */
const extensionsOf = ({ extensions }: AnswerError): Record<string, unknown> => ({
  code: isErrorCode(extensions?.code) ? extensions.code : 'INTERNAL',
  ...(extensions?.system && { system: extensions.system }),
  retryable: extensions?.retryable ?? false,
});

/**
 * Fetches from one subgraph. Never throws: what @apollo/gateway makes of an error without a path would reach the client with no word of
 * what is unknown, and with the subgraph's address in it.
 */
export function createDataSource({ name, system, transport, signer, log }: DataSourceOptions): GraphQLDataSource<GatewayContext> {
  async function ask(body: string, { assertion }: GatewayContext): Promise<Answer> {
    const token = await signer.sign(assertion, name, body);
    const answer = await transport.query({ body, assertion: token }, assertion.deadline);
    if (answer.status === 401) throw new GraphError('INTERNAL', { cause: new Error(`${name} does not accept the assertion`) });
    let parsed: unknown;
    try {
      parsed = JSON.parse(answer.body);
    } catch (error) {
      throw new GraphError('UPSTREAM_INVALID_RESPONSE', { cause: error });
    }
    const shaped = answerShape.safeParse(parsed);
    if (!shaped.success) throw new GraphError('UPSTREAM_INVALID_RESPONSE', { cause: shaped.error });
    return shaped.data;
  }

  return {
    async process(options) {
      // Health checks and schema loading are not used: the supergraph is a file.
      if (!('incomingRequestContext' in options)) return { data: {} };
      const { query = '', variables = {} } = options.request;
      const { context } = options.incomingRequestContext;
      let failure: GraphError;
      try {
        const { data, errors } = await ask(JSON.stringify({ query, variables }), context);
        const astray = errors?.find(({ path }) => !path?.length);
        if (data && !astray) {
          return {
            data,
            ...(errors?.length && {
              errors: errors.map((error) => ({ message: error.message, path: error.path ?? [], extensions: extensionsOf(error) })),
            }),
          };
        }
        const { code, ...extensions } = astray ? extensionsOf(astray) : { code: 'UPSTREAM_INVALID_RESPONSE' };
        failure = new GraphError(isErrorCode(code) ? code : 'INTERNAL', {
          ...extensions,
          ...(code === 'BAD_USER_INPUT' && astray && { message: astray.message }),
        });
      } catch (error) {
        failure = error instanceof GraphError ? error : new GraphError('INTERNAL', { cause: error });
      }
      const reason = failure.cause instanceof Error ? failure.cause.message : failure.message;
      log.warn({ requestId: context.assertion.traceId, subgraph: name, code: failure.code, reason }, 'a subgraph is away');
      const named = system
        ? new GraphError(failure.code, { system, message: failure.message, retryable: failure.extensions.retryable })
        : failure;
      const document = options.document ?? parse(query);
      return answerForAway(document, variables, context.assertion, named);
    },
  };
}
