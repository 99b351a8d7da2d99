import { writeFileSync } from 'node:fs';
import { compose } from './composition.ts';
import { apiFile, matrixFile, partnerFile, publishedFile, read, readDecidedBreaks, supergraphFile } from './files.ts';
import { undecidedBreaks } from './rules/breaking.ts';
import { subgraphs } from './subgraphs.ts';

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
    `These would break clients, and no decision is recorded in schema/breaking-changes.json:\n${breaks.map((each) => `  ${each}\n`).join('')}`,
  );
