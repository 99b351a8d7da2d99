import { noPermissions, type SubgraphPermissions } from '@customer-graph/protocol/subgraph-entry';

const definition = `
"The permissions of a subgraph, from supergraph.yaml. The Customer Graph gateway enforces them; other routers ignore them."
directive @subgraph(
  name: String!
  system: String
  directory: Boolean
  changesMemberships: Boolean
  webhooks: [String!]
  webhookHeaders: [String!]
  uploads: Boolean
  receivesEvents: Boolean
  downloads: Boolean
  createsFollowUps: Boolean
  calls: [String!]
  callerFacts: [String!]
) repeatable on SCHEMA
`;

const link = '@link(url: "https://specs.customer-graph.example/subgraph/v1.0", import: ["@subgraph"])';
/** The text after the directives of the schema definition, as composition prints it. */
const schemaBody = '\n{\n';

/** Adds the subgraphs' permissions to a composed supergraph, so that the gateway loads both together. */
export function embedPermissions(
  supergraph: string,
  subgraphs: readonly { readonly name: string; readonly permissions: SubgraphPermissions }[],
): string {
  const at = supergraph.indexOf(schemaBody);
  if (at < 0) throw new Error('the supergraph has no schema definition');
  const directives = [link, ...subgraphs.map(directiveOf)].map((directive) => `\n  ${directive}`).join('');
  return `${supergraph.slice(0, at)}${directives}${supergraph.slice(at).trimEnd()}\n${definition}`;
}

/** Prints the permissions that differ from the defaults. */
function directiveOf({
  name,
  permissions,
}: {
  readonly name: string;
  readonly permissions: SubgraphPermissions;
}): string {
  const defaults: Readonly<Record<string, unknown>> = noPermissions;
  const given = Object.entries({ name, ...permissions }).filter(
    ([key, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(defaults[key]),
  );
  return `@subgraph(${given.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ')})`;
}
