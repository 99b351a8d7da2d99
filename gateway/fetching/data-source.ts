import { randomUUID } from 'node:crypto';
import type { GraphQLDataSource } from '@apollo/gateway';
import { parse } from 'graphql';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { AssertionSigner } from '../../subgraphs/shared/assertion/assertion.ts';
import { GraphError, isErrorCode } from '../../subgraphs/shared/errors.ts';
import type { SystemOfRecord } from '../../subgraphs/shared/system.ts';
import type { GatewayContext } from '../context.ts';
import { answerForAway } from './away.ts';
import type { Transport } from '../../subgraphs/shared/transport/transport.ts';

export interface DataSourceOptions {
  /** The subgraph's name in the supergraph: the audience of its assertions. */
  readonly name: string;
  /** Whose facts are unknown while the subgraph is away. */
  readonly system: SystemOfRecord | undefined;
  readonly transport: Transport;
  readonly signer: AssertionSigner;
  /** Hears of people whose memberships a write has changed. */
  readonly onMembershipsChanged: (contactIds?: readonly string[]) => void;
  /** Hears of what others have to be told of. */
  readonly onFollowUps: (subjects: readonly string[]) => void;
  readonly log: Logger;
}

/** By then a change that has outlived its request has ended as well, in milliseconds. */
const lateMs = 12_000;

const pathElement = z.union([z.string(), z.number()]);
const answerShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(pathElement).nullish(),
        extensions: z
          .looseObject({ code: z.string(), system: z.string().nullish(), retryable: z.boolean().nullish() })
          .nullish(),
      }),
    )
    .nullish(),
});
type Answer = z.infer<typeof answerShape>;
type AnswerError = NonNullable<Answer['errors']>[number];

/** Of a change that failed so, nobody knows whether it was made. */
const undecided: ReadonlySet<unknown> = new Set([
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_INVALID_RESPONSE',
  'INTERNAL',
]);

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
export function createDataSource({
  name,
  system,
  transport,
  signer,
  onMembershipsChanged,
  onFollowUps,
  log,
}: DataSourceOptions): GraphQLDataSource<GatewayContext> {
  // Only the subgraph whose changes span systems changes memberships.
  const changesMemberships = system === undefined;
  const unknownWhose = (): void => {
    onMembershipsChanged();
    setTimeout(() => onMembershipsChanged(), lateMs).unref();
  };

  async function ask(body: string, context: GatewayContext): Promise<Answer> {
    const { assertion, cost } = context;
    const token = await signer.sign(assertion, name, body);
    const answer = await transport.query({ body, assertion: token }, assertion.deadline);
    cost.actual += answer.calls;
    if (answer.membershipsChanged.length > 0) onMembershipsChanged(answer.membershipsChanged);
    if (answer.followUps.length > 0) onFollowUps(answer.followUps);
    const { principal } = assertion;
    if (
      principal.kind === 'CUSTOMER' &&
      principal.contactId !== null &&
      answer.membershipsChanged.includes(principal.contactId)
    )
      context.answer.hasChangedCaller = true;
    if (answer.status === 401)
      throw new GraphError('INTERNAL', { cause: new Error(`${name} does not accept the assertion`) });
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
      const isMutation = query.trimStart().startsWith('mutation');
      try {
        // An operation is authorized once: whoever has changed their own place in an account changes nothing more with what they had.
        if (isMutation && context.answer.hasChangedCaller) throw new GraphError('FORBIDDEN');
        const { data, errors } = await ask(JSON.stringify({ query, variables }), context).finally(() => {
          // What was read for this request before the change, anywhere, is old: what the client is shown of it is read again.
          if (isMutation) context.assertion = { ...context.assertion, requestId: randomUUID() };
        });
        if (isMutation && changesMemberships && errors?.some(({ extensions }) => undecided.has(extensions?.code)))
          unknownWhose();
        const astray = errors?.find(({ path }) => !path?.length);
        // A null that its field does not allow takes everything along: what went wrong is said all the same, each at its place.
        if ((data || (data === null && errors?.length)) && !astray) {
          return {
            data: data ?? {},
            ...(errors?.length && {
              errors: errors.map((error) => ({
                message: error.message,
                path: error.path ?? [],
                extensions: extensionsOf(error),
              })),
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
      // A change that may have been made after all: nobody knows whose memberships it was about.
      if (isMutation && changesMemberships) unknownWhose();
      const reason = failure.cause instanceof Error ? failure.cause.message : failure.message;
      log.warn(
        { requestId: context.assertion.traceId, subgraph: name, code: failure.code, reason },
        'a subgraph is away',
      );
      const named = system
        ? new GraphError(failure.code, { system, message: failure.message, retryable: failure.extensions.retryable })
        : failure;
      const document = options.document ?? parse(query);
      return answerForAway(document, variables, context.assertion, named);
    },
  };
}
