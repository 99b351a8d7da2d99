import type { Assertion } from '@customer-graph/protocol/principal';
import { scopesOfMember, type Scope } from '@customer-graph/protocol/roles';
import { accountOf, viewerOf } from '@customer-graph/subgraph-kit/account-reference';
import { ownerOf, type Operation } from '../domain/operation.ts';
import type { QueryResolvers } from '../generated/schema.ts';
import type { WorkflowEngine } from '../port.ts';

/** The scope that reads the facts that an operation changes. */
const scopeFor = ({ kind }: Operation): Scope => (ownerOf(kind) === 'CRM' ? 'members:read' : 'billing:read');

/** Whether the caller may see the operation. No argument names its account, so the gateway has not authorized it. */
function mayRead({ principal, scopes }: Assertion, operation: Operation): boolean {
  switch (principal.kind) {
    case 'ANONYMOUS':
      return false;
    case 'CUSTOMER': {
      const role = principal.memberships.find(({ accountId }) => accountId === operation.accountId)?.role;
      return role !== undefined && scopesOfMember(role).includes(scopeFor(operation));
    }
    case 'STAFF':
      return scopes.includes(scopeFor(operation));
    case 'PARTNER':
      return principal.accountIds.includes(operation.accountId) && scopes.includes(scopeFor(operation));
    default:
      return principal satisfies never;
  }
}

/** Other ids are not looked up: the engine stores its internal workflows under ids of other forms. */
const operationIdFormat = /^[\w-]{16,80}$/;

export const createQueryResolvers = (workflows: WorkflowEngine): QueryResolvers => ({
  account: (_parent, { id }, { assertion }) => accountOf(assertion, id),
  viewer: (_parent, _arguments, { assertion }) => viewerOf(assertion),

  async operation(_parent, { id }, { assertion }) {
    const operation = operationIdFormat.test(id) ? await workflows.operation(id) : null;
    return operation && mayRead(assertion, operation) ? operation : null;
  },
});
