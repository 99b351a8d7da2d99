import type { FastifyRequest } from 'fastify';

/** The version of the stand-in's routes. */
const current = '2026-09';

/**
 * Maps numbered paths, and those of other dates, to the routes of the current version.
 * HubSpot, "API versioning": /crm/v3/objects/… became /crm/objects/YYYY-MM/…
 */
export const toCurrentUrl = (url: string): string =>
  url
    .replace(/^\/crm\/v\d\/(\w+)/, `/crm/$1/${current}`)
    .replace(/^\/crm\/(\w+)\/\d{4}-\d{2}(?=\/|\?|$)/, `/crm/$1/${current}`)
    .replace(/^\/(files|communication-preferences|account-info|oauth)\/(v\d|\d{4}-\d{2})(?=\/)/, `/$1/${current}`);

/** Whether the client asked by a numbered path. */
export const isNumbered = ({ originalUrl }: FastifyRequest): boolean => /^\/[\w-]+\/v\d\//.test(originalUrl);

/** The statuses that differ between the versions, by HubSpot's specifications of both. */
export const statusOf = (request: FastifyRequest, answer: 'PARTLY_FAILED' | 'ASSOCIATED'): 200 | 201 | 207 =>
  isNumbered(request) ? ({ PARTLY_FAILED: 207, ASSOCIATED: 201 } as const)[answer] : 200;
