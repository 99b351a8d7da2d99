import { OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import type { Audit } from '../audit/audit.ts';
import type { Authorizer } from '../authorization/authorizer.ts';
import type { PreparedOperation } from '../authorization/prepared-operation.ts';
import type { Plans } from '../planning/plans.ts';
import type { RateLimits } from '../limits/rate.ts';
import type { Identity } from '../identity/identity.ts';
import type { GatewayContext } from './context.ts';
import type { ExecutionRequest } from './execution.ts';

/** Services for all phases of all operations. */
export interface OperationServices {
  /** The rules of the supergraph in use. */
  readonly authorizer: () => Authorizer;
  /** Maximum number of vendor calls of one operation, by kind of caller. */
  readonly budgets: Readonly<Record<Identity['kind'], number>>;
  readonly rateLimits: RateLimits;
  readonly audit: Audit;
  readonly plans: Plans;
}

/** One operation in execution. */
export interface OperationRun {
  readonly request: ExecutionRequest;
  readonly operation: OperationDefinitionNode;
  readonly variables: Record<string, unknown>;
  readonly context: GatewayContext;
  readonly isMutation: boolean;
}

/** The operation with the rules that it was prepared with. */
export interface Prepared {
  readonly rules: Authorizer;
  readonly prepared: PreparedOperation;
}

export const startRun = (request: ExecutionRequest, operation: OperationDefinitionNode): OperationRun => ({
  request,
  operation,
  variables: request.request.variables ?? {},
  // Apollo Server types the context as its own base context.
  context: request.context as unknown as GatewayContext,
  isMutation: operation.operation === OperationTypeNode.MUTATION,
});
