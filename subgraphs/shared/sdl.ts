import { readFileSync } from 'node:fs';
import { parse, type DocumentNode } from 'graphql';

const shared = new URL('../../schema/shared.graphql', import.meta.url);

/** A subgraph's whole SDL: what all subgraphs share, then its own. */
export const readSdl = (ownSchema: URL): string =>
  `${readFileSync(shared, 'utf8')}\n${readFileSync(ownSchema, 'utf8')}`;

export const parseSdl = (sdl: string): DocumentNode => parse(sdl);
