import { readFile } from 'node:fs/promises';

/** The supergraph that `npm run compose` made. */
export const readSupergraph = (): Promise<string> => readFile(new URL('../schema/supergraph.graphql', import.meta.url), 'utf8');
