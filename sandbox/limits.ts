/** Requests that a stand-in accepts before it answers 429. */
export interface SandboxLimits {
  readonly hubspotRequestsPer10Seconds: number;
  readonly hubspotSearchesPerSecond: number;
  readonly stripeRequestsPerSecond: number;
  readonly stripeEndpointRequestsPerSecond: number;
  readonly zendeskRequestsPerMinute: number;
}

/** The vendors' real limits. */
export const vendorLimits: SandboxLimits = {
  hubspotRequestsPer10Seconds: 190,
  hubspotSearchesPerSecond: 5,
  stripeRequestsPerSecond: 100,
  stripeEndpointRequestsPerSecond: 25,
  zendeskRequestsPerMinute: 700,
};
