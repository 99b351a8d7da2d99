import { mkdirSync, writeFileSync } from 'node:fs';
import { compose } from './composition.ts';
import { apiFile, matrixFile, partnerFile, publishedFile, read, readDecidedBreaks, supergraphFile } from './files.ts';
import { undecidedBreaks } from './rules/breaking.ts';
import { readSubgraphList } from '../processes/subgraph-list.ts';
import { generatedSdls, subgraphs } from './subgraphs.ts';

for (const { file, sdl } of generatedSdls(readSubgraphList())) {
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, sdl);
}
const { supergraph, api, partner, matrix } = compose(subgraphs);
writeFileSync(supergraphFile, supergraph);
writeFileSync(apiFile, api);
writeFileSync(partnerFile, partner);
writeFileSync(matrixFile, matrix);
process.stdout.write(`composed ${subgraphs.map(({ name }) => name).join(', ')}\n`);

const breaks = await undecidedBreaks(read(publishedFile) || api, api, readDecidedBreaks());
if (breaks.length === 0) writeFileSync(publishedFile, api);
else
  process.stderr.write(
    `Breaking changes without a decision in schema/breaking-changes.json. published.graphql was not updated:\n${breaks.map((change) => `  ${change}\n`).join('')}`,
  );
