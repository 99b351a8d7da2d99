import { accountOf, viewerOf } from '../../shared/account-reference.ts';
import type { Assertion } from '../../shared/principal.ts';
import { scopesOfMember, type Scope } from '../../shared/roles.ts';
import { ownerOf, type Operation } from '../domain/operation.ts';
import type { QueryResolvers } from '../generated/schema.ts';
import type { Durable } from '../port.ts';

/** What one has to be allowed to read of an account to follow a write in it. */
const scopeFor = ({ kind }: Operation): Scope => (ownerOf(kind) === 'CRM' ? 'members:read' : 'billing:read');

/** Whether the caller may read that of the operation's account: it is named by no argument, so nobody has looked it up. */
function mayFollow({ principal, scopes }: Assertion, operation: Operation): boolean {
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

const idShape = /^[\w-]{16,80}$/;

export const createQueryResolvers = (durable: Durable): QueryResolvers => ({
  account: (_parent, { id }, { assertion }) => accountOf(assertion, id),
  viewer: (_parent, _arguments, { assertion }) => viewerOf(assertion),

  async operation(_parent, { id }, { assertion }) {
    const operation = idShape.test(id) ? await durable.operation(id) : null;
    return operation && mayFollow(assertion, operation) ? operation : null;
  },
});
