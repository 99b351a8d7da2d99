import { readFileSync } from 'node:fs';
import type { SubgraphPermissions } from '@customer-graph/protocol/subgraph-entry';
import { readSubgraphList, type ListedSubgraph } from '../processes/subgraph-list.ts';

/** A subgraph to compose. */
export interface SubgraphSdl {
  readonly name: string;
  /** The routing URL. The gateway's environment may override it. */
  readonly url: string;
  /** The complete SDL. */
  readonly sdl: string;
  readonly permissions: SubgraphPermissions;
}

const sharedFile = new URL('./shared.graphql', import.meta.url);

const notice = '# Made by npm run compose from schema/shared.graphql and ../schema.graphql: edit those.\n\n';

/** The complete SDL of a subgraph in this repository: the shared types, then its own. */
const completeSdl = (folder: URL): string =>
  `${notice}${readFileSync(sharedFile, 'utf8')}\n${readFileSync(new URL('schema.graphql', folder), 'utf8')}`;

/** The SDL to compose. The file of a subgraph in another repository is already complete. */
const sdlOf = ({ folder, schemaFile }: ListedSubgraph): string =>
  folder ? completeSdl(folder) : readFileSync(schemaFile, 'utf8');

/** Reads the SDL of every subgraph of a list. */
export const subgraphSdls = (list: readonly ListedSubgraph[]): SubgraphSdl[] =>
  list.map((subgraph) => ({
    name: subgraph.name,
    url: subgraph.entry.url,
    sdl: sdlOf(subgraph),
    permissions: subgraph.entry.permissions,
  }));

/** The subgraphs of supergraph.yaml. */
export const subgraphs = subgraphSdls(readSubgraphList());

/** The generated SDL files of subgraphs in this repository, each with its expected content. */
export const generatedSdls = (list: readonly ListedSubgraph[]): { readonly file: URL; readonly sdl: string }[] =>
  list.flatMap(({ folder, schemaFile }) => (folder ? [{ file: schemaFile, sdl: completeSdl(folder) }] : []));
