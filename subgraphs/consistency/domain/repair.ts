import type { CrmFacts, PlanRecord } from '../../accounts/contract.ts';
import type { BillingFacts } from '../../billing/contract.ts';
import { dayOf, expectedPlanOf } from './expected-plan.ts';
import { planDiscrepanciesOf } from './plan-discrepancies.ts';

/** The day on which the plan of a former customer ended, for the CRM's users. */
const endedOn = ({ former }: BillingFacts): Pick<PlanRecord, 'endsOn'> =>
  former?.endedAt == null ? {} : { endsOn: dayOf(former.endedAt) };

/**
 * The values to write to the CRM so that it agrees with billing; null if it agrees. Only wrong values are written, so
 * that fitting ones stay as users of the CRM entered them.
 */
export function repairOf(accountId: string, crm: CrmFacts, billing: BillingFacts): PlanRecord | null {
  if (billing.link !== 'LINKED') return null;
  const { statuses, values } = expectedPlanOf(crm, billing);
  const wrong = new Set(planDiscrepanciesOf(crm, billing).flatMap(({ facts }) => facts.map(({ name }) => name)));
  const status = statuses?.[0];
  const repair = {
    // A product without a plan key says nothing about the plan.
    ...(wrong.has('plan') && values && (values.planKey !== null || !billing.main) && { planKey: values.planKey }),
    ...(wrong.has('seats') && values && { seats: values.seats }),
    ...(wrong.has('status') && status && { status }),
    ...(wrong.has('renewsOn') && values && { renewsOn: values.renewsOn, ...(!billing.main && endedOn(billing)) }),
    ...(wrong.has('endsOn') && values?.endsOn !== undefined && { endsOn: values.endsOn }),
  };
  return Object.keys(repair).length > 0 ? { accountId, ...repair } : null;
}
