import type { CrmFacts } from '../contract.ts';
import type { Company } from '../domain/company.ts';

/** A company's plan and status in the form that other systems are compared with. */
export const crmFactsOf = ({ planKey, seats, status, planRenewsOn, planEndsOn }: Company): CrmFacts => ({
  planKey,
  seats,
  status,
  renewsOn: planRenewsOn,
  endsOn: planEndsOn,
});
