import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** What `npm run compose` writes and the repository keeps. */
export const supergraphFile = new URL('./supergraph.graphql', import.meta.url);
export const apiFile = new URL('./api.graphql', import.meta.url);
/** What partners see of it. */
export const partnerFile = new URL('./partner.graphql', import.meta.url);
/** Who may read what: generated, and reviewed. */
export const matrixFile = new URL('./authorization.md', import.meta.url);
/** The API as clients last knew it: what a change is held against. */
export const publishedFile = new URL('./published.graphql', import.meta.url);
/** Breaks that were decided on. */
export const decidedBreaksFile = new URL('./breaking-changes.json', import.meta.url);

export const read = (file: URL): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

const decidedBreaks = z.array(
  z.strictObject({ change: z.string(), decision: z.string().startsWith('docs/decisions/') }),
);

/** Each with a decision that is really there. */
export const readDecidedBreaks = () =>
  decidedBreaks
    .parse(JSON.parse(read(decidedBreaksFile)))
    .filter(({ decision }) => existsSync(new URL(`../${decision}`, import.meta.url)));
