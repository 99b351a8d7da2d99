import { z } from 'zod';
import type { Mode } from '../../shared/diagnosis.ts';
import type { Upstream } from '../../shared/upstream/client.ts';

export interface HubSpotInspectionOptions {
  readonly accessToken: string;
  readonly base: string;
  readonly upstream: Upstream;
}

export interface HubSpotInspection {
  /** 200, or what HubSpot said instead. */
  readonly status: number;
  readonly portalId: number | null;
  readonly mode: Mode;
  /** Requests left of those allowed in ten seconds, and today where HubSpot says. */
  readonly left: { readonly interval: string | null; readonly daily: string | null };
  /** Scopes of the private app that a read was refused for. */
  readonly missingScopes: readonly string[];
}

/** What the graph reads, and the scope that HubSpot wants for it. */
const reads: Readonly<Record<string, string>> = {
  'crm.objects.companies.read': '/crm/v3/objects/companies?limit=1',
  'crm.objects.contacts.read': '/crm/v3/objects/contacts?limit=1',
  'crm.objects.owners.read': '/crm/v3/owners?limit=1',
  'crm.schemas.companies.read': '/crm/v3/properties/companies',
  'crm.schemas.contacts.read': '/crm/v3/properties/contacts',
  files: '/files/v3/files/search?limit=1',
  'communication_preferences.read': '/communication-preferences/v3/definitions',
};

const details = z.object({ portalId: z.number(), accountType: z.string() });

/** HubSpot, "Account information": only one kind of portal holds real customers. */
const modeOf = (accountType: string): Mode => (accountType === 'STANDARD' ? 'LIVE' : 'TEST');

/** Asks for one of everything that the graph reads, by plain HTTP: a status says more here than an SDK's exception. */
export async function inspectHubSpot({ accessToken, base, upstream }: HubSpotInspectionOptions): Promise<HubSpotInspection> {
  const get = (path: string) => upstream.send({ method: 'GET', url: base + path, headers: { authorization: `Bearer ${accessToken}` } });
  const answer = await get('/account-info/v3/details');
  const account = answer.status === 200 ? details.safeParse(JSON.parse(answer.body)).data : undefined;
  const nothing = { portalId: account?.portalId ?? null, mode: account ? modeOf(account.accountType) : null };
  const left = {
    interval: answer.headers['x-hubspot-ratelimit-remaining'] ?? null,
    daily: answer.headers['x-hubspot-ratelimit-daily-remaining'] ?? null,
  };
  if (answer.status !== 200) return { status: answer.status, ...nothing, left, missingScopes: [] };
  const answers = await Promise.all(Object.entries(reads).map(async ([scope, path]) => ({ scope, ...(await get(path)) })));
  return { status: 200, ...nothing, left, missingScopes: answers.filter(({ status }) => status === 403).map(({ scope }) => scope) };
}
