import { buildSchema } from 'graphql';
import { compose } from './composition.ts';
import { apiFile, matrixFile, partnerFile, publishedFile, read, readDecidedBreaks, supergraphFile } from './files.ts';
import { unprotected } from './rules/authorization.ts';
import { undecidedBreaks } from './rules/breaking.ts';
import { missingDescriptions } from './rules/descriptions.ts';
import { nonNullContributions, scopedShareables } from './rules/entities.ts';
import { refusedHints } from './rules/hints.ts';
import { requiredArguments } from './rules/requirements.ts';
import { unspecifiedScalars } from './rules/scalars.ts';
import { unheldScopes } from './rules/scopes.ts';
import { readSubgraphList } from '../processes/subgraph-list.ts';
import { generatedSdls, subgraphs } from './subgraphs.ts';

const { supergraph, api, partner, matrix, hints } = compose(subgraphs);
const stale = 'is stale: run npm run compose';
const breaks = await undecidedBreaks(read(publishedFile), api, readDecidedBreaks());
const problems = [
  ...generatedSdls(readSubgraphList())
    .filter(({ file, sdl }) => read(file) !== sdl)
    .map(({ file }) => `${file.pathname} is stale: run npm run compose`),
  ...(read(supergraphFile) === supergraph ? [] : [`schema/supergraph.graphql ${stale}`]),
  ...(read(apiFile) === api ? [] : [`schema/api.graphql ${stale}`]),
  ...(read(partnerFile) === partner ? [] : [`schema/partner.graphql ${stale}`]),
  ...(read(matrixFile) === matrix ? [] : [`schema/authorization.md ${stale}`]),
  ...(breaks.length > 0 || read(publishedFile) === api ? [] : [`schema/published.graphql ${stale}`]),
  ...breaks.map((change) => `breaking change without a decision in schema/breaking-changes.json: ${change}`),
  ...refusedHints(hints),
  ...nonNullContributions(subgraphs),
  ...scopedShareables(subgraphs),
  ...requiredArguments(subgraphs),
  ...unheldScopes(subgraphs),
  ...unprotected(subgraphs, supergraph),
  ...missingDescriptions(buildSchema(api)),
  ...unspecifiedScalars(subgraphs),
];
for (const problem of problems) process.stderr.write(`schema: ${problem}\n`);
process.stdout.write(problems.length === 0 ? 'schema: up to date\n' : `schema: ${problems.length} problems\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
