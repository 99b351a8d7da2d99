import type { Caller } from '@customer-graph/authorization/shield';
import type { Placeholder, ProbeContext } from './probe-context.ts';

/** The caller for graphql-shield in the gateway: scopes come from placeholders and from `Access`. */
export const accessCaller: Caller<ProbeContext> = {
  isAuthenticated: ({ access }) => access.kind !== 'ANONYMOUS',
  scopesAt: (parent) => (parent as Placeholder).scopes,
  async scopesFor(accountId, { access }) {
    if (accountId === null) return (await access.viewerAccount())?.scopes ?? access.scopes;
    return (await access.account(accountId))?.scopes ?? null;
  },
};
