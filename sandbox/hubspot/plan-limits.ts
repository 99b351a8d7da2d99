import type { HubSpotBehaviour } from './behaviour.ts';

/** HubSpot, "API usage guidelines" and changelog "Increasing our API limits", for apps of one account and service keys. */
const perDay: Readonly<Record<HubSpotBehaviour['plan'], number>> = {
  free: 250_000,
  starter: 250_000,
  professional: 650_000,
  enterprise: 1_000_000,
};

/** The limits of a plan: Free and Starter have 100 requests in 10 seconds where the others have 190. */
export const limitsOf = (plan: HubSpotBehaviour['plan'], requestsPer10Seconds: number) => ({
  per10Seconds:
    plan === 'free' || plan === 'starter' ? Math.ceil((requestsPer10Seconds * 100) / 190) : requestsPer10Seconds,
  perDay: perDay[plan],
});
