/**
 * Credentials that the stand-ins accept. They are public, because they open a sandbox with invented customers only.
 * With the keys, split processes on one machine verify each other's requests without a key setup.
 */
export const credentials = {
  hubspotAccessToken: 'pat-sandbox-00000000-0000-4000-8000-000000000000',
  stripeApiKey: 'sk_test_sandbox000000000000000000',
  stripeOrganizationKey: 'sk_org_test_sandbox00000000000000',
  zendeskClientId: 'customer_graph',
  zendeskClientSecret: 'sandbox-zendesk-client-secret-000000000000',
  /** Accepted only with the behaviour `apiTokens`. */
  zendeskEmail: 'graph@vendor.example',
  zendeskApiToken: 'sandbox-zendesk-token-000000000000000000',
  audience: 'customer-graph',
  gatewayPrivateKey: 'MC4CAQAwBQYDK2VwBCIEIJA2047wwLHUsIrfUE/ZKYRMp+LC+zwdYKGTCbHuYZce',
  consistencyPrivateKey: 'MC4CAQAwBQYDK2VwBCIEIP5NrXCJ7qt3j6RtqtkHrLyZ+p9GQgY07CNrlTW7SUMN',
  stripeWebhookSecret: 'whsec_sandbox0000000000000000000000000000',
  hubspotClientId: 'sandbox-hubspot-client-id',
  hubspotRefreshToken: 'sandbox-hubspot-refresh-token',
  hubspotClientSecret: 'sandbox-hubspot-client-secret',
  zendeskWebhookSecret: 'sandbox-zendesk-webhook-secret',
  productWebhookSecret: 'whsec_c2FuZGJveC1wcm9kdWN0LXdlYmhvb2stc2VjcmV0LTAwMDA=',
  linksPrivateKey: 'MC4CAQAwBQYDK2VwBCIEIByaaLSVIqxUPXFZYMSLf0nCpDi0io3B3f7eRy0zLzeg',
} as const;
