/** A date, such as 2026-09, or the numbered paths /v3/ and /v4/. */
export type ApiVersion = string;

/** The value of HUBSPOT_API_VERSION for the numbered paths. */
export const numberedVersion = 'numbered';
/** HubSpot, "API versioning": released on 8 September 2026. */
export const currentVersion = '2026-09';

/**
 * The last days of what HubSpot stops to support.
 * Changelogs "Deprecating support for HubSpot v4 APIs" and "Legacy APIs and Apps: What's Going Unsupported and When".
 */
export const sunsets = {
  v4: '30 March 2027',
  v1ToV3: 'September 2027',
  legacyPrivateApps: 'September 2027',
  oauthV1: '16 February 2027',
} as const;

/**
 * Maps a path of the SDK to the configured version. This is the only place that knows both generations of paths: the SDK has
 * numbered ones alone. HubSpot, "Migrate legacy API usage": /crm/v3/objects/… is /crm/objects/2026-09/…, and
 * /files/v3/… is /files/2026-09/….
 *
 * @example
 * toVersionedPath('/crm/v4/associations/contacts/companies/labels', '2026-09');
 * // '/crm/associations/2026-09/contacts/companies/labels'
 */
export const toVersionedPath = (path: string, version: ApiVersion): string =>
  version === numberedVersion
    ? path
    : path
        .replace(/^\/crm\/v\d\/(\w+)/, `/crm/$1/${version}`)
        .replace(/^\/(files|communication-preferences|account-info|oauth)\/v\d(?=\/)/, `/$1/${version}`);
