import { OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import type { Logger } from 'pino';
import { GraphError } from '@customer-graph/protocol/errors';
import { withMalformedInput } from '@customer-graph/subgraph-kit/malformed-input';
import { answerOperation } from './answer.ts';
import { auditAttempts, auditFailure, auditResult } from './audit.ts';
import { authorizeOperation, type Authorized } from './authorize.ts';
import { supergraphReplaced, toGraphQLError, unknownOperation } from './errors.ts';
import type { ExecutionResult, Executor } from './execution.ts';
import { limitAccounts, limitCaller } from './limit.ts';
import { planOperation } from './plan.ts';
import { prepareOperation } from './prepare.ts';
import { priceOperation } from './price.ts';
import { recordQuietly } from './record.ts';
import { startRun, type OperationRun, type OperationServices } from './run.ts';

export interface ExecutorOptions extends OperationServices {
  /** @apollo/gateway's own executor: plans and fetches. */
  readonly planAndFetch: Executor;
  readonly log: Logger;
}

/** Executes an operation in phases, each a file: prepare, price, limit, authorize, plan, audit, answer. */
export function createExecutor({ planAndFetch, log, ...services }: ExecutorOptions): Executor {
  const execute: Executor = async (request) => {
    // Apollo Server types the operation as present, and passes none where the document lacks the named one.
    const operation = request.operation as OperationDefinitionNode | undefined;
    if (!operation) return { errors: [unknownOperation()] };
    const run = startRun(request, operation);
    const { context } = run;
    const extensions = { cost: context.cost };
    try {
      const prepared = await prepareOperation(run, services);
      if (!prepared) return { errors: [supergraphReplaced()] };
      await priceOperation(run, prepared, services);
      await limitCaller(run, services);
      if (run.isMutation) context.access.prepareToChange();
      const authorized = await authorizeOperation(run, prepared, services);
      if ('errors' in authorized) return { errors: [...authorized.errors] };
      await limitAccounts(run, services, authorized.accountIds);
      if (authorized.deniedMutations.length > 0) {
        await recordQuietly(services.audit, authorized.refusals, context.assertion.answerBy);
        return { data: null, errors: [...authorized.deniedMutations], extensions };
      }
      await planOperation(run, authorized, services);
      const attempted = await auditAttempts(run, authorized, services);
      const result = await fetch(run, authorized).catch(async (error: unknown) => {
        await auditFailure(authorized, attempted, services);
        throw error;
      });
      await auditResult(run, authorized, attempted, result, services);
      return await answerOperation(run, authorized, result, log);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      if (error.code === 'RATE_LIMITED') context.answer.status = 429;
      return { errors: [toGraphQLError(error)], extensions };
    }
  };
  return (request) => {
    const operation = request.operation as OperationDefinitionNode | undefined;
    return operation?.operation === OperationTypeNode.MUTATION
      ? // The subgraph refuses a mutation's malformed scalars in `userErrors`.
        withMalformedInput(true, () => execute(request))
      : execute(request);
  };

  /** Sends the operation without its denied fields. Sends nothing if all fields are denied. */
  async function fetch({ request, variables }: OperationRun, { decision }: Authorized): Promise<ExecutionResult> {
    const { sent } = decision;
    if (!sent) return { data: {} };
    // The text and the name are those of the client's operation, which @apollo/gateway must not look for.
    const { query: _query, operationName: _name, ...rest } = request.request;
    return planAndFetch({ ...request, ...sent, request: { ...rest, variables: sent.variablesOf(variables) } });
  }
}
