import { z } from 'zod';
import type { Mode } from '../../shared/diagnosis.ts';
import type { Upstream } from '../../shared/upstream/client.ts';

export interface HubSpotInspectionOptions {
  readonly accessToken: string;
  readonly base: string;
  readonly upstream: Upstream;
}

export interface HubSpotInspection {
  /** 401 where HubSpot does not take the token. */
  readonly status: 200 | 401;
  readonly portalId: number | null;
  readonly mode: Mode;
  /** Requests left of those allowed in ten seconds, and today where HubSpot says. */
  readonly left: { readonly interval: string | null; readonly daily: string | null };
  /** Reads that were refused, by the scope that each wants. */
  readonly refused: readonly {
    readonly scope: string;
    readonly status: number;
    readonly breaks: string;
    readonly isNeeded: boolean;
  }[];
}

/** What the graph reads, by the scope that HubSpot wants for it: what breaks without it, and whether the rest can be looked at. */
const reads: Readonly<Record<string, { readonly path: string; readonly breaks: string; readonly isNeeded?: true }>> = {
  'crm.objects.companies.read': {
    path: '/crm/v3/objects/companies?limit=1',
    breaks: 'no account is found',
    isNeeded: true,
  },
  'crm.objects.contacts.read': { path: '/crm/v3/objects/contacts?limit=1', breaks: 'nobody is let in', isNeeded: true },
  'crm.objects.owners.read': { path: '/crm/v3/owners?limit=1', breaks: 'Account.accountManager is an error' },
  'crm.schemas.companies.read': {
    path: '/crm/v3/properties/companies',
    breaks: 'plan names and onboarding are errors',
    isNeeded: true,
  },
  'crm.schemas.contacts.read': {
    path: '/crm/v3/properties/contacts',
    breaks: 'what people carry cannot be checked',
    isNeeded: true,
  },
  files: { path: '/files/v3/files/search?limit=1', breaks: 'Account.documents is an error' },
  'communication_preferences.read': {
    path: '/communication-preferences/v3/definitions',
    breaks: 'Member.notificationPreferences is an error',
  },
};

const details = z.object({ portalId: z.number(), accountType: z.string() });

/** HubSpot, "Account information": only one kind of portal holds real customers. */
const modeOf = (accountType: string): Mode => (accountType === 'STANDARD' ? 'LIVE' : 'TEST');

/** Asks for one of everything that the graph reads, by plain HTTP: a status says more here than an SDK's exception. */
export async function inspectHubSpot({
  accessToken,
  base,
  upstream,
}: HubSpotInspectionOptions): Promise<HubSpotInspection> {
  const get = (path: string) =>
    upstream.send({ method: 'GET', url: base + path, headers: { authorization: `Bearer ${accessToken}` } });
  const answer = await get('/account-info/v3/details');
  const account = answer.status === 200 ? details.safeParse(JSON.parse(answer.body)).data : undefined;
  const nothing = { portalId: account?.portalId ?? null, mode: account ? modeOf(account.accountType) : null };
  const left = {
    interval: answer.headers['x-hubspot-ratelimit-remaining'] ?? null,
    daily: answer.headers['x-hubspot-ratelimit-daily-remaining'] ?? null,
  };
  if (answer.status === 401) return { status: 401, ...nothing, left, refused: [] };
  const answers = await Promise.all(
    Object.entries(reads).map(async ([scope, { path, breaks, isNeeded = false }]) => ({
      scope,
      breaks,
      isNeeded,
      status: (await get(path)).status,
    })),
  );
  return { status: 200, ...nothing, left, refused: answers.filter(({ status }) => status !== 200) };
}
