import { viewerAccountOf } from '@customer-graph/subgraph-kit/account-reference';
import type { ViewerResolvers } from '../generated/schema.ts';
import type { CrmSource } from '../port.ts';
import { ownInvitations } from '../services/own-invitations.ts';

export const createViewerResolvers = (source: CrmSource, identityConsoleUrl: string | null): ViewerResolvers => ({
  account: (_parent, _arguments, { assertion }) => viewerAccountOf(assertion),

  kind(_parent, _arguments, { assertion: { principal } }) {
    // `Query.viewer` is null without a token.
    if (principal.kind === 'ANONYMOUS') throw new Error('a viewer must not be anonymous');
    return principal.kind;
  },

  async name(_parent, _arguments, { assertion: { principal }, loaders }) {
    if (principal.kind === 'ANONYMOUS') return null;
    if (principal.kind !== 'CUSTOMER') return principal.name;
    return principal.contactId === null ? null : ((await loaders.contact.load(principal.contactId))?.name ?? null);
  },

  member(_parent, _arguments, { assertion }) {
    const { principal } = assertion;
    const account = viewerAccountOf(assertion);
    if (principal.kind !== 'CUSTOMER' || principal.contactId === null || account === null) return null;
    const membership = principal.memberships.find(({ accountId }) => accountId === account.id);
    return membership ? { account, contactId: principal.contactId, role: membership.role } : null;
  },

  scopes: (_parent, _arguments, { assertion }) => [...assertion.scopes],

  accounts: (_parent, _arguments, { assertion: { principal } }) =>
    principal.kind === 'CUSTOMER' ? principal.memberships.map(({ accountId }) => ({ id: accountId })) : null,

  invitations: (_parent, _arguments, context) => ownInvitations(source, context),

  identityConsoleUrl: () => identityConsoleUrl,
});
