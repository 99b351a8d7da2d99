import { z } from 'zod';
import type { Mode } from '@customer-graph/diagnosis/findings';
import type { Upstream } from '@customer-graph/upstream/client';

export interface HubSpotInspectionOptions {
  readonly accessToken: string;
  readonly base: string;
  readonly upstream: Upstream;
}

export interface HubSpotInspection {
  /** 401: HubSpot does not accept the token. */
  readonly status: 200 | 401;
  readonly portalId: number | null;
  readonly mode: Mode;
  /** Remaining requests in the current 10 seconds and today; null: HubSpot does not tell. */
  readonly left: { readonly interval: string | null; readonly daily: string | null };
  /** Refused reads, each with the scope that it needs. */
  readonly refused: readonly {
    readonly scope: string;
    readonly status: number;
    readonly breaks: string;
    readonly isNeeded: boolean;
  }[];
}

/** One read for each required scope, with the consequence of a refusal. `isNeeded`: without it the inspection ends. */
const reads: Readonly<Record<string, { readonly path: string; readonly breaks: string; readonly isNeeded?: true }>> = {
  'crm.objects.companies.read': {
    path: '/crm/v3/objects/companies?limit=1',
    breaks: 'no account is found',
    isNeeded: true,
  },
  'crm.objects.contacts.read': {
    path: '/crm/v3/objects/contacts?limit=1',
    breaks: 'no customer has access',
    isNeeded: true,
  },
  'crm.objects.owners.read': { path: '/crm/v3/owners?limit=1', breaks: 'Account.accountManager is an error' },
  'crm.schemas.companies.read': {
    path: '/crm/v3/properties/companies',
    breaks: 'plan names and onboarding are errors',
    isNeeded: true,
  },
  'crm.schemas.contacts.read': {
    path: '/crm/v3/properties/contacts',
    breaks: 'contact properties cannot be checked',
    isNeeded: true,
  },
  files: { path: '/files/v3/files/search?limit=1', breaks: 'Account.documents is an error' },
  'communication_preferences.read': {
    path: '/communication-preferences/v3/definitions',
    breaks: 'Member.notificationPreferences is an error',
  },
};

const details = z.object({ portalId: z.number(), accountType: z.string() });

/** HubSpot, "Account information": only standard portals hold real customers. */
const modeOf = (accountType: string): Mode => (accountType === 'STANDARD' ? 'LIVE' : 'TEST');

/** Makes one read for each required scope. It uses plain HTTP instead of the SDK, because it reports the statuses. */
export async function inspectHubSpot({
  accessToken,
  base,
  upstream,
}: HubSpotInspectionOptions): Promise<HubSpotInspection> {
  const get = (path: string) =>
    upstream.send({ method: 'GET', url: base + path, headers: { authorization: `Bearer ${accessToken}` } });
  const answer = await get('/account-info/v3/details');
  const account = answer.status === 200 ? details.safeParse(JSON.parse(answer.body)).data : undefined;
  const portal = { portalId: account?.portalId ?? null, mode: account ? modeOf(account.accountType) : null };
  const left = {
    interval: answer.headers['x-hubspot-ratelimit-remaining'] ?? null,
    daily: answer.headers['x-hubspot-ratelimit-daily-remaining'] ?? null,
  };
  if (answer.status === 401) return { status: 401, ...portal, left, refused: [] };
  const answers = await Promise.all(
    Object.entries(reads).map(async ([scope, { path, breaks, isNeeded = false }]) => ({
      scope,
      breaks,
      isNeeded,
      status: (await get(path)).status,
    })),
  );
  return { status: 200, ...portal, left, refused: answers.filter(({ status }) => status !== 200) };
}
