import { z } from 'zod';
import { parseJson } from '@customer-graph/process/parse-json';
import { GraphError } from '@customer-graph/protocol/errors';
import { identifier, text } from '@customer-graph/upstream/shapes';
import type { CrmSource } from '../port.ts';
import type { HubSpotHttp, HubSpotRequest } from './http.ts';
import { fromHubSpotSubscriptionStatus } from './mapping/subscription.ts';
import { parse } from './parse.ts';

/** Reasons for which a person may get mail. HubSpot, "Update a contact's subscription status". */
export const legalBases = [
  'LEGITIMATE_INTEREST_PQL',
  'LEGITIMATE_INTEREST_CLIENT',
  'LEGITIMATE_INTEREST_OTHER',
  'PERFORMANCE_OF_CONTRACT',
  'CONSENT_WITH_NOTICE',
  'NON_GDPR',
  'PROCESS_AND_STORE',
] as const;

/** The legal basis that is sent with every change. Accounts with data privacy switched on require one. */
export interface LegalBasis {
  readonly basis: (typeof legalBases)[number];
  readonly explanation: string;
}

const statusesShape = z.looseObject({ results: z.array(z.unknown()) });
const resultShape = z.looseObject({ numErrors: z.number().nullish() });
const typeNames = z.array(z.looseObject({ id: identifier, name: text }));
/** Version 3 and 2026-09 name the list differently. */
const definitionsShape = z.union([
  z.looseObject({ subscriptionDefinitions: typeNames }).transform((answer) => answer.subscriptionDefinitions),
  z.looseObject({ results: typeNames }).transform(({ results }) => results),
]);

/**
 * Choices of an e-mail address for kinds of mail. The SDK knows version 3 alone, which does not resubscribe an address that
 * has opted out (HubSpot, "Subscriptions v3"), so the requests are made without it: statuses, version 4 and later.
 */
export function createSubscriptions(
  { send }: HubSpotHttp,
  legalBasis: LegalBasis | null,
): Pick<CrmSource, 'subscriptions' | 'setSubscribed'> {
  const pathOf = (email: string): string => `/communication-preferences/v4/statuses/${encodeURIComponent(email)}`;

  /** Null: 404. */
  async function call(request: HubSpotRequest): Promise<{ readonly status: number; readonly body: unknown } | null> {
    const { status, body } = await send(request);
    if (status === 404) return null;
    if (status === 401 || status === 403)
      throw new GraphError('UPSTREAM_UNAVAILABLE', {
        system: 'CRM',
        retryable: false,
        cause: new Error(`HubSpot answered ${status}`),
      });
    return { status, body: parseJson(body) };
  }

  async function namesOfTypes(): Promise<Map<string, string>> {
    const answer = await call({ method: 'GET', path: '/communication-preferences/v4/definitions' });
    return new Map(parse(definitionsShape, answer?.body, 'definitions').map(({ id, name }) => [id, name]));
  }

  return {
    async subscriptions(email) {
      const answer = await call({ method: 'GET', path: `${pathOf(email)}?channel=EMAIL` });
      if (answer === null) return [];
      const { results } = parse(statusesShape, answer.body, 'statuses');
      const isNamed = results.every((status) => z.looseObject({ subscriptionName: text }).safeParse(status).success);
      const names = isNamed ? new Map<string, string>() : await namesOfTypes();
      return results.map((status) => fromHubSpotSubscriptionStatus(status, names));
    },

    async setSubscribed(email, key, subscribed) {
      const change = {
        channel: 'EMAIL',
        subscriptionId: Number(key),
        statusState: subscribed ? 'SUBSCRIBED' : 'UNSUBSCRIBED',
        ...(legalBasis && { legalBasis: legalBasis.basis, legalBasisExplanation: legalBasis.explanation }),
      };
      const answer = await call({ method: 'POST', path: pathOf(email), body: JSON.stringify(change) });
      if (answer === null || answer.status >= 400) return 'REFUSED';
      return parse(resultShape, answer.body ?? {}, 'status').numErrors ? 'REFUSED' : 'DONE';
    },
  };
}
