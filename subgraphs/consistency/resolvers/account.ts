import type { LinksVerifier } from '@customer-graph/protocol/signed-links';
import { resolveAccountReference, type AccountReference } from '@customer-graph/subgraph-kit/account-reference';
import { toDateTime } from '@customer-graph/subgraph-kit/scalars';
import { unknownSystemsOf } from '../domain/account-facts.ts';
import { discrepanciesOf } from '../domain/discrepancies.ts';
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

  consistency({ required = {} }, _arguments, { startedAt }) {
    const facts = factsOf(required);
    const discrepancies = discrepanciesOf(facts);
    const unknown = unknownSystemsOf(facts);
    return {
      checkedAt: toDateTime(startedAt),
      consistent: discrepancies.length > 0 ? false : unknown.length > 0 ? null : true,
      discrepancies: discrepancies.map((discrepancy) => ({ ...discrepancy, facts: [...discrepancy.facts] })),
      unknown,
    };
  },
});
