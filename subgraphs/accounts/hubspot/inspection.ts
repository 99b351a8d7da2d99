import { z } from 'zod';
import type { Mode } from '@customer-graph/diagnosis/findings';
import { parseJson } from '@customer-graph/process/parse-json';
import { GraphError } from '@customer-graph/protocol/errors';
import { identifier } from '@customer-graph/upstream/shapes';
import type { HubSpotHttp } from './http.ts';

export interface HubSpotInspection {
  /** 401: HubSpot does not accept the credentials. */
  readonly status: 200 | 401;
  readonly portalId: string | null;
  readonly mode: Mode;
  /** Remaining requests in the current 10 seconds and today; null: HubSpot does not tell. */
  readonly left: { readonly interval: string | null; readonly daily: string | null };
  /** Requests that the account permits in 10 seconds and in a day; null: HubSpot does not tell. */
  readonly permitted: { readonly interval: number | null; readonly daily: number | null };
  /** Refused reads, each with the scope that it needs. */
  readonly refused: readonly {
    readonly scope: string;
    readonly status: number;
    readonly breaks: string;
    readonly isNeeded: boolean;
  }[];
}

interface ScopeRead {
  readonly path: string;
  /** The consequence of a refusal. */
  readonly breaks: string;
  /** Without it the inspection ends. */
  readonly isNeeded?: true;
}

/** One read for each required scope, as the adapter makes it. */
const reads: Readonly<Record<string, ScopeRead>> = {
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
    path: '/communication-preferences/v4/statuses/nobody%40example.com?channel=EMAIL',
    breaks: 'Member.notificationPreferences is an error',
  },
};

/** Statuses of a granted read. An address without choices may have the status 404. */
const isGranted = (status: number): boolean => status === 200 || status === 404;

const details = z.looseObject({ portalId: identifier, accountType: z.string() });

/** HubSpot, "Account information": only standard portals hold real customers. */
const modeOf = (accountType: string): Mode => (accountType === 'STANDARD' ? 'LIVE' : 'TEST');

const numberOf = (header: string | undefined): number | null =>
  header !== undefined && /^\d+$/.test(header) ? Number(header) : null;

/** Makes one read for each required scope. It uses plain HTTP instead of the SDK, because it reports the statuses. */
export async function inspectHubSpot({ send }: HubSpotHttp): Promise<HubSpotInspection> {
  const get = (path: string) => send({ method: 'GET', path });
  let answer;
  try {
    answer = await get('/account-info/v3/details');
  } catch (error) {
    // An installed app gets no access token.
    if (error instanceof GraphError && error.code === 'UPSTREAM_UNAVAILABLE' && !error.extensions.retryable)
      answer = { status: 401, headers: {} as Readonly<Record<string, string>>, body: '' };
    else throw error;
  }
  const account = answer.status === 200 ? details.safeParse(parseJson(answer.body)).data : undefined;
  const headers = answer.headers;
  const inspection: HubSpotInspection = {
    status: answer.status === 401 ? 401 : 200,
    portalId: account?.portalId ?? null,
    mode: account ? modeOf(account.accountType) : null,
    left: {
      interval: headers['x-hubspot-ratelimit-remaining'] ?? null,
      daily: headers['x-hubspot-ratelimit-daily-remaining'] ?? null,
    },
    permitted: {
      interval: numberOf(headers['x-hubspot-ratelimit-max']),
      daily: numberOf(headers['x-hubspot-ratelimit-daily']),
    },
    refused: [],
  };
  if (inspection.status === 401) return inspection;
  const answers = await Promise.all(
    Object.entries(reads).map(async ([scope, { path, breaks, isNeeded = false }]) => ({
      scope,
      breaks,
      isNeeded,
      status: (await get(path)).status,
    })),
  );
  return { ...inspection, refused: answers.filter(({ status }) => !isGranted(status)) };
}

const listing = z.looseObject({ results: z.array(z.looseObject({ id: identifier })) });

/** Files that are looked up at most. */
const maxFiles = 100;

/** Counts recorded files that listings omit: those that may not be read, and those that do not exist. */
export async function inspectFiles(
  { send }: HubSpotHttp,
  ids: readonly string[],
): Promise<{ readonly forbidden: number; readonly missing: number }> {
  const wanted = [...new Set(ids)].slice(0, maxFiles);
  if (wanted.length === 0) return { forbidden: 0, missing: 0 };
  const query = wanted.map((id) => `ids=${id}`).join('&');
  const { body } = await send({ method: 'GET', path: `/files/v3/files/search?limit=${wanted.length}&${query}` });
  const found = new Set(listing.safeParse(parseJson(body)).data?.results.map(({ id }) => id));
  const statuses = await Promise.all(
    wanted
      .filter((id) => !found.has(id))
      .map(async (id) => (await send({ method: 'GET', path: `/files/v3/files/${id}` })).status),
  );
  return {
    forbidden: statuses.filter((status) => status === 403).length,
    missing: statuses.filter((status) => status === 404).length,
  };
}
