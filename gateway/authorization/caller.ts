import type { Caller } from '../../subgraphs/shared/authorization/shield.ts';
import type { Placeholder, ProbeContext } from './placeholders.ts';

/** Who is asking, as the gateway knows it: a placeholder for an account carries what the caller may do there. */
export const accessCaller: Caller<ProbeContext> = {
  isAuthenticated: ({ access }) => access.kind !== 'ANONYMOUS',
  scopesAt: (parent) => (parent as Placeholder).scopes,
  async scopesFor(accountId, { access }) {
    if (accountId === null) return (await access.viewerAccount())?.scopes ?? access.scopes;
    return (await access.account(accountId))?.scopes ?? null;
  },
};
