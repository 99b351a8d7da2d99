import { resolveAccountReference, type AccountReference } from '../../shared/account-reference.ts';
import type { LinksVerifier } from '../../shared/assertion/links.ts';
import { searchOf } from '../../shared/search.ts';
import type { AccountResolvers } from '../generated/schema.ts';
import { organizationOf } from './ownership.ts';
import type { SupportParent } from './support.ts';

/** The account as the help desk is asked for it; null where nobody said what it is called there. */
export const supportOf = (account: AccountReference): SupportParent | null => {
  const { support } = account.counterparts;
  if (support.state !== 'LINKED') return null;
  // An organization that carries the account's id may carry one from before companies were merged.
  return { account, organizationKeys: support.id === account.id ? [account.id, ...account.formerIds] : [support.id] };
};

export const createAccountResolvers = (verifier: LinksVerifier): AccountResolvers => ({
  __resolveReference: ({ id, links }, { assertion }) => resolveAccountReference({ id, links }, assertion, verifier),
  search: (account, request) => searchOf(account, request),

  async supportLink(account, _arguments, { loaders }) {
    const support = supportOf(account);
    if (support === null) return account.counterparts.support.state;
    return (await organizationOf(support, loaders)) === null ? 'MISSING' : 'LINKED';
  },

  async support(account, _arguments, { loaders }) {
    const support = supportOf(account);
    // Whoever follows their own tickets alone is looked up by who they are: nothing of the organization is read for them.
    if (support === null || account.ownTicketsOnly) return support;
    return (await organizationOf(support, loaders)) === null ? null : support;
  },
});
