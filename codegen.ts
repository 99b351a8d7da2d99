import type { CodegenConfig } from '@graphql-codegen/cli';
import { scalarTypes } from './clients/typescript/scalars.ts';
import { readSubgraphList } from './processes/subgraph-list.ts';
import { isLocal } from './processes/subgraph-module.ts';

const scalars = { ...scalarTypes, _FieldSet: 'string' };

/** The typed client of the published API. */
const client: CodegenConfig['generates'][string] = {
  preset: 'client',
  schema: 'schema/api.graphql',
  documents: ['clients/typescript/*.ts'],
  presetConfig: { fragmentMasking: false },
  config: {
    documentMode: 'string',
    strictScalars: true,
    scalars: scalarTypes,
    useTypeImports: true,
    enumsAsTypes: true,
  },
};

/** Resolver types of each subgraph in this repository. `mappers` in its manifest names domain types behind GraphQL types. */
const resolvers = readSubgraphList()
  .filter(isLocal)
  .map(({ name, manifest }): [string, CodegenConfig['generates'][string]] => [
    `subgraphs/${name}/generated/schema.ts`,
    {
      schema: ['schema/shared.graphql', `subgraphs/${name}/schema.graphql`],
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        federation: true,
        strictScalars: true,
        scalars,
        mappers: manifest.mappers,
        contextType: '../context.ts#Context',
        useTypeImports: true,
        enumsAsTypes: true,
        avoidOptionals: { field: true },
      },
    },
  ]);

const config: CodegenConfig = {
  importExtension: '.ts',
  generates: { 'clients/typescript/generated/': client, ...Object.fromEntries(resolvers) },
};

export default config;
