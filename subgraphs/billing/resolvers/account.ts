import { resolveAccountReference } from '../../shared/account-reference.ts';
import type { LinksVerifier } from '../../shared/assertion/links.ts';
import type { AccountResolvers } from '../generated/schema.ts';

export const createAccountResolvers = (verifier: LinksVerifier): AccountResolvers => ({
  __resolveReference: ({ id, links }, { assertion }) => resolveAccountReference({ id, links }, assertion, verifier),
  billing: ({ id, counterparts: { billing } }) =>
    billing.state === 'LINKED' ? { accountId: id, customerId: billing.id } : null,
});
