import { Supergraph } from '@apollo/federation-internals';
import {
  Kind,
  parse,
  print,
  type ConstDirectiveNode,
  type DocumentNode,
  type SchemaDefinitionNode,
  type GraphQLSchema,
  type SchemaExtensionNode,
} from 'graphql';

/** Features that @apollo/gateway carries out itself, and what costs are counted from (gateway/cost). */
const carriedOut =
  /^https:\/\/specs\.(?:apollo\.dev\/(link|join|tag|inaccessible|cost)|customer-graph\.example\/upstream)\/v\d+\.\d+$/;
/** Features that this gateway and its subgraphs enforce (gateway/authorization, subgraphs/shared/authorization). */
const enforced: ReadonlySet<string> = new Set([
  'https://specs.apollo.dev/authenticated/v0.1',
  'https://specs.apollo.dev/requiresScopes/v0.1',
]);

/** A supergraph that this gateway must not run. */
export class SupergraphError extends Error {
  override readonly name = 'SupergraphError';
}

/**
 * The supergraph as @apollo/gateway takes it: it refuses whatever is linked "for: SECURITY", so that word is dropped for what is enforced here.
 * A feature that nobody enforces ends it: running on would be failing open.
 */
export function prepareSupergraph(sdl: string): { readonly document: DocumentNode; readonly sdl: string } {
  const document = parse(sdl);
  const unknown: string[] = [];

  const prepareLink = (directive: ConstDirectiveNode): ConstDirectiveNode => {
    if (directive.name.value !== 'link') return directive;
    const argument = (name: string) => {
      const value = directive.arguments?.find((given) => given.name.value === name)?.value;
      return value && 'value' in value ? String(value.value) : undefined;
    };
    const url = argument('url') ?? '';
    if (carriedOut.test(url)) return directive;
    if (!enforced.has(url)) {
      unknown.push(url);
      return directive;
    }
    return { ...directive, arguments: (directive.arguments ?? []).filter(({ name }) => name.value !== 'for') };
  };
  const prepareSchema = <Node extends SchemaDefinitionNode | SchemaExtensionNode>(node: Node): Node => ({
    ...node,
    directives: (node.directives ?? []).map(prepareLink),
  });

  const definitions = document.definitions.map((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? prepareSchema(definition)
      : definition,
  );
  if (unknown.length > 0) {
    throw new SupergraphError(
      `The supergraph links features that this gateway does not enforce: ${unknown.join(', ')}`,
    );
  }
  const prepared: DocumentNode = { ...document, definitions };
  return { document: prepared, sdl: print(prepared) };
}

/** What clients see of a prepared supergraph. Throws where it cannot be planned over, which shows when the subgraphs are taken out of it. */
export function apiSchemaOf(sdl: string): GraphQLSchema {
  const supergraph = Supergraph.build(sdl);
  supergraph.subgraphs();
  return supergraph.apiSchema().toGraphQLJSSchema();
}
