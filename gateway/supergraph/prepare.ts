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
import { permissionsDirective, readEntries, type SubgraphEntries } from './entries.ts';
import { SupergraphError } from './supergraph-error.ts';

/** Features of @apollo/gateway itself, and the source of operation costs (gateway/cost). */
const supported =
  /^https:\/\/specs\.(?:apollo\.dev\/(link|join|tag|inaccessible|cost)|customer-graph\.example\/upstream)\/v\d+\.\d+$/;
/** Permissions of subgraphs: read here, and removed before @apollo/gateway sees them. */
const permissionsFeature = /^https:\/\/specs\.customer-graph\.example\/subgraph\/v\d+\.\d+$/;
/** Features that the gateway and the subgraphs enforce (gateway/authorization, packages/authorization). */
const enforced: ReadonlySet<string> = new Set([
  'https://specs.apollo.dev/authenticated/v0.1',
  'https://specs.apollo.dev/requiresScopes/v0.1',
]);

export interface PreparedSupergraph {
  readonly document: DocumentNode;
  readonly sdl: string;
  readonly entries: SubgraphEntries;
}

/**
 * The supergraph in the form that @apollo/gateway accepts: it refuses features linked "for: SECURITY", so the argument is
 * removed from features that are enforced here.
 *
 * @throws SupergraphError where it links a security feature that is not enforced: running it would fail open
 */
export function prepareSupergraph(sdl: string): PreparedSupergraph {
  const document = parse(sdl);
  const unknown: string[] = [];

  const prepareDirective = (directive: ConstDirectiveNode): ConstDirectiveNode[] => {
    if (directive.name.value === permissionsDirective) return [];
    if (directive.name.value !== 'link') return [directive];
    const argument = (name: string) => {
      const value = directive.arguments?.find((given) => given.name.value === name)?.value;
      return value && 'value' in value ? String(value.value) : undefined;
    };
    const url = argument('url') ?? '';
    if (permissionsFeature.test(url)) return [];
    if (supported.test(url)) return [directive];
    if (!enforced.has(url)) {
      unknown.push(url);
      return [directive];
    }
    return [{ ...directive, arguments: (directive.arguments ?? []).filter(({ name }) => name.value !== 'for') }];
  };
  const prepareSchema = <Node extends SchemaDefinitionNode | SchemaExtensionNode>(node: Node): Node => ({
    ...node,
    directives: (node.directives ?? []).flatMap(prepareDirective),
  });

  const definitions = document.definitions
    .filter(
      (definition) => definition.kind !== Kind.DIRECTIVE_DEFINITION || definition.name.value !== permissionsDirective,
    )
    .map((definition) =>
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
  return { document: prepared, sdl: print(prepared), entries: readEntries(document) };
}

/** The API schema of a prepared supergraph. Throws if its subgraphs cannot be extracted, because planning needs them. */
export function apiSchemaOf(sdl: string): GraphQLSchema {
  const supergraph = Supergraph.build(sdl);
  supergraph.subgraphs();
  return supergraph.apiSchema().toGraphQLJSSchema();
}
