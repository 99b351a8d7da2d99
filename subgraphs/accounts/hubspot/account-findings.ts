import type { Findings } from '@customer-graph/diagnosis/findings';
import type { CrmConfig } from '../config.ts';
import { numberedVersion, sunsets } from './api-version.ts';
import type { HubSpotInspection } from './inspection.ts';
import { hasLabels } from './limits.ts';

const settings = 'HubSpot → Settings';
const serviceKeys = `${settings} → Integrations → Service Keys (or Development → Keys → Service keys)`;
const projectApp = 'HubSpot → Development → Projects → the app';

/** Screens of HubSpot. Changelog "Legacy Private App Creation Being Disabled"; "Manage apps in HubSpot". */
export const screens = {
  token: `${serviceKeys}, or ${projectApp} → Auth: put the token into HUBSPOT_ACCESS_TOKEN`,
  installedApp: `${projectApp} → Auth: check HUBSPOT_CLIENT_ID, HUBSPOT_CLIENT_SECRET and HUBSPOT_REFRESH_TOKEN`,
  scopes: `${serviceKeys} → the key → Scopes, or ${projectApp}: requiredScopes`,
  properties: `${settings} → Properties`,
  webhooks: `${projectApp} → Auth → client secret (a service key has no webhooks)`,
} as const;

const thousands = (count: number): string => count.toLocaleString('en');

/** The credentials, and the scopes that they lack. */
export function checkAccess(found: Findings, { portalId, mode, left, refused }: HubSpotInspection): void {
  const kind = mode === null ? 'HubSpot does not tell whether live or test' : mode.toLowerCase();
  found.ok('credentials', `portal ${portalId ?? 'without a known number'} (${kind})`);
  const daily = left.daily === null ? '' : `, ${left.daily} today`;
  found.ok('limits', `${left.interval ?? '?'} requests left in the current 10 seconds${daily}`);
  for (const { scope, status, breaks, isNeeded } of refused) {
    const says =
      status === 403 ? 'the credentials do not have it' : `HubSpot answers ${status} to a request that needs it`;
    found[isNeeded ? 'fail' : 'warn'](`scope ${scope}`, { says, breaks, remedy: `${screens.scopes} → add ${scope}` });
  }
  if (refused.length === 0)
    found.ok('scopes', 'all scopes for reading are granted; HubSpot does not report scopes for writing');
}

/** Features that HubSpot ends, each with its date. */
export function checkSunsets(found: Findings, { hubspot: { apiVersion, credentials } }: CrmConfig): void {
  if (apiVersion === numberedVersion) {
    const oauth = credentials.kind === 'OAUTH' ? `, OAuth v1 on ${sunsets.oauthV1}` : '';
    found.warn('HUBSPOT_API_VERSION', {
      says: `numbered paths end: v4 on ${sunsets.v4}, v1 to v3 in ${sunsets.v1ToV3}${oauth}`,
      breaks: 'no CRM data is shown after that',
      remedy: 'remove HUBSPOT_API_VERSION',
    });
  } else found.ok('HUBSPOT_API_VERSION', apiVersion);
  // The token of a project's app may have the same form, so this is a doubt and no error.
  if (credentials.kind === 'TOKEN' && /^pat-[a-z]{2}\d+-/.test(credentials.accessToken))
    found.warn('HUBSPOT_ACCESS_TOKEN', {
      says: `has the form of a private app's token: legacy private apps cannot be created since 26 October 2026, and are unsupported from ${sunsets.legacyPrivateApps}`,
      breaks: 'if it is of a legacy private app: no CRM data is shown once HubSpot ends them',
      remedy: `move to a service key: ${serviceKeys}; with webhooks, to an app of a project`,
    });
}

/** Where roles are, and whether the plan allows it; limits that the account does not permit. */
export function checkPlan(found: Findings, { plan, rates, names }: CrmConfig, { permitted }: HubSpotInspection): void {
  if (names.contact.roles === null && !hasLabels(plan))
    found.fail('HUBSPOT_ROLES', {
      says: `association labels need Professional or Enterprise, and HUBSPOT_PLAN is ${plan}`,
      breaks: 'no contact is a member',
      remedy: 'HUBSPOT_ROLES=property, and npm run setup:hubspot -- --apply',
    });
  else {
    const roles =
      names.contact.roles === null
        ? 'roles are association labels'
        : `roles are in the contact property ${names.contact.roles}`;
    found.ok('plan', `${plan}: ${roles}`);
  }
  const exceeds = [
    ['HUBSPOT_REQUESTS_PER_10_SECONDS', rates.requestsPer10Seconds, permitted.interval, 'in 10 seconds'],
    ['HUBSPOT_REQUESTS_PER_DAY', rates.requestsPerDay, permitted.daily, 'a day'],
  ] as const;
  for (const [variable, configured, allowed, window] of exceeds) {
    if (configured === null || allowed === null || configured <= allowed) continue;
    found.warn(variable, {
      says: `is ${thousands(configured)}, and the account permits ${thousands(allowed)} ${window}`,
      breaks: 'requests above it are refused with 429',
      remedy: `set HUBSPOT_PLAN to the account's plan, or ${variable}=${allowed}`,
    });
  }
}

/** Recorded files that customers do not see. */
export function checkFiles(
  found: Findings,
  property: string,
  files: { readonly forbidden: number; readonly missing: number; readonly unknown: number },
): void {
  const subject = `documents in ${property}`;
  const breaks = 'Account.documents does not contain them';
  if (files.forbidden > 0)
    found.warn(subject, {
      says: `${files.forbidden} hidden files may not be read`,
      breaks,
      remedy: `${screens.scopes} → add files.ui_hidden.read`,
    });
  if (files.missing > 0)
    found.warn(subject, {
      says: `${files.missing} files do not exist`,
      breaks,
      remedy: 'remove them from the companies',
    });
  if (files.unknown > 0)
    found.warn(subject, {
      says: `${files.unknown} entries are URLs without a file id`,
      breaks,
      remedy: "put the files' ids into the property: Files → the file → Details",
    });
}
