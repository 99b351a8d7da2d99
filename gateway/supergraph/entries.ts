import { Kind, valueFromASTUntyped, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { subgraphPermissions, noPermissions, type SubgraphEntry } from '@customer-graph/protocol/subgraph-entry';
import { SupergraphError } from './supergraph-error.ts';

/** The directive on the schema that carries a subgraph's permissions (schema/permissions.ts writes it). */
export const permissionsDirective = 'subgraph';

/** The subgraphs of one supergraph, by name. */
export type SubgraphEntries = ReadonlyMap<string, SubgraphEntry>;

/** Reads names and URLs from `join__Graph`, and permissions from the schema's `@subgraph` directives. */
export function readEntries(supergraph: DocumentNode): SubgraphEntries {
  const permissions = new Map(
    schemaDirectives(supergraph)
      .filter(({ name }) => name.value === permissionsDirective)
      .map((directive) => {
        const { name, ...given } = argumentsOf(directive);
        const parsed = subgraphPermissions.safeParse(given);
        if (typeof name !== 'string' || !parsed.success)
          throw new SupergraphError(`The supergraph has invalid permissions for subgraph ${String(name)}`);
        return [name, parsed.data] as const;
      }),
  );
  const graphs = supergraph.definitions.flatMap((definition) =>
    definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph'
      ? (definition.values ?? [])
      : [],
  );
  const entries = graphs.flatMap(({ directives = [] }): SubgraphEntry[] => {
    const graph = directives.find(({ name }) => name.value === 'join__graph');
    if (!graph) return [];
    const { name, url } = argumentsOf(graph);
    if (typeof name !== 'string') throw new SupergraphError('The supergraph has a subgraph without a name');
    if (typeof url !== 'string' || !URL.canParse(url)) throw new SupergraphError(`subgraph "${name}" has no URL`);
    return [{ name, url, permissions: permissions.get(name) ?? noPermissions }];
  });
  return new Map(entries.map((entry) => [entry.name, entry]));
}

const schemaDirectives = ({ definitions }: DocumentNode): ConstDirectiveNode[] =>
  definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? [...(definition.directives ?? [])]
      : [],
  );

const argumentsOf = (directive: ConstDirectiveNode): Record<string, unknown> =>
  Object.fromEntries((directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
