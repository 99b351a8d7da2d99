import type { LinksVerifier } from '@customer-graph/protocol/signed-links';
import { resolveAccountReference, type AccountReference } from '@customer-graph/subgraph-kit/account-reference';
import { reportOf } from '../domain/consistency-report.ts';
import type { AccountResolvers } from '../generated/schema.ts';
import { factsOf, type RequiredFields } from './required-facts.ts';

export interface AccountParent extends AccountReference {
  /** Missing if no requested field requires it. */
  readonly required?: RequiredFields;
}

export const createAccountResolvers = (verifier: LinksVerifier): AccountResolvers => ({
  async __resolveReference(reference, { assertion }) {
    const account = await resolveAccountReference(reference, assertion, verifier);
    return account && { ...account, required: reference as RequiredFields };
  },

  consistency: ({ required = {} }) => reportOf(factsOf(required)),
});
