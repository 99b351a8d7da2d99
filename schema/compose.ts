import { writeFileSync } from 'node:fs';
import { compose } from './composition.ts';
import { apiFile, supergraphFile } from './files.ts';
import { subgraphs } from './subgraphs.ts';

const { supergraph, api } = compose(subgraphs);
writeFileSync(supergraphFile, supergraph);
writeFileSync(apiFile, api);
process.stdout.write(`composed ${subgraphs.map(({ name }) => name).join(', ')}\n`);
