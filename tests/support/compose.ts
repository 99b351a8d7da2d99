import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSubgraphList } from '../../processes/subgraph-list.ts';
import { compose } from '../../schema/composition.ts';
import { generatedSdls, subgraphSdls } from '../../schema/subgraphs.ts';

/** Composes a list of subgraphs into a temporary file, and returns its path. */
export function composeToFile(listFile: URL): string {
  const list = readSubgraphList(listFile);
  for (const { file, sdl } of generatedSdls(list)) {
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, sdl);
  }
  const supergraph = join(mkdtempSync(join(tmpdir(), 'supergraph-')), 'supergraph.graphql');
  writeFileSync(supergraph, compose(subgraphSdls(list)).supergraph);
  return supergraph;
}
