import { randomUUID } from 'node:crypto';
import type { GraphQLDataSource } from '@apollo/gateway';
import { parse } from 'graphql';
import type { Logger } from 'pino';
import type { AssertionSigner } from '@customer-graph/protocol/assertion';
import { GraphError, isOutcomeUnknown } from '@customer-graph/protocol/errors';
import { narrowAssertion } from '@customer-graph/protocol/narrow-assertion';
import type { SubgraphPermissions } from '@customer-graph/protocol/subgraph-entry';
import type { SystemOfRecord } from '@customer-graph/protocol/system';
import type { Transport } from '@customer-graph/protocol/transport';
import type { GatewayContext } from '../operation/context.ts';
import { createQuery, refused, type Fetched } from './query.ts';
import { permittedEffects } from './side-effects.ts';
import { parseAnswer, type SubgraphAnswer } from './subgraph-answer.ts';
import { answerForUnavailable } from './unavailable-subgraph.ts';
import { verifyStubs } from './verify-stubs.ts';

export interface DataSourceOptions {
  /** The subgraph's name in the supergraph: the audience of its assertions. */
  readonly name: string;
  readonly transport: Transport;
  /** The permissions of the subgraph in the current supergraph. */
  readonly permissions: () => SubgraphPermissions;
  readonly signer: AssertionSigner;
  /** Receives contact ids with changed memberships; without an argument, any may have changed. */
  readonly onMembershipsChanged: (contactIds?: readonly string[]) => void;
  /** Receives subjects that the event receiver must process. */
  readonly onFollowUps: (subjects: readonly string[], system: SystemOfRecord) => void;
  readonly log: Logger;
}

/** A write that outlives its request has ended by then, in milliseconds. */
const outlivedMs = 12_000;

/**
 * Fetches from one subgraph. Never throws: @apollo/gateway would turn the error into one without a path, with the
 * subgraph's address in its text.
 */
export function createDataSource(options: DataSourceOptions): GraphQLDataSource<GatewayContext> {
  const { name, permissions, onMembershipsChanged, onFollowUps, log } = options;
  const query = createQuery(options);

  /** Any contact may be affected: the response that would name them did not arrive. */
  const invalidateAll = (): void => {
    if (!permissions().changesMemberships) return;
    onMembershipsChanged();
    setTimeout(() => onMembershipsChanged(), outlivedMs).unref();
  };

  async function send(fetched: Fetched, isMutation: boolean, context: GatewayContext): Promise<SubgraphAnswer> {
    const { assertion, cost } = context;
    // A mutation must not stop halfway, whoever waits for it.
    const left = isMutation ? undefined : context.left;
    if (left?.aborted) throw new GraphError('UPSTREAM_UNAVAILABLE', { cause: new Error('the client has left') });
    const permitted = permissions();
    const response = await query(fetched, narrowAssertion(assertion, permitted), left);
    const { calls, membershipsChanged, followUps } = permittedEffects(response, permitted);
    cost.actual += calls;
    if (membershipsChanged.length > 0) onMembershipsChanged(membershipsChanged);
    if (followUps.length > 0 && permitted.system) onFollowUps(followUps, permitted.system);
    const { principal } = assertion;
    const contactId = principal.kind === 'CUSTOMER' ? principal.contactId : null;
    if (contactId !== null && membershipsChanged.includes(contactId)) context.answer.hasChangedCaller = true;
    if (response.answer === refused)
      throw new GraphError('INTERNAL', { cause: new Error(`${name} does not accept the assertion`) });
    return parseAnswer(response.answer, permitted);
  }

  async function fetch(fetched: Fetched, isMutation: boolean, context: GatewayContext): Promise<SubgraphAnswer> {
    const { document, variables } = fetched;
    // The operation was authorized before the caller's own membership changed.
    if (isMutation && context.answer.hasChangedCaller) throw new GraphError('FORBIDDEN');
    const answer = await send(fetched, isMutation, context).finally(() => {
      // Everything read for this request before the change is stale, so later fetches read anew.
      if (isMutation) context.assertion = { ...context.assertion, requestId: randomUUID() };
    });
    if (isMutation && answer.errors.some(({ extensions }) => isOutcomeUnknown(extensions.code))) invalidateAll();
    const withoutPath = answer.errors.find(({ path }) => path.length === 0);
    if (withoutPath) {
      const { code, ...extensions } = withoutPath.extensions;
      throw new GraphError(code, { ...extensions, message: withoutPath.message });
    }
    // A null that its field does not allow removes all data: the errors still say what failed where.
    if (answer.data === null && answer.errors.length > 0) return answer;
    if (!answer.data) throw new GraphError('UPSTREAM_INVALID_RESPONSE');
    const data = verifyStubs(document, variables, context.assertion, { data: answer.data, errors: answer.errors });
    return { data, errors: answer.errors };
  }

  return {
    async process(request) {
      // Health checks and schema loading are not used: the supergraph is composed beforehand.
      if (!('incomingRequestContext' in request)) return { data: {} };
      const { query = '', variables = {} } = request.request;
      const { context } = request.incomingRequestContext;
      const document = request.document ?? parse(query);
      const isMutation = query.trimStart().startsWith('mutation');
      try {
        const { data, errors } = await fetch({ document, query, variables }, isMutation, context);
        return {
          data: data ?? {},
          ...(errors.length > 0 && {
            errors: errors.map(({ message, path, extensions }) => ({
              message,
              path: [...path],
              extensions: { ...extensions },
            })),
          }),
        };
      } catch (error) {
        const failure = error instanceof GraphError ? error : new GraphError('INTERNAL', { cause: error });
        if (isMutation) invalidateAll();
        const { code } = failure;
        const { system } = permissions();
        const reason = failure.cause instanceof Error ? failure.cause.message : failure.message;
        if (!context.left?.aborted)
          log.warn({ requestId: context.assertion.traceId, subgraph: name, code, reason }, 'subgraph unavailable');
        const named = system
          ? new GraphError(code, { system, message: failure.message, retryable: failure.extensions.retryable })
          : failure;
        return answerForUnavailable(document, variables, context.assertion, named);
      }
    },
  };
}
