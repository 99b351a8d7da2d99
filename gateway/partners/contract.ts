import { Supergraph } from '@apollo/federation-internals';
import {
  Kind,
  print,
  visit,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';

/** What partners' tokens see, run and introspect: the elements that the subgraphs tag with it (`@tag(name: "partner")`). */
export const partnerTag = 'partner';

interface Tagged {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

const isTagged = ({ directives = [] }: Tagged, tag: string): boolean =>
  directives.some(
    ({ name, arguments: given = [] }) =>
      name.value === 'tag' &&
      given.some(
        ({ name: argument, value }) => argument.value === 'name' && value.kind === Kind.STRING && value.value === tag,
      ),
  );

const inaccessible: ConstDirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'inaccessible' } };

const hidden = <Node extends Tagged>(node: Node): Node =>
  node.directives?.some(({ name }) => name.value === 'inaccessible')
    ? node
    : { ...node, directives: [...(node.directives ?? []), inaccessible] };

/** Types of the specifications: they are no part of any API. */
const isOwn = (name: string): boolean => !name.includes('__');

/**
 * The API of a contract: everything that is not tagged marked `@inaccessible`, then the supergraph's own API. A type that is tagged is in it whole; of one that is not,
 * the fields that are. Throws where what is left leads to what is not: then the contract is none. Null where no query is part of it.
 */
export function contractApi(supergraph: DocumentNode, tag: string): GraphQLSchema | null {
  const keep = (definition: DefinitionNode): DefinitionNode => {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION: {
        if (!isOwn(definition.name.value) || isTagged(definition, tag)) return definition;
        const fields = definition.fields ?? [];
        if (!fields.some((field) => isTagged(field, tag))) return hidden(definition);
        return { ...definition, fields: fields.map((field) => (isTagged(field, tag) ? field : hidden(field))) };
      }
      case Kind.SCALAR_TYPE_DEFINITION:
      case Kind.ENUM_TYPE_DEFINITION:
      case Kind.UNION_TYPE_DEFINITION:
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        return !isOwn(definition.name.value) || isTagged(definition, tag) ? definition : hidden(definition);
      default:
        return definition;
    }
  };
  const query = supergraph.definitions.find(
    (definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Query',
  );
  if (
    query?.kind !== Kind.OBJECT_TYPE_DEFINITION ||
    ![query, ...(query.fields ?? [])].some((node) => isTagged(node, tag))
  )
    return null;
  const document = visit(supergraph, { Document: (node) => ({ ...node, definitions: node.definitions.map(keep) }) });
  return Supergraph.build(print(document), { supportedFeatures: null }).apiSchema().toGraphQLJSSchema();
}
