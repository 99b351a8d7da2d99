import type { CrmNames } from '../../config.ts';
import type { PlanChange } from '../../port.ts';
import { toHubSpotStatus } from './status.ts';

/** The properties of a company that record its plan. HubSpot removes a value that is an empty string. */
export function toHubSpotPlan(
  { planKey, seats, status, renewsOn, endsOn }: PlanChange,
  { company }: CrmNames,
): Record<string, string> {
  return {
    ...(planKey !== undefined && { [company.plan]: planKey ?? '' }),
    ...(seats !== undefined && { [company.seats]: String(seats) }),
    ...(status !== undefined && { [company.status]: toHubSpotStatus(status) }),
    ...(renewsOn !== undefined && { [company.planRenewsOn]: renewsOn ?? '' }),
    ...(endsOn !== undefined && { [company.planEndsOn]: endsOn ?? '' }),
  };
}
