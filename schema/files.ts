import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** The composed supergraph. `npm run compose` writes it and the files below. */
export const supergraphFile = new URL('./supergraph.graphql', import.meta.url);
/** The API that clients see. */
export const apiFile = new URL('./api.graphql', import.meta.url);
/** The part of the API that partners see. */
export const partnerFile = new URL('./partner.graphql', import.meta.url);
/** The matrix of roles and fields, for reviews. */
export const matrixFile = new URL('./authorization.md', import.meta.url);
/** The last published API. Changes are compared with it. */
export const publishedFile = new URL('./published.graphql', import.meta.url);
/** Breaking changes with a decision. */
export const decidedBreaksFile = new URL('./breaking-changes.json', import.meta.url);

/** Returns the text of a file; empty if it does not exist. */
export const read = (file: URL): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

const decidedBreaks = z.array(
  z.strictObject({ change: z.string(), decision: z.string().startsWith('docs/decisions/') }),
);

/** Returns the decided breaking changes. Entries whose decision file does not exist are ignored. */
export const readDecidedBreaks = () =>
  decidedBreaks
    .parse(JSON.parse(read(decidedBreaksFile)))
    .filter(({ decision }) => existsSync(new URL(`../${decision}`, import.meta.url)));
